package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UserException;
import org.lossfloor.fit.ScoreFile;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.TrialsTable;

/** {@code lossfloor fit} and the audit judge every spelling of a score alike. */
class ScoreWordsIT {
  private static final String FAILED = "failed";
  private static final String REJECTED = "rejected";

  /** Texts, each with the judgement that both must give. */
  private static final Map<String, String> TEXTS = new TreeMap<>();

  /** What JSON can say without quotes. */
  private static final Map<String, String> TOKENS = new TreeMap<>();

  static {
    judged(TEXTS, "0.5", "0.5", " 0.5 ", ".5", "+.5", "5e-1", "0.5e+0", "00.5", "\t0.5", "5E-1");
    judged(TEXTS, "1.0", "1", "1.", "1.e0");
    judged(TEXTS, "-0.0", "-0", "-1e-400");
    judged(TEXTS, "1.0E308", "1e308");
    judged(TEXTS, "1.79E308", "1.79e308");
    judged(TEXTS, FAILED, "", " ", "\t", "nan", "NaN", "-nan", "+NAN", "null", "NULL");
    judged(TEXTS, FAILED, "none", "None", "na", "NA", "n/a", "N/A", "<na>", "<NA>", " nan ");
    judged(TEXTS, FAILED, "inf", "-inf", "+inf", "Inf", "Infinity", "-Infinity", "+infinity");
    judged(TEXTS, FAILED, "1e309", "-1e309", "1e99999", "1.7976931348623157e308", "1.797e308");
    judged(TEXTS, FAILED, "-1.7976931348623157E308", "1.797693e+308", "9".repeat(400));
    judged(TEXTS, REJECTED, "0x1p3", "0x10", "1d", "1f", "1D", "1L", "1e", "e5", ".", "-", "+");
    judged(TEXTS, REJECTED, "1,5", "1,234.5", "1_000", "1 2", "5%", "$5", "--1", "+-1", "1.2.3");
    judged(TEXTS, REJECTED, "\u22121", "\u0663", "\u221e", "\uff11", "\u00a01", "1e\u22125", "½");
    judged(TEXTS, REJECTED, "true", "abc", "nil", "missing", "infinit", "nanx", "1.#INF", "#N/A");
    judged(TEXTS, REJECTED, "[1]", "{}", "'1'", "(1)", "-none", "x".repeat(300));

    judged(TOKENS, "0.5", "0.5", "5e-1", "\"0.5\"");
    judged(TOKENS, FAILED, "NaN", "Infinity", "-Infinity", "null", "1e309", "-1e309");
    judged(TOKENS, FAILED, "1.7976931348623157e308", "1.797e308", "9".repeat(400), "\"\"");
    judged(TOKENS, REJECTED, "true", "false", "[1]", "[]", "{}", "{\"a\":1}", ".5", "+1", "01");
    judged(TOKENS, REJECTED, "nan", "None", "0x10", "1.", "'1'", "", "1 2");
  }

  @TempDir private Path folder;

  private static void judged(Map<String, String> table, String judgement, String... texts) {
    Arrays.stream(texts).forEach(text -> table.put(text, judgement));
  }

