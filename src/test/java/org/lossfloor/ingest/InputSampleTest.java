package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.InputFiles;
import org.lossfloor.ingest.files.InputSample;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.files.StoredFile;
import org.lossfloor.ingest.pieces.Piece;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;

class InputSampleTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir private Path folder;

  private ListedSource sampled(String format, String path) {
    String settings = "format: " + format + "\nmetrics: [{metric: loss, direction: minimize}]";
    SourceConfig source = new Logs(folder).audit(path, settings).sources().get(0);
    return InputFiles.of(() -> HADOOP, source, Optional.empty())
        .sampled(new InputSample(1_000), () -> HADOOP);
  }

  private static List<String> outcomes(ListedSource listed) {
    Piece piece = Piece.cut(listed.files(), List.of(false), 1 << 20).get(0);
    StoredFile file = new StoredFile(piece.path(), () -> HADOOP);
    LogPiece opened = LogPiece.lines(file, piece.start(), piece.end(), piece.linesBefore());
    return Logs.rows(listed.source(), opened).stream().map(row -> row.getString(2)).toList();
  }

  @Test
  void theFirstLinesOfALargeTableStandForIt() throws IOException {
    new Logs(folder).write("a.csv", "id,loss\n" + "\"1\n\",2\n".repeat(500));
    ListedSource listed = sampled("csv", "a.csv");
    assertThat(listed.size().sampledBytes()).isEqualTo(1_000);
    assertThat(listed.notes()).extracting(Note::kind).containsExactly(NoteKind.FIRST_PART);
    assertThat(listed.notes().get(0).text()).contains("a.csv: the first 0.0 MB");
    // The header takes 8 bytes and a row 7; the last one begins in front of the limit.
    assertThat(outcomes(listed)).hasSize(142 + 1).doesNotContain(Events.REJECTION, Events.BROKEN);
  }

  @Test
  void theFirstLinesOfLargeJsonStandForIt() throws IOException {
    new Logs(folder).write("a.jsonl", "{\"loss\":1}\n".repeat(500));
    assertThat(outcomes(sampled("jsonl", "a.jsonl"))).hasSize(91 + 1);
  }

  @Test
  void aFileThatIsNotPlainIsReadWhole() throws IOException {
    byte[] wide = "{\"loss\":1}\n".repeat(500).getBytes(StandardCharsets.UTF_16LE);
    new Logs(folder).write("a.jsonl", wide);
    ListedSource listed = sampled("jsonl", "a.jsonl");
    assertThat(listed.notes()).isEmpty();
    assertThat(outcomes(listed)).hasSize(500 + 1);
  }

  @Test
  void smallFilesAreReadWhole() throws IOException {
    new Logs(folder)
        .write("in/a.jsonl", "{\"loss\":1}\n".repeat(500))
        .write("in/b.jsonl", "{\"loss\":1}\n");
    ListedSource listed = sampled("jsonl", "in");
    assertThat(listed.files()).extracting(InputFile::whole).containsExactly(true);
    assertThat(outcomes(listed)).hasSize(1 + 1);
  }
}
