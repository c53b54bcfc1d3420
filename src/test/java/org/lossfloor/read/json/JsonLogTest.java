package org.lossfloor.read.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.config.key.HeaderLine;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.Fixture;

/** JSON documents: where the records lie, and what a broken one costs. */
class JsonLogTest {
  private static final JsonLog LOG = new JsonLog();

  @TempDir private Path folder;
  private final FileTally tally = new FileTally("t", new long[0]);

  private static TextLayout layout(String records) {
    return new TextLayout(
        Optional.empty(),
        ',',
        HeaderLine.FIRST,
        List.of(),
        1,
        1,
        Optional.of(records).filter(path -> !path.isEmpty()));
  }

  private List<String> read(String text, String records) throws IOException {
    return read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8), records);
  }

  /** Line, key and loss of each record, or why there are none. */
  private List<String> read(byte[] bytes, String records) throws IOException {
    Plan plan = new Plan(LOG);
    int loss = plan.slot("r.loss");
    int id = plan.slot(JsonDocuments.KEY);
    List<String> read = new ArrayList<>();
    Path file = Files.write(folder.resolve("a.json"), bytes);
    LogPiece piece = LogPiece.whole(new LocalFile(file));
    try (RecordReader reader = LOG.open(piece, layout(records), plan, tally)) {
      while (reader.next()) {
        Fields fields = plan.fields();
        try {
          reader.read(fields);
          String key = fields.text(id) == null ? "" : fields.text(id) + "=";
          read.add(reader.line() + ":" + key + fields.text(loss));
        } catch (UnreadableRecord e) {
          read.add(reader.line() + ":" + e.getMessage());
        }
      }
    } catch (IOException e) {
      read.add("broken: " + e.getMessage());
    }
    return read;
  }

  private static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("", "", List.of()),
        Arguments.of("[]", "", List.of()),
        Arguments.of("[{'r': {'loss': 1}}, {'r': {'loss': NaN}}]", "", List.of("1:1", "1:NaN")),
        Arguments.of(
            "[\n {\n  'r': {'loss': 1}\n },\n 5,\n {'r.loss': '2'}\n]",
            "",
            List.of("2:1", "5:the record is not a JSON object", "6:2")),
        Arguments.of("{\n'r': {'loss': 1}}", "", List.of("1:1")),
        Arguments.of("{'r': {'loss': 1}}\n{'r': {'loss': 2}}", "", List.of("1:1", "2:2")),
        Arguments.of(
            "{'a': [{'r': 9}], 'trials': [{'r': {'loss': 1}}], 'b': [1]}",
            "trials",
            List.of("1:1")),
        Arguments.of(
            "{'s': [{'t': {'7': {'r': {'loss': 1}}, 'x': {'r': {'loss': 2}}}}]}",
            "s[0].t",
            List.of("1:7=1", "1:x=2")),
        Arguments.of(
            "{'7': {'r': {'loss': 1}},\n 'x': 3}",
            "*",
            List.of("1:7=1", "2:the record is not a JSON object")),
        Arguments.of("{'r': '{\\'loss\\': 3}'}", "", List.of("1:3")),
        Arguments.of(
            "{'a': 1}", "trials", List.of("broken: the document has no `trials`, see `records`")),
        Arguments.of(
            "{'trials': 1}",
            "trials",
            List.of("broken: `trials` is neither an array nor an object of records")));
  }

  @ParameterizedTest
  @MethodSource("documents")
  void recordsAreFoundWhereTheyAreSaidToBe(String text, String records, List<String> expected)
      throws IOException {
    assertThat(read(text, records)).isEqualTo(expected);
  }

  @Test
  void aBreakCostsWhatIsBehindIt() throws IOException {
    List<String> read = read("[{'r': {'loss': 1}},\n {'r': {'loss': ", "");
    assertThat(read).hasSize(2).first().isEqualTo("1:1");
    assertThat(read.get(1)).startsWith("broken: not valid JSON at column ");
    assertThat(read("[{'a': 1, 'a': 2}]", "").get(0)).contains("Duplicate");
  }

  @Test
  void theOnlyArrayOfObjectsIsTold() throws IOException {
    read("{'trials': [{'a': 1}, {'a': 2}], 'seeds': [1, 2]}", "");
    assertThat(tally.notes().get(NoteKind.DOCUMENT_WITH_ARRAY).detail())
        .isEqualTo("records: trials");
  }

  @Test
  void aMappedArrayIsNoDoubt() throws IOException {
    read("{'r': [{'a': 1}, {'a': 2}]}", "");
    assertThat(tally.hasNotes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {"json![", "json![{\"a\": 1}]", "json!{", "jsonl!{\"a\": 1}", "''![1, 2]"})
  void recognised(String format, String line) {
    assertThat(Fixture.format("a.json", line + "\n")).isEqualTo(format);
  }

  @Test
  void fieldsAreThoseOfTheFirstRecordAndOfTextWithinIt() throws IOException {
    Path file =
        Files.writeString(folder.resolve("b.json"), "[{\"a\": {\"b\": 1}, \"c\": \"{'d': 2}\"}]");
    assertThat(LOG.fields(new LocalFile(file), layout("")).stream().map(FieldName::name))
        .containsExactly("a.b", "c", "c.d");
    Path curve = Files.writeString(folder.resolve("c.json"), "[{\"h\": [{\"s\": 1, \"v\": 2}]}]");
    assertThat(LOG.pointFields(new LocalFile(curve), layout(""), "h")).containsExactly("s", "v");
  }

  @Test
  void noDamageCrashes() throws IOException {
    byte[] whole =
        "{\"t\": [{\"r\": {\"loss\": 1}}, {\"r\": {\"loss\": \"x\"}}], \"n\": 2}"
            .getBytes(StandardCharsets.UTF_8);
    Random random = new Random(17);
    for (int i = 0; i < whole.length; i++) {
      byte[] cut = java.util.Arrays.copyOf(whole, i);
      assertThat(read(cut, "t").size()).isBetween(0, 3);
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) (1 << random.nextInt(8));
      read(flipped, "t");
    }
    assertThat(read(whole, "t")).hasSize(2);
  }
}
