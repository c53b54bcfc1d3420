package org.lossfloor.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code tables.md} has every column of every table of a run, with its type and null rule. */
class TablesPageTest {
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| `([a-z0-9_]+)` \\| `(\\S+)` \\| ([^|]*?) ?\\| ([^|]+) \\| (.+) \\|$");

  /** Tables of a study, which its own report describes. */
  private static boolean published(String table) {
    return !table.startsWith("sets of a study");
  }

  static List<String> tables() {
    return TablesTest.names().stream().filter(TablesPageTest::published).toList();
  }

  private static List<MatchResult> rows(String table) throws IOException {
    String page = Files.readString(Path.of("src/site/markdown/tables.md"));
    Pattern section = Pattern.compile("(?ms)^## " + table + "\n(.*?)(?=^## |\\z)");
    return section
        .matcher(page)
        .results()
        .flatMap(found -> ROW.matcher(found.group(1)).results())
        .toList();
  }

  private static Stream<StructField> fields(String table) {
    return Arrays.stream(TablesTest.tables().get(table).fields());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyColumnIsThereInItsPlaceWithItsType(String table) throws IOException {
    assertThat(rows(table).stream().map(row -> row.group(1) + " | " + row.group(2)))
        .as("columns of %s in tables.md", table)
        .containsExactlyElementsOf(
            fields(table).map(f -> f.name() + " | " + f.dataType().catalogString()).toList());
  }

  @ParameterizedTest
  @MethodSource("tables")
  void everyColumnHasASentence(String table) throws IOException {
    assertThat(rows(table).stream().map(row -> row.group(5)))
        .allMatch(said -> said.matches(".*[.?]"));
  }

  /** {@link NullRulesTest} tries the rules of these tables on random records. */
  @Test
  void nullRulesAreThoseThatWereTried() throws IOException {
    List<NullRulesTest.Rule> rules = NullRulesTest.rules().toList();
    assertThat(rules).isNotEmpty();
    for (NullRulesTest.Rule rule : rules) {
      Set<String> onThePage =
          rows(rule.table()).stream()
              .filter(row -> !row.group(4).equals("never"))
              .map(row -> row.group(1))
              .collect(Collectors.toSet());
      if (published(rule.table())) {
        assertThat(onThePage).as(rule.table()).isEqualTo(rule.mayBeNull());
      }
    }
  }
}
