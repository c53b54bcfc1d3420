package org.lossfloor.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.table.decide.ChangesTable;
import org.lossfloor.table.decide.ComparisonsTable;
import org.lossfloor.table.decide.FamiliesTable;
import org.lossfloor.table.decide.ForecastsTable;
import org.lossfloor.table.decide.NoiseTable;
import org.lossfloor.table.decide.RangesTable;
import org.lossfloor.table.decide.ReplaysTable;
import org.lossfloor.table.decide.StepsTable;

/** {@code tables.md} has every column of every table of a run, as it is declared. */
class TablesPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/tables.md");

  private static final String HEAD =
      "| column | type | unit | null | meaning |\n|---|---|---|---|---|\n";

  /** All but the tables of a study, which its own report describes. */
  static Map<String, List<ColumnDoc>> tables() {
    Map<String, List<ColumnDoc>> tables = new LinkedHashMap<>();
    tables.put(ExperimentsTable.NAME, ExperimentsTable.docs());
    tables.put(TuningCurvesTable.NAME, TuningCurvesTable.docs());
    tables.put(TrialsTable.NAME, TrialsTable.docs());
    tables.put(RejectedRecordsTable.NAME, RejectedRecordsTable.docs());
    tables.put(SourcesTable.NAME, SourcesTable.docs());
    tables.put(ComparisonsTable.NAME, ComparisonsTable.docs());
    tables.put(ChangesTable.NAME, ChangesTable.docs());
    tables.put(ReplaysTable.NAME, ReplaysTable.docs());
    tables.put(ForecastsTable.NAME, ForecastsTable.docs());
    tables.put(RangesTable.NAME, RangesTable.docs());
    tables.put(NoiseTable.NAME, NoiseTable.docs());
    tables.put(FamiliesTable.NAME, FamiliesTable.docs());
    tables.put(StepsTable.NAME, StepsTable.docs());
    tables.put(ReplicatesTable.NAME, ReplicatesTable.docs());
    return tables;
  }

  static List<String> names() {
    return TablesTest.names().stream().filter(name -> !name.startsWith("sets of")).toList();
  }

  private static String row(ColumnDoc column) {
    return "| `%s` | `%s` | %s| %s | %s |\n"
        .formatted(
            column.name(),
            column.type(),
            column.unit().isEmpty() ? "" : column.unit() + " ",
            column.nulls(),
            column.meaning());
  }

  /** The page with the columns as they are declared below the heading of each table. */
  private static String printed(String page) {
    String text = page;
    for (Map.Entry<String, List<ColumnDoc>> table : tables().entrySet()) {
      String rows =
          table.getValue().stream().map(TablesPageTest::row).collect(Collectors.joining());
      Matcher section =
          Pattern.compile(
                  "(?ms)(^## %s\n.*?%s)((?:^\\|[^\n]*\n)*)"
                      .formatted(table.getKey(), Pattern.quote(HEAD)))
              .matcher(text);
      assertThat(section.find()).as("a section with a table on " + table.getKey()).isTrue();
      text = text.substring(0, section.end(1)) + rows + text.substring(section.end(2));
    }
    return text;
  }

  /** Written anew by {@code -Dlossfloor.write=true}, as the commands are. */
  @Test
  void thePageIsPrintedFromTheDeclarations() throws IOException {
    String page = Files.readString(PAGE);
    if (Boolean.getBoolean("lossfloor.write")) {
      Files.writeString(PAGE, printed(page));
    }
    assertThat(PAGE).content().isEqualTo(printed(page));
  }

  @Test
  void everyTableIsOnThePage() {
    assertThat(tables().keySet()).containsExactlyInAnyOrderElementsOf(names());
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyColumnSaysWhatItIs(String table) {
    List<ColumnDoc> columns = tables().get(table);
    assertThat(columns.stream().map(column -> column.name() + " " + column.type()))
        .containsExactlyElementsOf(
            Arrays.stream(TablesTest.tables().get(table).fields())
                .map(field -> field.name() + " " + field.dataType().catalogString())
                .toList());
    assertThat(columns)
        .allMatch(column -> column.meaning().matches(".*[.?]"))
        .noneMatch(column -> (column.meaning() + column.nulls()).contains("|"));
  }
}
