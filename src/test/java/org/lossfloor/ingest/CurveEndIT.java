package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;

/** The end of a curve is one rule, in every way in which a log can leave a value out. */
class CurveEndIT {
  private static final String CURVE =
      """
      format: jsonl
      trial_id: id
      metrics: [{name: v, curve: c, step: e, value: v, reduce: last, direction: minimize}]
      """;

  @TempDir private Path folder;
  private Logs logs;

  @BeforeEach
  void begin() {
    logs = new Logs(folder);
  }

  @Test
  void anEndWithoutAValueIsADivergenceWhereTheOthersHaveOne() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":"absent","c":[{"e":1,"v":3},{"e":2,"v":2},{"e":3}]}
        {"id":"empty","c":[{"e":1,"v":3},{"e":2,"v":2},{"e":3,"v":""}]}
        {"id":"nan","c":[{"e":1,"v":3},{"e":2,"v":2},{"e":3,"v":NaN}]}
        {"id":"null","c":[{"e":1,"v":3},{"e":2,"v":2},{"e":3,"v":null}]}
        {"id":"one","c":[{"e":1,"v":3},{"e":2,"v":null},{"e":3,"v":null}]}
        {"id":"other","c":[{"e":1,"v":3},{"e":2,"v":2},{"t":9}]}
        {"id":"sparse","c":[{"e":1,"v":3},{"e":2,"v":null},{"e":3,"v":1},{"e":4,"v":null}]}
        {"id":"whole","c":[{"e":1,"v":3},{"e":2,"v":2},{"e":3,"v":1}]}
        {"id":"within","c":[{"e":1,"v":5},{"e":2,"v":null},{"e":3,"v":4},{"e":4,"v":3},{"e":5,"v":2},{"e":6,"v":1}]}
        """);
    Logs.Result last = logs.read("a.jsonl", CURVE);
    assertThat(last.outcomes())
        .containsExactly(
            "absent failed",
            "empty failed",
            "nan failed",
            "null failed",
            "one failed",
            "other 2.0 used",
            "sparse 1.0 used",
            "whole 1.0 used",
            "within 1.0 used");
    assertThat(last.trials().get(0).score()).isEqualTo(last.trials().get(3).score());
    assertThat(last.warnings())
        .singleElement()
        .asString()
        .contains("(4 times; the first: ", "a.jsonl, line 1: v, step 3.0", "null");
    Logs.Result best = logs.read("a.jsonl", CURVE.replace("last", "best"));
    assertThat(best.outcomes()).contains("null 2.0 used", "nan 2.0 used", "absent 2.0 used");
    Logs.Result mean = logs.read("a.jsonl", CURVE.replace("last", "'mean_last:2'"));
    assertThat(mean.outcomes()).contains("null failed", "nan failed", "whole 1.5 used");
  }

  @Test
  void numbersAndPairsEndLikeObjects() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":"a","c":[[1,3],[2,2],[3,null]],"n":[3,2,null]}
        {"id":"b","c":[[1,3],[2,2],[3,1]],"n":[3,2,1]}
        """);
    String settings =
        """
        format: jsonl
        trial_id: id
        metrics:
          - {name: n, curve: n, reduce: last, direction: minimize}
          - {name: p, curve: c, step: '[0]', value: '[1]', reduce: last, direction: minimize}
        """;
    List<String> expected = List.of("a failed", "b 1.0 used", "a failed", "b 1.0 used");
    assertThat(logs.read("a.jsonl", settings).outcomes()).isEqualTo(expected);
    Dataset<Row> frame = LocalSpark.session().read().json(logs.file("a.jsonl").toString());
    frame
        .selectExpr("id", "transform(c, x -> named_struct('e', x[0], 'v', x[1])) c", "n")
        .coalesce(1)
        .write()
        .parquet(logs.file("p").toString());
    String parquet = settings.replace("jsonl", "parquet").replace("'[0]'", "e");
    assertThat(logs.read("p", parquet.replace("'[1]'", "v")).outcomes()).isEqualTo(expected);
  }

  @Test
  void pointRecordsEndLikeArrays() throws IOException {
    logs.write(
        "a.jsonl",
        """
        {"id":"a","e":1,"v":3}
        {"id":"a","e":2,"v":2}
        {"id":"a","e":3,"v":null}
        {"id":"b","e":1,"v":3}
        {"id":"b","e":2,"v":2}
        {"id":"b","event":"end"}
        {"id":"c","e":1,"v":3}
        {"id":"c","e":2,"v":2}
        {"id":"c","e":2,"test":7}
        {"id":"d","e":1,"v":3}
        {"id":"d","e":2,"train":3}
        {"id":"d","e":3,"train":3}
        {"id":"d","e":4,"v":2}
        {"id":"d","e":5,"train":3}
        """);
    String point =
        """
        format: jsonl
        record: point
        trial_id: id
        metrics: [{metric: v, step: e, reduce: last, direction: minimize}]
        """;
    Logs.Result result = logs.read("a.jsonl", point);
    assertThat(result.outcomes())
        .containsExactly("a failed", "b 2.0 used", "c 2.0 used", "d 2.0 used");
    assertThat(result.warnings()).singleElement().asString().contains("line 1: v, step 3.0");
    logs.write("a.csv", "id,e,v\na,1,3\na,2,2\na,3,\nb,1,3\nb,2,2\nb,3,1\n");
    String csv = point.replace("jsonl", "csv");
    assertThat(logs.read("a.csv", csv).outcomes()).containsExactly("a failed", "b 1.0 used");
    assertThat(logs.read("a.csv", csv.replace("step: e, ", "")).outcomes())
        .containsExactly("a failed", "b 1.0 used");
  }
}
