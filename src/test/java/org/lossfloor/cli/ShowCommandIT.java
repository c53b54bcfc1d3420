package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.DemoRun;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UsageException;
import picocli.CommandLine;

/** The tables of the demo and of a log with hostile values, shown. */
class ShowCommandIT {
  private static final String EVIL = "x\u001b[2J\n9 experiments: 9 OK\u202e, \"quoted\"";
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[(3[123]|0)m");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir static Path folder;
  private static String demo;
  private static String hostile;

  @BeforeAll
  static void publish() throws IOException {
    demo = DemoRun.shared().output();
    StringBuilder log = new StringBuilder();
    for (String model : List.of("plain", EVIL, "a,b", " ", "=1+1")) {
      for (int i = 1; i <= 40; i++) {
        double loss = model.length() + Math.pow(i / 41.0, 2) + (i * 7919 % 41) / 410.0;
        log.append(
                JSON.createObjectNode()
                    .put("model", model)
                    .put("precision", "fp" + i % 2)
                    .put("loss", loss)
                    .toString())
            .append('\n');
      }
    }
    Path file = Files.writeString(folder.resolve("hostile.jsonl"), log);
    hostile =
        audit(
            "hostile",
            """
            name: hostile
            sources:
              - name: log
                format: jsonl
                path: %s
                group_by: [model, precision]
                metrics:
                  - {name: loss, metric: loss, direction: maximize}
            estimate: {replicates: 0}
            """
                .formatted(file));
  }

  private static String audit(String name, String yaml) {
    String output = folder.resolve(name).toString();
    new AuditJob(AuditConfig.parse(name + ".yaml", yaml), "r", null).run(SPARK, output);
    return output;
  }

  private static String shown(Screen screen, String... args) {
    StringWriter text = new StringWriter();
    ShowCommand command = new ShowCommand();
    new CommandLine(command).parseArgs(args);
    Terminal terminal = new Terminal(text, screen);
    command.show(SPARK, terminal);
    terminal.flush();
    return text.toString();
  }

  private static Dataset<Row> table(String output, String name) {
    return SPARK.read().parquet(output + "/run_id=r/" + name);
  }

  @Test
  void theFirstLineSaysWhatCanBeActedOnAndEveryExperimentHasARow() {
    String text = shown(Screen.NONE, demo);
    Dataset<Row> rows = table(demo, "experiments");
    assertThat(text.lines().findFirst().orElseThrow())
        .isEqualTo(
            "Run r: 9 experiments: %d can be acted on, %d to be checked first, %d too wide to act"
                    .formatted(
                        rows.where("standing = 'ACT'").count(),
                        rows.where("standing = 'CHECK'").count(),
                        rows.where("standing = 'TOO_WIDE'").count())
                + " on, 1 cannot be judged");
    assertThat(text.lines().filter(line -> line.contains("  min  "))).hasSize(9);
    assertThat(text).contains("INVALID TOO_FEW", "Order: ", "C_OPEN: ");
    assertThat(shown(Screen.NONE, hostile)).contains("  max  ").doesNotContain("  min  ");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120})
  void linesFitTheTerminal(int width) {
    Screen screen = new Screen(true, false, OptionalInt.of(width));
    for (List<String> args :
        List.<List<String>>of(
            List.of(), List.of("--table", "trials"), List.of("--table", "tuning_curves"))) {
      List<String> all = new ArrayList<>(List.of(demo));
      all.addAll(args);
      String text = shown(screen, all.toArray(String[]::new));
      List<String> rows =
          text.lines().filter(line -> line.contains("  ") && !line.startsWith("  ")).toList();
      assertThat(rows).hasSizeGreaterThan(9).allMatch(line -> line.length() <= width);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verdict = 'OK' and dataset = 'digits' | best_score:desc | best_score desc",
        "n_trials < 300 or best_score > 1.5 | dataset,model:desc | dataset asc, model desc",
        "array_contains(reasons, 'C_OPEN') | noise | noise asc",
        "true | best_score | best_score asc nulls last",
        "1 = 0 | n_trials | n_trials"
      })
  void whereAndSortAreThoseOfSparkSql(String where, String sort, String orderBy) {
    table(demo, "experiments").createOrReplaceTempView("shown");
    List<String> expected =
        SPARK
            .sql(
                "select experiment_id from shown where "
                    + where
                    + " order by "
                    + orderBy
                    + ", experiment_id")
            .as(org.apache.spark.sql.Encoders.STRING())
            .collectAsList();
    List<String> ids =
        shown(
                Screen.NONE,
                demo,
                "--where",
                where,
                "--sort",
                sort,
                "--columns",
                "experiment_id",
                "--csv")
            .lines()
            .skip(1)
            .toList();
    assertThat(ids).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"experiments", "trials", "tuning_curves"})
  void jsonHasEveryValueOfTheTable(String name) throws IOException {
    for (String output : List.of(demo, hostile)) {
      List<Row> rows = table(output, name).orderBy("experiment_id").collectAsList();
      List<String> lines =
          shown(Screen.NONE, output, "--table", name, "--sort", "experiment_id", "--json")
              .lines()
              .toList();
      assertThat(lines).hasSameSizeAs(rows);
      List<String> expected = new ArrayList<>();
      List<String> found = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        expected.add(plain(row));
        JsonNode json = JSON.readTree(lines.get(i));
        assertThat(json.size()).isEqualTo(row.size());
        found.add(plain(json, row));
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  /** Texts and numbers of a row, each with the name of its column. */
  private static String plain(Row row) {
    StringBuilder text = new StringBuilder();
    for (String name : row.schema().fieldNames()) {
      Object value = row.getAs(name);
      if (value == null || value instanceof String || value instanceof Number) {
        text.append(name).append('=').append(value).append(';');
      }
    }
    return text.toString();
  }

  private static String plain(JsonNode json, Row like) {
    StringBuilder text = new StringBuilder();
    for (String name : like.schema().fieldNames()) {
      Object value = like.getAs(name);
      JsonNode node = json.get(name);
      if (value == null || value instanceof String || value instanceof Number) {
        Object back =
            node.isNull()
                ? null
                : like.schema().apply(name).dataType().typeName().equals("double")
                    ? (Object) node.doubleValue()
                    : node.asText();
        text.append(name).append('=').append(back).append(';');
      }
    }
    return text.toString();
  }

  /** DuckDB reads it. */
  @ParameterizedTest
  @ValueSource(strings = {"experiments", "trials"})
  void csvHasEveryValueOfTheTable(String name) throws IOException, SQLException {
    for (String output : List.of(demo, hostile)) {
      Dataset<Row> rows = table(output, name);
      Path file =
          Files.writeString(
              folder.resolve("shown.csv"), shown(Screen.NONE, output, "--table", name, "--csv"));
      List<String> columns =
          Arrays.stream(rows.schema().fields())
              .filter(f -> f.dataType().typeName().matches("string|double|integer|long|boolean"))
              .map(field -> field.name())
              .toList();
      List<String> expected = new ArrayList<>();
      for (Row row : rows.collectAsList()) {
        expected.add(String.join("|", columns.stream().map(c -> "" + row.getAs(c)).toList()));
      }
      List<String> found = new ArrayList<>();
      try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
          ResultSet read =
              duck.createStatement()
                  .executeQuery(
                      "select * from read_csv('%s', header=true, all_varchar=true, quote='\"', escape='\"', delim=',', allow_quoted_nulls=false, strict_mode=true)"
                          .formatted(file))) {
        while (read.next()) {
          List<String> cells = new ArrayList<>();
          for (String column : columns) {
            cells.add("" + read.getString(column));
          }
          found.add(String.join("|", cells));
        }
      }
      assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void coloursAreForTerminalsAndNothingElseMovesTheCursor() {
    Screen colours = new Screen(true, true, OptionalInt.of(160));
    for (String[] args :
        List.of(
            new String[] {hostile},
            new String[] {hostile, "--columns", "model,verdict,standing"},
            new String[] {hostile, "--csv"},
            new String[] {hostile, "--json"},
            new String[] {hostile, EVIL, "fp1"},
            new String[] {hostile, "--table", "trials", "--limit", "0"})) {
      String text = shown(colours, args);
      assertThat(COLOURS.matcher(text).replaceAll("")).doesNotContain("\u001b", "\u202e");
      assertThat(text.lines()).noneMatch(line -> line.startsWith("9 experiments: 9"));
      // The key is cut out of the middle of a short cell there.
      if (!List.of(args).contains("trials")) {
        assertThat(text).containsIgnoringCase("\\u001b[2J");
      }
    }
    assertThat(shown(colours, hostile)).containsPattern(COLOURS);
    assertThat(shown(new Screen(true, false, OptionalInt.empty()), hostile))
        .doesNotContain("\u001b");
    assertThat(shown(Screen.NONE, hostile)).doesNotContain("\u001b");
    assertThat(shown(Screen.NONE, hostile, "--csv")).contains('"' + EVIL.replace("\"", "\"\""));
  }

  @Test
  void oneExperimentIsToldInFullHoweverItIsNamed() {
    Row one = table(demo, "experiments").where("dataset = 'reviews' and model = 'mlp'").first();
    String id = one.getAs("experiment_id");
    String text = shown(Screen.NONE, demo, id);
    assertThat(text)
        .contains(
            "Experiment            " + id,
            "Verdict               " + one.getAs("verdict"),
            "Precision             " + ((String) one.getAs("precision")).toLowerCase(Locale.ROOT),
            "What to do next       Run",
            "degrees of freedom): the best possible score is no worse than",
            "* law",
            "Best score after so many trials");
    assertThat(text.lines().filter(line -> line.contains(" |"))).hasSize(14);
    assertThat(shown(Screen.NONE, demo, id.substring(0, 7))).isEqualTo(text);
    assertThat(shown(Screen.NONE, demo, "reviews", "mlp")).isEqualTo(text);
    assertThat(shown(Screen.NONE, demo, "model=mlp", "dataset=reviews")).isEqualTo(text);
    assertThat(shown(Screen.NONE, demo, "mlp").lines().findFirst().orElseThrow())
        .startsWith("Run r: 2 experiments");
    assertThat(shown(Screen.NONE, demo, "prices")).contains("TOO_FEW", "In detail: there are 20");
  }

  @Test
  void rowsOfOtherTablesAreThoseOfTheExperiment() {
    String[] some = {demo, "reviews", "mlp", "--table", "trials", "--limit", "0", "--csv"};
    assertThat(shown(Screen.NONE, some).lines()).hasSize(301);
    String text = shown(Screen.NONE, demo, "--table", "trials", "--columns", "trial_id,value");
    assertThat(text.lines()).hasSize(102);
    assertThat(text).contains("... and more; --limit 0");
    assertThat(shown(Screen.NONE, demo, "--table", "sources", "--json").lines()).hasSize(1);
    assertThat(
            table(demo, "trials")
                .where(functions.col("experiment").getItem("model").equalTo("mlp"))
                .count())
        .isEqualTo(600);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--columns modle | Did you mean `model`? | --columns",
        "--sort best_scor:desc | Did you mean `best_score`? | --sort",
        "--sort effective_dimension_weights | a map | --sort",
        "--where verdct='OK' | Did you mean `verdict`? | --where, character 1",
        "--where verdict==='OK' | Syntax error | --where, character 10",
        "--where verdict>5 | is no condition | --where",
        "--where verdict | is no condition | --where",
        "--table trial | Did you mean `trials`? | --table",
        "revews | Did you mean `reviews`? | EXPERIMENT",
        "linear --table sources | not those of one experiment | --table",
      })
  void aMistakeNamesTheNearestAndThePlace(String args, String what, String where) {
    List<String> all = new ArrayList<>(List.of(demo));
    all.addAll(List.of(args.split(" ")));
    assertThatThrownBy(() -> shown(Screen.NONE, all.toArray(String[]::new)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(where);
  }
}
