package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.InputException;

class IngestIT {
  private static final String LOSS =
      """
      format: jsonl
      trial_id: id
      metrics: [{metric: loss, direction: minimize}]
      """;

  @TempDir private Path folder;
  private Logs logs;

  @BeforeEach
  void begin() {
    logs = new Logs(folder);
  }

  private static String lines(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append("{\"id\":").append(i).append(",\"loss\":").append(i / 8.0).append("}\n");
    }
    return text.toString();
  }

  private InputException failure(String path, String settings) {
    return catchThrowableOfType(InputException.class, () -> logs.read(path, settings));
  }

  @Test
  void everySpellingOfAValueHasItsOutcome() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":"number","loss":0.5}
        {"id":"text","loss":"0.25"}
        {"id":"nan","loss":NaN}
        {"id":"nan-text","loss":"nan"}
        {"id":"null-text","loss":"null"}
        {"id":"null","loss":null}
        {"id":"empty","loss":""}
        {"id":"absent"}
        {"id":"inf","loss":Infinity}
        {"id":"minus-inf","loss":"-inf"}
        {"id":"max-double","loss":1.7976931348623157E308}

        {"id":"word","loss":"good"}
        {"id":"torn","lo""");
    Logs.Result result = logs.read("a.jsonl", LOSS);
    assertThat(result.outcomes())
        .containsExactly(
            "number 0.5 used",
            "text 0.25 used",
            "nan failed",
            "nan-text failed",
            "null-text failed",
            "null failed",
            "empty failed",
            "absent failed",
            "inf failed",
            "minus-inf failed",
            "max-double failed");
    assertThat(result.reasons().get(0)).isEqualTo("13: `loss` is not a number: good");
    assertThat(result.reasons().get(1)).startsWith("14: torn last line: not valid JSON");
    assertThat(result.counts().get(0).records()).isEqualTo(13);
    assertThat(result.rejected().get(1).text()).isEqualTo("{\"id\":\"torn\",\"lo");
  }

  @Test
  void statesAndFiltersExcludeWithTheirReason() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":1,"loss":1,"state":"COMPLETE","seed":1}
        {"id":2,"loss":2,"state":"PRUNED","seed":1}
        {"id":3,"loss":3,"state":"FAIL","seed":1}
        {"id":4,"loss":4,"state":"9","seed":1}
        {"id":5,"loss":5,"state":"COMPLETE","seed":0}
        {"id":6,"loss":6,"state":"COMPLETE","seed":1,"diverged":true}
        {"id":7,"loss":7,"state":"odd","seed":1}
        {"id":8,"loss":-8,"state":"complete","seed":1}
        """);
    Logs.Result result =
        logs.read(
            "a.jsonl",
            """
            format: jsonl
            trial_id: id
            metrics: [{metric: loss, direction: minimize, bounds: [0, null]}]
            filters: [seed != 0]
            state: {field: state, values: {'9': running}, failed_if: diverged}
            """);
    assertThat(result.outcomes())
        .containsExactly(
            "1 1.0 used",
            "2 2.0 failed",
            "3 3.0 failed",
            "4 4.0 running",
            "5 5.0 filtered",
            "6 6.0 failed",
            "8 -8.0 out_of_bounds");
    assertThat(result.reasons())
        .containsExactly("7: the state `odd` is not known; add it to state.values");
  }

  @Test
  void compressedFilesAndFoldersAreRead() throws IOException {
    ByteArrayOutputStream zst = new ByteArrayOutputStream();
    try (OutputStream out = new ZstdOutputStream(zst)) {
      out.write(lines(20, 30).getBytes(StandardCharsets.UTF_8));
    }
    logs.write("in/a.jsonl", lines(0, 10).replace("\n", "\r\n"))
        .write("in/deep/b.jsonl.gz", Logs.gzip(lines(10, 20)))
        .write("in/c.jsonl.zst", zst.toByteArray())
        .write("in/_SUCCESS", "")
        .write("in/.hidden/x.jsonl", "nonsense");
    Logs.Result result = logs.read("in", LOSS);
    assertThat(result.trials()).hasSize(30).noneMatch(t -> t.excludedReason().isPresent());
    assertThat(result.rejected()).isEmpty();
    assertThat(logs.read("in/*.jsonl*", LOSS).trials()).hasSize(20);
  }

  @Test
  void whatStandsBeforeABreakIsKept() throws IOException {
    byte[] whole = Logs.gzip(lines(0, 20_000));
    logs.write("in/a.jsonl.gz", Arrays.copyOf(whole, whole.length / 2))
        .write("in/b.jsonl", lines(20_000, 20_010))
        .write("in/c.jsonl.gz", "\u0000" + lines(0, 10))
        .write("in/d.jsonl.zst", "\u0000 no archive at all");
    Logs.Result result = logs.read("in", LOSS);
    assertThat(result.trials().size()).isBetween(5000, 19_000);
    assertThat(result.rejected()).hasSize(3).allMatch(r -> r.records() == 0);
    assertThat(result.counts().get(0).broken()).isEqualTo(3);
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .startsWith("source s: 3 files could not be read whole; the first: file:")
        .contains("a.jsonl.gz, line ", "the file breaks here: EOFException");
    long line = result.rejected().get(0).line().orElseThrow();
    assertThat(result.rejected().get(0).reason()).startsWith("the file breaks here: ");
    assertThat(line).isEqualTo(result.trials().size() - 10 + 1);
  }

  @Test
  void filesThatAreLeftOutAreTold() throws IOException {
    logs.write("in/m1/a.jsonl", lines(0, 2)).write("in/other.jsonl", lines(2, 4));
    Logs.Result result = logs.read("in", LOSS + "path_regex: 'in/(?<model>m\\d)/'\n");
    assertThat(result.trials()).hasSize(2);
    assertThat(result.counts().get(0).broken()).isEqualTo(1);
    assertThat(result.warnings().get(0))
        .startsWith("source s: 1 file could not be read whole")
        .endsWith("other.jsonl: path_regex is not found in the path.");
    String csv = LOSS.replace("jsonl", "csv");
    Logs.Result quote = logs.write("q.csv", "id,loss\n1,2\n2,\"3\n4,5\n").read("q.csv", csv);
    assertThat(quote.outcomes()).containsExactly("1 2.0 used", "4 5.0 used");
    assertThat(quote.counts().get(0).broken()).isZero();
    assertThat(quote.counts().get(0).lines()).isEqualTo(4);
    assertThat(quote.reasons()).singleElement().asString().startsWith("3: the quote that opens");
    assertThat(quote.warnings().get(0)).contains("q.csv, line 3", "does not close before the end");
  }

  @Test
  void ofDuplicatesOneCounts() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":1,"loss":1,"k":"x"}
        {"id":1,"loss":2,"k":"y"}
        {"id":2,"loss":3,"k":"x"}
        {"id":1,"loss":4,"k":"z"}
        """);
    assertThat(logs.read("a.jsonl", LOSS + "dedup: last\n").outcomes())
        .containsExactly("1 1.0 duplicate", "1 2.0 duplicate", "2 3.0 used", "1 4.0 used");
    assertThat(logs.read("a.jsonl", LOSS + "dedup: first\n").outcomes())
        .containsExactly("1 1.0 used", "1 2.0 duplicate", "2 3.0 used", "1 4.0 duplicate");
    assertThat(logs.read("a.jsonl", LOSS + "dedup: none\n").outcomes())
        .noneMatch(o -> o.endsWith("duplicate"));
    assertThat(logs.read("a.jsonl", LOSS + "dedup: {key: k, keep: last}\n").outcomes())
        .containsExactly("1 1.0 duplicate", "1 2.0 used", "2 3.0 used", "1 4.0 used");
    assertThat(logs.read("a.jsonl", LOSS + "dedup: last\nfilters: [loss < 4]\n").outcomes())
        .containsExactly("1 1.0 duplicate", "1 2.0 used", "2 3.0 used", "1 4.0 filtered");
  }

  @Test
  void aRecordWithoutItsKeyIsNobodysDuplicate() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":1,"loss":1}
        {"id":2,"loss":2,"k":null}
        {"id":3,"loss":3,"k":"x"}
        {"id":4,"loss":4,"k":"x"}
        {"id":5,"loss":5,"k":""}
        """);
    assertThat(logs.read("a.jsonl", LOSS + "dedup: {key: k}\n").outcomes())
        .containsExactly("1 1.0 used", "2 2.0 used", "3 3.0 duplicate", "4 4.0 used", "5 5.0 used");
  }

  @Test
  void idsOfSeveralFieldsDoNotRunTogether() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"p":"a/b","q":"c","loss":1}
        {"p":"a","q":"b/c","loss":2}
        {"p":"a","q":"b/c","loss":3}
        """);
    String settings = LOSS.replace("trial_id: id", "trial_id: [p, q]");
    assertThat(logs.read("a.jsonl", settings + "dedup: last\n").outcomes())
        .containsExactly("a/b/c 1.0 used", "a/b/c 2.0 duplicate", "a/b/c 3.0 used");
    String points = settings.replace("direction:", "reduce: last, direction:") + "record: point\n";
    assertThat(logs.read("a.jsonl", points).outcomes())
        .containsExactly("a/b/c 1.0 used", "a/b/c 3.0 used");
  }

  @Test
  void csvWithQuotesLineBreaksAndAnIndexColumn() throws IOException {
    logs.write(
        "a.csv",
        "\uFEFF,id,note,loss\r\n0,a,\"x, \"\"y\"\"\nz\",0.5\r\n1,b,,\r\n2,c\r\n3,d,n,1,2\r\n"
            + "4,e,n,1e-3");
    Logs.Result result = logs.read("a.csv", LOSS.replace("jsonl", "csv") + "tags: [note]\n");
    assertThat(result.outcomes()).containsExactly("a 0.5 used", "b failed", "e 0.001 used");
    assertThat(result.trials().get(0).tags()).containsEntry("note", "x, \"y\"\nz");
    assertThat(result.reasons())
        .containsExactly(
            "5: the row has 2 values, the header 4", "6: the row has 5 values, the header 4");
  }

  @Test
  void pointsOfATrialAreJoinedAcrossFiles() throws IOException {
    logs.write(
            "in/m/run_1/p.jsonl",
            """
            {"step":2,"loss":0.5,"hp":{"lr":0.1}}
            {"step":1,"loss":0.9,"hp":{"lr":0.1},"state":"RUNNING"}
            {"step":3,"hp":{"lr":0.1},"state":"COMPLETE"}
            """)
        .write("in/m/run_1/q.jsonl", "{\"step\":2,\"loss\":0.75}\n{\"step\":9,\"loss\":0.1}\n")
        .write("in/m/run_2/p.jsonl", "{\"loss\":0.5}\n{\"step\":7,\"loss\":0.1}\n");
    Logs.Result result =
        logs.read(
            "in",
            """
            format: jsonl
            record: point
            path_regex: 'in/(?<model>\\w+)/(?<run>\\w+)/'
            trial_id: run
            group_by: [model]
            constants: {task: t}
            metrics: [{metric: loss, step: step, reduce: last, direction: minimize}]
            hyperparameters: ['hp.*']
            filters: [step < 9]
            state: {field: state}
            """);
    assertThat(result.outcomes()).containsExactly("run_1 0.75 used", "run_2 0.1 used");
    var first = result.trials().get(0);
    assertThat(first.origin().records()).isEqualTo(5);
    assertThat(first.score().points()).isEqualTo(2);
    assertThat(first.parameters()).isEqualTo(Map.of("hp.lr", "0.1"));
    assertThat(first.experiment().columns())
        .isEqualTo(Map.of("source", "s", "metric", "loss", "model", "m", "task", "t"));
    assertThat(result.reasons()).containsExactly("1: `step` is not a finite step: null");
  }

  @Test
  void parquetHasTheSameTrialsAsJson() throws IOException {
    String json =
        """
        {"id":"a","loss":0.5,"curve":[{"e":1,"v":0.9},{"e":2,"v":0.4}],"hp":{"lr":0.1}}
        {"id":"b","loss":null,"curve":[],"hp":{"lr":0.2}}
        """;
    logs.write("a.jsonl", json);
    Dataset<Row> frame = LocalSpark.session().read().json(logs.file("a.jsonl").toString());
    frame.coalesce(1).write().parquet(logs.file("p").toString());
    logs.write("p/broken.parquet", "PAR1 and then nothing of use");
    String settings =
        """
        format: jsonl
        trial_id: id
        metrics:
          - {metric: loss, direction: minimize}
          - {name: v, curve: curve, step: e, value: v, reduce: best, direction: minimize}
        hyperparameters: ['hp.*']
        """;
    Logs.Result fromJson = logs.read("a.jsonl", settings);
    Logs.Result fromParquet = logs.read("p", settings.replace("jsonl", "parquet"));
    assertThat(fromParquet.outcomes())
        .isEqualTo(fromJson.outcomes())
        .containsExactly("a 0.5 used", "b failed", "a 0.4 used", "b failed");
    assertThat(fromParquet.trials()).allMatch(t -> t.parameters().containsKey("hp.lr"));
    assertThat(fromParquet.trials().get(1).origin().line()).hasValue(2);
    assertThat(fromParquet.reasons())
        .containsExactly("-: not a whole Parquet file: its end mark is missing");
    InputException missing =
        failure("p", settings.replace("jsonl", "parquet").replace(": id", ": idd"));
    assertThat(missing.mend()).contains("Did you mean `id`?").contains("curve, hp, id, loss");
  }

  @Test
  void everyPathHasToGiveAFileWhateverItsPlace() throws IOException {
    logs.write("full/a.jsonl", lines(0, 3)).write("empty/_SUCCESS", "");
    for (List<String> order : List.of(List.of("empty", "full"), List.of("full", "empty"))) {
      String paths = order.stream().map(f -> logs.file(f).toString()).toList().toString();
      AuditConfig audit =
          AuditConfig.parse(
              "t", "name: t\nsources:\n  - name: s\n    path: " + paths + "\n" + LOSS.indent(4));
      assertThatThrownBy(() -> Logs.read(audit))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("the path holds no file")
          .hasMessageContaining(logs.file("empty").toString());
    }
  }

  @Test
  void globsLeaveOutHiddenFilesToo() throws IOException {
    logs.write("in/a.jsonl", lines(0, 3))
        .write("in/_SUCCESS", "")
        .write("in/.a.jsonl.swp", "nonsense")
        .write("in/_temporary/b.jsonl", lines(3, 6));
    assertThat(logs.read("in/*", LOSS).counts().get(0).files()).isEqualTo(1);
    assertThat(failure("in/*/*", LOSS)).hasMessageContaining("matches no file");
    assertThat(logs.read("in/_temporary/*", LOSS).counts().get(0).files()).isEqualTo(1);
  }

  @Test
  void aParquetFileWithABadFooterIsLeftOut() throws IOException {
    logs.write("a.jsonl", lines(0, 3));
    Dataset<Row> frame = LocalSpark.session().read().json(logs.file("a.jsonl").toString());
    frame.coalesce(1).write().parquet(logs.file("p").toString());
    logs.write("p/x.parquet", "PAR1 some pages here \u0008\u0000\u0000\u0000PAR1")
        .write("p/y.parquet", "PAR1 some pages here ~~~~PAR1");
    Logs.Result result = logs.read("p", LOSS.replace("jsonl", "parquet"));
    assertThat(result.trials()).hasSize(3);
    assertThat(result.counts().get(0).broken()).isEqualTo(2);
    assertThat(result.reasons().get(0)).startsWith("-: the footer of the Parquet file cannot be");
    assertThat(result.reasons().get(1)).contains("its footer cannot be 2122219134 bytes long");
  }

  @Test
  void aParquetFileWithABadPageIsLeftOutAndNamed() throws IOException {
    logs.write("a.jsonl", lines(0, 3));
    Dataset<Row> frame = LocalSpark.session().read().json(logs.file("a.jsonl").toString());
    frame.coalesce(1).write().parquet(logs.file("p").toString());
    Path part;
    try (Stream<Path> files = Files.list(logs.file("p"))) {
      part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(part);
    Arrays.fill(bytes, 4, 60, (byte) 0xFF);
    logs.write("p/bad page%20.parquet", bytes).write("p/worse.parquet", bytes);
    Logs.Result result = logs.read("p", LOSS.replace("jsonl", "parquet"));
    assertThat(result.trials()).hasSize(3);
    assertThat(result.counts().get(0).broken()).isEqualTo(2);
    assertThat(result.counts().get(0).balanced()).isTrue();
    assertThat(result.reasons())
        .hasSize(2)
        .allSatisfy(reason -> assertThat(reason).contains("the Parquet file breaks within: "));
    logs.write("q/bad.parquet", bytes);
    InputException failure = failure("q", LOSS.replace("jsonl", "parquet"));
    assertThat(failure.what()).startsWith("no record is there");
    assertThat(failure.mend()).contains("breaks within", "q/bad.parquet");
  }

  @Test
  void bytesInParquetAreText() {
    LocalSpark.session()
        .sql("select cast('a' as binary) id, cast('0.5' as binary) loss, cast('k' as binary) k")
        .write()
        .parquet(logs.file("p").toString());
    Logs.Result result = logs.read("p", LOSS.replace("jsonl", "parquet") + "group_by: [k]\n");
    assertThat(result.outcomes()).containsExactly("a 0.5 used");
    assertThat(result.trials().get(0).experiment().columns()).containsEntry("k", "k");
  }

  @Test
  void theDescriptionOfJobsIsPutBack() throws IOException {
    logs.write("a.jsonl", lines(0, 3));
    var context = LocalSpark.session().sparkContext();
    context.setJobDescription("what the caller does");
    try {
      logs.read("a.jsonl", LOSS);
      assertThat(context.getLocalProperty("spark.job.description"))
          .isEqualTo("what the caller does");
    } finally {
      context.setJobDescription(null);
    }
  }

  @Test
  void inputThatCannotBeReadIsNamed() throws IOException {
    logs.write("a.jsonl", lines(0, 3)).write("b.jsonl", "x\ny\n").write("empty.jsonl", "");
    assertThat(failure("no*.jsonl", LOSS)).hasMessageContaining("matches no file");
    assertThat(failure("b.jsonl", LOSS)).hasMessageContaining("none of 2 records could be read");
    assertThat(failure("empty.jsonl", LOSS)).hasMessageContaining("no record is there");
    InputException misspelt = failure("a.jsonl", LOSS.replace("metric: loss", "metric: los"));
    assertThat(misspelt.what()).isEqualTo("the field `los` is in none of the 3 records");
    assertThat(misspelt.mend()).isEqualTo("Did you mean `loss`? Fields there: id, loss.");
    assertThat(logs.read("a.jsonl", LOSS + "tags: [git]\n").warnings())
        .containsExactly(
            "source s: the field `git` is in none of the 3 records. Did you mean `id`?");
  }

  @Test
  void aNameThatMatchesNothingIsTold() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":1,"run":{"curve":[]},"params_lr":1}
        {"id":2,"run":{"curve":[{"epoch":1,"val_loss":0.5}]},"params_lr":2}
        """);
    String settings =
        """
        format: jsonl
        trial_id: id
        hyperparameters: ['param_*']
        metrics:
          - {name: v, curve: run.curve, step: epoch, value: val_los, reduce: last, direction: minimize}
        """;
    InputException typo = failure("a.jsonl", settings);
    assertThat(typo.what()).contains("`run.curve[*].val_los`", "`param_*`", "2 records");
    assertThat(typo.mend()).contains("`run.curve[*].val_loss`");
    String right = settings.replace("val_los,", "val_loss,");
    assertThat(logs.read("a.jsonl", right).warnings())
        .singleElement()
        .asString()
        .contains("no field with a value matches `param_*`", "Did you mean `params_lr`?");
    assertThat(logs.read("a.jsonl", right.replace("param_", "params_")).warnings()).isEmpty();
  }

  @Test
  void aForbiddenTrialStopsTheRun() throws IOException {
    logs.write("a.jsonl", lines(0, 3) + "{\"id\":9,\"loss\":NaN}\n{\"id\":8}\n");
    assertThat(failure("a.jsonl", LOSS + "on_failed: error\n"))
        .hasMessageContaining("trial 9")
        .hasMessageContaining("on_failed is error");
    assertThat(failure("a.jsonl", LOSS + "on_missing: error\n")).hasMessageContaining("trial 8");
    List<String> kept = logs.read("a.jsonl", LOSS + "on_failed: exclude\n").outcomes();
    assertThat(kept).contains("9 failed", "8 failed").hasSize(5);
  }
}
