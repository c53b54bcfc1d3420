package org.lossfloor.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.AuditJob;
import org.lossfloor.audit.InitJob;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UserException;
import org.lossfloor.table.TrialsTable;

/** A session reads logs as an audit does, and the tables of runs from where manifests say. */
class LossfloorSourceIT {
  private static final Path LOGS = Path.of("src/test/resources/org/lossfloor/read");

  private static SparkSession spark;
  @TempDir static Path folder;

  @BeforeAll
  static void audits() throws IOException {
    spark = LocalSpark.session();
    audit("r1", "one", 40, "");
    audit("r2", "two", 60, "x");
  }

  /** Two audits of one output; the second has a key column that the first has not. */
  private static void audit(String run, String model, int trials, String more) throws IOException {
    String log =
        IntStream.range(0, trials)
            .mapToObj(
                i -> "{\"model\": \"%s\", \"x\": 1, \"loss\": %s}".formatted(model, 1 + i * i))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(folder.resolve(run + ".jsonl"), log);
    AuditConfig config =
        AuditConfig.parse(
            "test.yaml",
            """
            name: test
            sources:
              - name: s
                format: jsonl
                path: %s
                group_by: [%s]
                metrics: [{metric: loss, direction: minimize}]
            estimate: {replicates: 0}
            """
                .formatted(file, more.isEmpty() ? "model" : "model, " + more));
    new AuditJob(config, run, null).run(spark, folder.resolve("out").toString());
  }

  private static DataFrameReader reader() {
    return spark.read().format("lossfloor");
  }

  private static Dataset<Row> table(String path, String name) {
    return reader().option("table", name).load(folder.resolve(path).toString());
  }

  /** Everything but where the trial stood. */
  private static List<String> lines(Dataset<Row> trials) {
    return trials.toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void aLogHasTheTrialsOfItsAudit() {
    String path = LOGS.resolve("mlflow/store/mlruns").toString();
    Dataset<Row> read = reader().load(path);
    assertThat(read.schema()).isEqualTo(TrialsTable.schema());
    AuditConfig config = InitJob.recognise(spark, List.of(path)).config();
    String output = folder.resolve("mlflow").toString();
    new AuditJob(config, "a", null).run(spark, output);
    Dataset<Row> written = spark.read().parquet(output + "/run_id=a/trials");
    assertThat(lines(read)).isNotEmpty().isEqualTo(lines(written));
    assertThat(read.select("value").count()).isEqualTo(written.count());
  }

  @Test
  void aLogIsAViewOfSqlAndThatIsAllTheFunctionsNeed() {
    SparkSession session = spark.newSession();
    session.sql("SET spark.sql.catalog.lossfloor=" + LossfloorCatalog.class.getName());
    session.sql(
        "CREATE TEMPORARY VIEW sweep USING lossfloor OPTIONS (path '"
            + folder.resolve("r1.jsonl")
            + "')");
    Row law =
        session
            .sql(
                "SELECT lossfloor.search_law(if(failed, NULL, value), direction) FROM sweep"
                    + " WHERE excluded_reason IS NULL GROUP BY experiment_id")
            .first()
            .getStruct(0);
    assertThat(law.<Integer>getAs("n_trials")).isEqualTo(40);
    assertThat(law.<Double>getAs("observed_best")).isEqualTo(1);
  }

  @Test
  void aConfigurationSaysHowALogIsRead() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("audit.yaml"),
            """
            name: test
            sources:
              - name: mine
                format: jsonl
                path: %s
                metrics: [{name: l, metric: loss, direction: minimize}]
                filters: [loss < 100]
            """
                .formatted(folder.resolve("r*.jsonl")));
    Dataset<Row> trials = reader().option("config", config.toString()).load();
    assertThat(trials.select("source").distinct().as(Encoders.STRING()).collectAsList())
        .containsExactly("mine");
    assertThat(trials.count()).isEqualTo(100);
    assertThat(trials.filter("excluded_reason = 'filtered'").count()).isEqualTo(80);
  }

  @Test
  void tablesOfOneRunAndOfAll() {
    assertThat(table("out/run_id=r1", "trials").count()).isEqualTo(40);
    assertThat(table("out", "trials").groupBy("run_id").count().as("n").collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getLong(1))
        .containsExactlyInAnyOrder("r1 40", "r2 60");
    Dataset<Row> experiments = table("out", "experiments");
    assertThat(experiments.orderBy("run_id").select("run_id", "model", "x").collectAsList())
        .extracting(Row::mkString)
        .containsExactly("r1onenull", "r2two1");
    Function<Dataset<Row>, List<String>> columns = rows -> Arrays.asList(rows.columns());
    assertThat(columns.apply(table("out/run_id=r1", "experiments")))
        .isEqualTo(
            columns.apply(
                spark.read().parquet(folder.resolve("out/run_id=r1/experiments").toString())));
  }

  /** As on an object store, where runs are published by their manifests alone. */
  @Test
  void theManifestSaysWhereTheTablesAre() throws IOException {
    Path from = folder.resolve("out/run_id=r1");
    Path run = Files.createDirectories(folder.resolve("store/run_id=r1"));
    String manifest = Files.readString(from.resolve("manifest.json"));
    assertThat(manifest).contains("\"tables\"");
    Files.writeString(
        run.resolve("manifest.json"),
        manifest.replaceAll("\"tables\" : \"[^\"]*\"", "\"tables\" : \"attempt-7\""));
    Path table = Files.createDirectories(run.resolve("attempt-7/experiments"));
    try (Stream<Path> files = Files.list(from.resolve("experiments"))) {
      for (Path file : files.toList()) {
        Files.copy(file, table.resolve(file.getFileName()));
      }
    }
    assertThat(table("store", "experiments").count()).isEqualTo(1);
    assertThat(table("store/run_id=r1", "experiments").count()).isEqualTo(1);
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> table("out", "experiment"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("`experiment`")
        .hasMessageContaining("Did you mean `experiments`?")
        .hasMessageContaining("tuning_curves");
    assertThatThrownBy(() -> table("nowhere", "trials"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("check the path");
    assertThatThrownBy(() -> reader().option("tabel", "trials").load("out"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Did you mean `table`?");
    assertThatThrownBy(() -> reader().load())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("there is no path");
    assertThatThrownBy(() -> reader().option("config", "a.yaml").load("b.csv"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("give one");
    assertThatThrownBy(() -> reader().load(folder.resolve("nothing.csv").toString()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nothing.csv");
  }
}
