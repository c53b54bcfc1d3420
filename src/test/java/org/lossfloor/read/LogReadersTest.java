package org.lossfloor.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.LogFormats;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.text.Head;

/** Readers are found by the name of their format, and by what a file begins with. */
class LogReadersTest {
  @TempDir private Path folder;

  private static Optional<String> best(String text) {
    Head head = new Head(text.getBytes(StandardCharsets.UTF_8));
    return LogReaders.best(new LocalFile(Path.of("/a.log")), head)
        .map(match -> match.reader().code());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "jsonl!{\"loss\": 1}",
        "json!{",
        "json![{\"a\": 1}]",
        "csv!lr,loss",
        "csv!loss",
        "csv!3,5",
        "csv!<html>",
        "numbers!0.5",
        "numbers!nan",
        "numbers!-Infinity",
        "toy!> id=1",
      })
  void theFirstLineTells(String format, String line) {
    assertThat(best(line)).contains(format);
    assertThat(best("\uFEFF\n \n  " + line + "  \nsecond\n")).contains(format);
  }

  @ParameterizedTest
  @CsvSource({"''", "[1", "a\u0000b"})
  void whatNobodyReadsHasNoReader(String line) {
    assertThat(best(line)).isEmpty();
  }

  @Test
  void aMarkTellsParquet() {
    byte[] start = {'P', 'A', 'R', '1', 0x15, 4, 0x15, 0, 0x15, 2};
    LogFile file = new LocalFile(Path.of("/a"));
    assertThat(LogReaders.best(file, new Head(start)).orElseThrow().reader().code())
        .isEqualTo("parquet");
    assertThat(best("PAR1 is a word")).contains("csv");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {"a,b;c,d!,", "a;b;c,d!;", "a|b!|", "loss!,"})
  void theSeparatorIsTheOneThatOccursMost(String line, char separator) {
    Head head = new Head(line.getBytes(StandardCharsets.UTF_8));
    LogReaders.Match match = LogReaders.best(new LocalFile(Path.of("/a")), head).orElseThrow();
    assertThat(match.how().layout().delimiter()).isEqualTo(separator);
    assertThat(match.how().why()).isNotEmpty();
  }

  @Test
  void everyFormatHasItsReaderAndANameOfItsOwn() {
    List<LogFormat> all = LogFormats.all();
    assertThat(all).extracting(LogFormat::code).doesNotHaveDuplicates();
    assertThat(all).extracting(LogFormat::code).contains("csv", "jsonl", "numbers", "parquet");
    for (LogFormat format : all) {
      assertThat(LogReaders.of(format).title()).isNotBlank();
      assertThat(LogFormats.named(" " + format.code().toUpperCase(Locale.ROOT) + " "))
          .containsSame(format);
    }
    assertThat(LogFormats.named("xml")).isEmpty();
  }

  @Test
  void aFormatWithoutAReaderIsAMistake() {
    LogFormat odd =
        new LogFormat() {
          @Override
          public String code() {
            return "odd";
          }

          @Override
          public Set<Trait> traits() {
            return EnumSet.noneOf(Trait.class);
          }
        };
    assertThatThrownBy(() -> LogReaders.of(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd");
  }

  @Test
  void aCertaintyIsAShare() {
    assertThatThrownBy(() -> Recognition.of(1.1, "sure"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Recognition.of(Double.NaN, "sure"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parquetIsRefusedWhereNothingDecodesIt() {
    LogReader parquet = LogReaders.of(LogFormats.named("parquet").orElseThrow());
    LogFile file = new LocalFile(folder.resolve("a.parquet"));
    FileTally tally = new FileTally("a", new long[0]);
    assertThatThrownBy(
            () -> parquet.open(LogPiece.whole(file), TextLayout.DEFAULT, new Plan(parquet), tally))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("only an audit");
    assertThatThrownBy(() -> parquet.fields(file, TextLayout.DEFAULT))
        .hasMessageContaining("only an audit");
  }

  @Test
  void aPartOfAFileHasTheLinesThatBeginInIt() throws IOException {
    Path path = Files.writeString(folder.resolve("a.jsonl"), "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n");
    LogReader jsonl = LogReaders.of(LogFormats.named("jsonl").orElseThrow());
    LogPiece middle = LogPiece.lines(new LocalFile(path), 8, 16, 1);
    FileTally tally = new FileTally("a", new long[0]);
    assertThat(middle.first()).isFalse();
    try (RecordReader records = jsonl.open(middle, TextLayout.DEFAULT, new Plan(jsonl), tally)) {
      assertThat(records.next()).isTrue();
      assertThat(records.line()).isEqualTo(2);
      assertThat(records.text()).contains("2");
      assertThat(records.next()).isFalse();
    }
  }

  @Test
  void aFolderHoldsWhatLiesWithAFile() throws IOException {
    Files.createDirectories(folder.resolve("metrics/inner"));
    Path mark = Files.writeString(folder.resolve("meta.yaml"), "a");
    Files.writeString(folder.resolve("metrics/loss"), "b");
    Files.writeString(folder.resolve("metrics/inner/x"), "c");
    assertThat(new LocalFile(mark).folder())
        .extracting(file -> folder.relativize(((LocalFile) file).location()).toString())
        .containsExactly("meta.yaml", "metrics/inner/x", "metrics/loss");
  }
}