  private static String csv(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String json(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }

  @Test
  void plainNumbers() {
    // A text of digits in the line before says what the file is.
    TEXTS.forEach(
        (text, judgement) ->
            assertThat(fit("2\n" + text + "\n3\n", null, 1)).as(text).isEqualTo(judgement));
  }

  @Test
  void csv() throws IOException {
    List<String> rows = TEXTS.keySet().stream().map(ScoreWordsIT::csv).toList();
    Map<String, String> audited = auditOf("csv", "id,loss\n", rows, "%d,%s\n");
    TEXTS.forEach(
        (text, judgement) -> {
          assertThat(audited.get(csv(text))).as(text).isEqualTo(judgement);
          assertThat(fit("id,loss\nr," + csv(text) + "\n", "loss", 0))
              .as(text)
              .isEqualTo(judgement);
        });
  }

  @Test
  void json() throws IOException {
    Map<String, String> all = new TreeMap<>(TOKENS);
    TEXTS.forEach((text, judgement) -> all.put(json(text), judgement));
    String line = "{\"id\":%d,\"loss\":%s}\n";
    Map<String, String> audited = auditOf("jsonl", "", List.copyOf(all.keySet()), line);
    all.forEach(
        (text, judgement) -> {
          assertThat(audited.get(text)).as(text).isEqualTo(judgement);
          assertThat(fit(String.format(line, 0, text), "loss", 0)).as(text).isEqualTo(judgement);
        });
  }

  @Test
  void parquetTexts() {
    List<String> texts = List.copyOf(TEXTS.keySet());
    StructType schema =
        new StructType().add("id", DataTypes.IntegerType).add("loss", DataTypes.StringType);
    List<Row> rows =
        IntStream.range(0, texts.size()).mapToObj(i -> RowFactory.create(i, texts.get(i))).toList();
    LocalSpark.session().createDataFrame(rows, schema).write().parquet(file("words.parquet"));
    Map<Integer, String> audited = audit("parquet", "words.parquet", "trial_id: id\n");
    IntStream.range(0, texts.size())
        .forEach(
            i ->
                assertThat(audited.getOrDefault(i, REJECTED))
                    .as(texts.get(i))
                    .isEqualTo(TEXTS.get(texts.get(i))));
  }

  @Test
  void parquetNumbers() {
    double[] numbers = {0.5, Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, 1e308};
    StructType schema =
        new StructType().add("id", DataTypes.IntegerType).add("loss", DataTypes.DoubleType);
    List<Row> rows =
        IntStream.range(0, numbers.length).mapToObj(i -> RowFactory.create(i, numbers[i])).toList();
    LocalSpark.session().createDataFrame(rows, schema).write().parquet(file("numbers.parquet"));
    assertThat(audit("parquet", "numbers.parquet", "trial_id: id\n"))
        .isEqualTo(Map.of(0, "0.5", 1, FAILED, 2, FAILED, 3, FAILED, 4, "1.0E308"));
  }

  @Test
  void recordsWithoutTheField() throws IOException {
    String text = "{\"id\":0,\"loss\":1}\n\n{\"id\":1}\n{\"id\":2,\"loss\":2}\n";
    Files.writeString(folder.resolve("absent.jsonl"), text);
    assertThat(audit("jsonl", "absent.jsonl", "trial_id: id\n").values())
        .containsExactly("1.0", FAILED, "2.0");
    assertThat(scores(text, "loss")).containsExactly(1, Double.NaN, 2);
  }

  @Test
  void blankLinesOfTables() throws IOException {
    Map<String, double[]> tables =
        Map.of(
            "loss\n1\n\n \n2\n\n", new double[] {1, Double.NaN, Double.NaN, 2},
            "\nloss\n\n1\n\"\"\n\"\"\n\n", new double[] {Double.NaN, 1, Double.NaN, Double.NaN},
            "id,loss\n0,1\n\n \n1,2\n\n", new double[] {1, 2},
            "id,loss\n0,\"1\"\n1,\"\"\n\n2,3\n", new double[] {1, Double.NaN, 3},
            "loss\r\n1\r\n\"\"\r\n\r\n2\r\n\"\"",
                new double[] {1, Double.NaN, Double.NaN, 2, Double.NaN},
            "loss,id\n,0\n", new double[] {Double.NaN});
    for (Map.Entry<String, double[]> table : tables.entrySet()) {
      String text = table.getKey();
      Files.writeString(folder.resolve("blank.csv"), text);
      double[] audited =
          audit("csv", "blank.csv", "").values().stream()
              .mapToDouble(j -> j.equals(FAILED) ? Double.NaN : Double.parseDouble(j))
              .toArray();
      assertThat(audited).as(text).containsExactly(table.getValue());
      assertThat(scores(text, "loss")).as(text).containsExactly(table.getValue());
    }
  }

  private static double[] scores(String text, String field) {
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return ScoreFile.read("-", Optional.ofNullable(field), Optional.empty(), in).values();
  }

  private static String fit(String text, String field, int trial) {
    try {
      return judgement(scores(text, field)[trial]);
    } catch (UserException e) {
      assertThat(e.where()).startsWith("standard input, line");
      return REJECTED;
    }
  }

  private static String judgement(double score) {
    return Double.isNaN(score) ? FAILED : String.valueOf(score);
  }

  /** The judgement of each text, written one a record. */
  private Map<String, String> auditOf(String format, String head, List<String> texts, String record)
      throws IOException {
    String body =
        IntStream.range(0, texts.size())
            .mapToObj(i -> String.format(record, i, texts.get(i)))
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("words"), head + body);
    Map<Integer, String> audited = audit(format, "words", "trial_id: id\n");
    Map<String, String> judged = new TreeMap<>();
    for (int i = 0; i < texts.size(); i++) {
      judged.put(texts.get(i), audited.getOrDefault(i, REJECTED));
    }
    return judged;
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  /** The judgements of the trials, by their number in the file or by line where they have no id. */
  private Map<Integer, String> audit(String format, String name, String more) {
    String settings =
        "format: " + format + "\nmetrics: [{metric: loss, direction: minimize}]\n" + more;
    String yaml =
        "name: t\nsources:\n  - name: s\n    path: '" + file(name) + "'\n" + settings.indent(4);
    Map<Integer, String> judged = new TreeMap<>();
    try (Ingested in = Ingest.read(LocalSpark.session(), AuditConfig.parse("t.yaml", yaml))) {
      in.trials().collectAsList().stream()
          .map(TrialsTable::trial)
          .forEach(trial -> judged.put(number(trial), judgement(trial)));
    }
    return judged;
  }

  private static int number(Trial trial) {
    return trial.trialId().contains("#")
        ? (int) trial.origin().line().getAsLong()
        : Integer.parseInt(trial.trialId());
  }

  private static String judgement(Trial trial) {
    assertThat(trial.excludedReason()).isEmpty();
    return trial.failed() ? FAILED : judgement(trial.score().value().getAsDouble());
  }
}
