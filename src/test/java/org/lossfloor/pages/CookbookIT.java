package org.lossfloor.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.LocalSpark;

/** Every query of the cookbook gives rows on a run of the demo. */
class CookbookIT {
  private static final Page PAGE = Page.of(Page.SITE.resolve("cookbook.md"));
  private static final Page TABLES = Page.of(Page.SITE.resolve("tables.md"));
  private static final String SPARK = "spark-sql";

  private static PageShell shell;

  @BeforeAll
  static void audit() throws IOException {
    shell = PageShell.shared();
    shell.run(PAGE);
  }

  private static Stream<Page.Block> queries(boolean spark) {
    return PAGE.blocks("sql").stream().filter(block -> block.mark().equals(SPARK) == spark);
  }

  static Stream<String> ofDuckDb() {
    return queries(false).map(Page.Block::text);
  }

  static Stream<String> ofSpark() {
    return queries(true).map(Page.Block::text);
  }

  static Stream<String> ofPandas() {
    return PAGE.blocks("python").stream().map(Page.Block::text);
  }

  private static String here(String snippet) {
    return snippet.replace("audits/demo", shell.folder().resolve("audits/demo").toString());
  }

  @ParameterizedTest
  @MethodSource("ofDuckDb")
  void duckDbAnswers(String query) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(here(query))) {
      assertThat(rows.next()).as("a row").isTrue();
    }
  }

  /** What tables.md says is never null is not null in the demo. */
  @ParameterizedTest
  @MethodSource("tables")
  void columnsThatAreNeverNullAreNot(String table) throws Exception {
    String section = TABLES.text().replaceAll("(?s).*\n## " + table + "\n", "");
    List<String> never =
        Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| \\S+ \\| [^|]*\\| never \\|")
            .matcher(section.replaceAll("(?s)\n## .*", ""))
            .results()
            .map(row -> row.group(1))
            .toList();
    assertThat(never).isNotEmpty();
    String nulls = String.join(" OR ", never.stream().map(name -> name + " IS NULL").toList());
    String all = "'audits/demo/run_id=*/" + table + "/*.parquet'";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                here("SELECT count(*), count(*) FILTER (" + nulls + ") FROM " + all))) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isPositive();
      assertThat(rows.getLong(2)).as("rows with a null").isZero();
    }
  }

  static List<String> tables() {
    return List.of("experiments", "tuning_curves", "trials", "rejected_records", "sources");
  }

  @ParameterizedTest
  @MethodSource("ofSpark")
  void sparkAnswers(String query) {
    SparkSession spark = LocalSpark.session();
    assertThat(spark.sql(here(query)).takeAsList(1)).hasSize(1);
  }

  @Test
  void everyKindIsShown() {
    assertThat(ofDuckDb()).hasSizeGreaterThan(8);
    assertThat(ofSpark()).hasSizeGreaterThan(2);
    assertThat(ofPandas()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("ofPandas")
  void pandasSnippetsArePythonAndNameColumns(String snippet) throws Exception {
    assertThat(python("import ast, sys; ast.parse(sys.argv[1])", snippet)).isZero();
    Set<String> columns = new HashSet<>(Arrays.asList("model", "dataset"));
    Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
        .matcher(TABLES.text())
        .results()
        .forEach(row -> columns.add(row.group(1)));
    assertThat(Pattern.compile("(?<=\\[|, |=)\"([a-z_]+)\"(?=[],)])").matcher(snippet).results())
        .isNotEmpty()
        .allMatch(name -> columns.contains(name.group(1)));
  }

  @ParameterizedTest
  @MethodSource("ofPandas")
  void pandasAnswers(String snippet) throws Exception {
    assumeTrue(python("import pandas, pyarrow") == 0, "pandas and pyarrow are not installed");
    assertThat(python(here(snippet))).isZero();
  }

  private static int python(String... command) throws IOException, InterruptedException {
    String[] all =
        Stream.concat(Stream.of("python3", "-c"), Stream.of(command)).toArray(String[]::new);
    Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      System.err.println(said);
    }
    return code;
  }
}
