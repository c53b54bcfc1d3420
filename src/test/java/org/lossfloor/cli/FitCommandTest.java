package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fit} and {@code curve} as they are typed: answers, errors, exit codes. */
class FitCommandTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;
  private List<Double> accuracies;
  private Path file;

  private record Run(int code, String out, String err) {
    JsonNode json() {
      try {
        return MAPPER.readTree(out);
      } catch (IOException e) {
        throw new AssertionError(out, e);
      }
    }
  }

  @BeforeEach
  void writeTheGoldenScores() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/golden/real_alexnet_accuracy.json")) {
      accuracies = new ArrayList<>();
      MAPPER.readTree(in).get("scores").forEach(score -> accuracies.add(score.asDouble()));
    }
    file = write("accuracy.txt", accuracies, y -> y);
  }

  private Path write(String name, List<Double> scores, DoubleUnaryOperator map) throws IOException {
    String text =
        scores.stream()
            .map(y -> Double.toString(map.applyAsDouble(y)))
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name), text);
  }

  private static Run run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] typed = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int code = Main.run(typed, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString(), err.toString());
  }

  private static List<String> names(JsonNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void findsThePublishedBestScoreAndDimension() {
    Run run = run("fit", file, "--direction", "maximize", "--threshold", ".5", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    JsonNode json = run.json();
    assertThat(json.at("/parameters/b").asDouble()).isEqualTo(.582, within(.001));
    assertThat(json.at("/effective_dimension/estimate").asInt()).isEqualTo(2);
    assertThat(json.get("n_tail").asInt()).isEqualTo(93);
    assertThat(json.get("threshold").asDouble()).isEqualTo(.5);
    assertThat(.582)
        .isBetween(
            json.at("/best_score/lower").asDouble(), json.at("/best_score/upper").asDouble());
    assertThat(json.at("/parameters/convex").asBoolean()).isFalse();
  }

  @Test
  void theReferenceObjectiveIsThatOfTheGoldenFile() throws IOException {
    Run run =
        run(
            "fit",
            file,
            "--direction",
            "maximize",
            "--threshold",
            ".5",
            "--bounds",
            "0,1",
            "--max-dimension",
            "8",
            "--objective",
            "reference",
            "--json");
    JsonNode best;
    try (InputStream in = getClass().getResourceAsStream("/golden/real_alexnet_accuracy.json")) {
      best = MAPPER.readTree(in).get("best_known");
    }
    JsonNode json = run.json();
    assertThat(json.get("objective").asDouble())
        .isEqualTo(best.get("loss").asDouble(), within(1e-9));
    assertThat(json.at("/parameters/b").asDouble())
        .isEqualTo(best.get("b").asDouble(), within(1e-5));
    assertThat(json.at("/parameters/o").asDouble())
        .isEqualTo(best.get("o").asDouble(), within(1e-5));
    assertThat(names(json.get("best_score"))).containsExactly("estimate");
    assertThat(names(json.get("effective_dimension"))).containsExactly("estimate", "weights");
  }

  @Test
  void anUnknownEncodingIsNamed() {
    Run run = run("fit", file, "--encoding", "utf-9");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--encoding", "utf-9");
  }

  @Test
  void jsonHasTheNamesOfTheDesignAndNoOthers() {
    JsonNode json = run("fit", file, "--direction", "maximize", "--json").json();
    assertThat(names(json))
        .containsExactly(
            "n_trials",
            "n_failed",
            "n_tail",
            "n_distinct",
            "direction",
            "threshold",
            "threshold_method",
            "best_score",
            "effective_dimension",
            "noise",
            "parameters",
            "objective",
            "regime_probability",
            "goodness_of_fit",
            "rerun_noise_source",
            "verdict",
            "precision",
            "standing",
            "reasons",
            "observed_best",
            "observed_best_corrected",
            "regret",
            "mean_gain_next",
            "best_score_width_next",
            "best_score_width_reruns",
            "distance_to_best",
            "eps",
            "eps_probability",
            "trials_to_within",
            "expected_gain_next",
            "improvement_probability_next",
            "order_test",
            "confidence",
            "method",
            "seed");
    assertThat(names(json.get("best_score"))).containsExactly("estimate", "lower", "upper");
    assertThat(names(json.get("noise"))).containsExactly("estimate", "lower", "upper");
    assertThat(names(json.get("effective_dimension")))
        .containsExactly("estimate", "set", "weights");
    assertThat(names(json.get("parameters"))).containsExactly("a", "b", "c", "o", "convex");
    assertThat(names(json.get("goodness_of_fit"))).containsExactly("statistic", "p_value");
    assertThat(json.get("direction").asText()).isEqualTo("maximize");
    assertThat(json.get("verdict").asText()).isEqualTo("OK");
    assertThat(json.get("observed_best").asDouble()).isEqualTo(Collections.max(accuracies));
  }

  @Test
  void curveAddsTheTuningCurve() {
    Run run = run("curve", file, "--direction", "maximize", "--trials", "100,1,5", "--json");
    JsonNode curve = run.json().get("tuning_curve");
    assertThat(curve.findValuesAsText("trials")).containsExactly("1", "5", "100");
    for (JsonNode point : curve) {
      assertThat(names(point))
          .containsExactly("trials", "median", "mean", "q05", "q95", "empirical");
      assertThat(names(point.get("median"))).containsExactly("estimate", "lower", "upper");
      assertThat(names(point.get("empirical"))).containsExactly("median", "lower", "upper");
      double median = point.at("/median/estimate").asDouble();
      assertThat(median)
          .isBetween(point.at("/median/lower").asDouble(), point.at("/median/upper").asDouble())
          .isBetween(point.get("q05").asDouble(), point.get("q95").asDouble());
    }
    // The best of 100 can exceed the best of 512 that was seen, as far as the scores alone tell.
    assertThat(curve.get(2).at("/empirical/upper").isNull()).isTrue();
    double median = median(accuracies);
    assertThat(curve.get(0).at("/empirical/median").asDouble()).isEqualTo(median);
  }

  /** The smallest score that half of the scores do not exceed. */
  private static double median(List<Double> scores) {
    return scores.stream().sorted().toList().get((scores.size() + 1) / 2 - 1);
  }

  @Test
  void boundsCloseTheBand() {
    JsonNode curve =
        run("curve", file, "--direction", "maximize", "--bounds", "0,1", "--json")
            .json()
            .get("tuning_curve");
    assertThat(curve.get(curve.size() - 1).at("/empirical/upper").asDouble()).isEqualTo(1);
  }

  @Test
  void minimisingTheNegatedScoresIsMaximisingTheScores() throws IOException {
    Path negated = write("negated.txt", accuracies, y -> -y);
    JsonNode max = run("curve", file, "--direction", "maximize", "--json").json();
    JsonNode min = run("curve", negated, "--direction", "minimize", "--json").json();
    for (String same : List.of("n_tail", "objective", "effective_dimension", "noise", "reasons")) {
      assertThat(min.get(same)).as(same).isEqualTo(max.get(same));
    }
    for (String at : List.of("/best_score", "/tuning_curve/3/median")) {
      assertThat(-min.at(at + "/lower").asDouble()).isEqualTo(max.at(at + "/upper").asDouble());
      assertThat(-min.at(at + "/upper").asDouble()).isEqualTo(max.at(at + "/lower").asDouble());
    }
    assertThat(-min.at("/parameters/a").asDouble()).isEqualTo(max.at("/parameters/b").asDouble());
    assertThat(-min.at("/tuning_curve/3/q05").asDouble())
        .isEqualTo(max.at("/tuning_curve/3/q95").asDouble(), within(1e-12));
  }

  @Test
  void theOrderAndTheFormatOfTheScoresDoNotMatter() throws IOException {
    List<Double> reversed = new ArrayList<>(accuracies);
    Collections.reverse(reversed);
    String csv =
        "id,acc\n"
            + reversed.stream().map(y -> "run," + y).collect(Collectors.joining("\n", "", "\n"));
    Path table = Files.writeString(folder.resolve("table.csv"), csv);
    String expected = run("fit", file, "--direction", "maximize", "--json").out();
    assertThat(run("fit", table, "--direction", "MAXIMIZE", "--json").out()).isEqualTo(expected);
  }

  @Test
  void tooFewTrialsAreAnAnswer() throws IOException {
    Path few = Files.writeString(folder.resolve("few.txt"), "3\nnan\n1\n2\n");
    Run run = run("curve", few, "--json", "--trials", "1,2");
    assertThat(run.code()).isZero();
    JsonNode json = run.json();
    assertThat(names(json))
        .containsExactly(
            "n_trials",
            "n_failed",
            "n_tail",
            "n_distinct",
            "direction",
            "verdict",
            "precision",
            "standing",
            "reasons",
            "observed_best",
            "order_test",
            "confidence",
            "seed",
            "tuning_curve");
    assertThat(json.get("verdict").asText()).isEqualTo("INVALID");
    assertThat(json.at("/reasons/0").asText()).isEqualTo("TOO_FEW");
    assertThat(json.get("n_failed").asInt()).isEqualTo(1);
    assertThat(json.get("observed_best").asDouble()).isEqualTo(1);
    assertThat(names(json.at("/tuning_curve/0"))).containsExactly("trials", "empirical");
    assertThat(json.at("/tuning_curve/0/empirical/median").asDouble()).isEqualTo(2);
  }

  @Test
  void nothingButFailedTrialsIsAnAnswer() throws IOException {
    Path failed = Files.writeString(folder.resolve("failed.txt"), "nan\n".repeat(30));
    Run run = run("curve", failed, "--json");
    assertThat(run.code()).isZero();
    assertThat(run.json().has("observed_best")).isFalse();
    assertThat(run.json().get("n_failed").asInt()).isEqualTo(30);
    assertThat(run("curve", failed).out()).contains("every trial failed", "TOO_FEW");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1e308", "5e-324"})
  void equalScoresAreAnAnswer(String score) throws IOException {
    Path equal = Files.writeString(folder.resolve("equal.txt"), (score + "\n").repeat(50));
    Run run = run("curve", equal);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("INVALID");
  }

  @Test
  void noiseThatIsGivenEndsTheInterval() {
    JsonNode alone = run("fit", file, "--direction", "maximize", "--json").json();
    JsonNode given =
        run("fit", file, "--direction", "maximize", "--json", "--noise", "0.002").json();
    double seen = given.get("observed_best").asDouble();
    assertThat(alone.at("/best_score/lower").asDouble()).isLessThan(seen - .006);
    assertThat(given.at("/best_score/lower").asDouble()).isEqualTo(seen - .006, within(1e-9));
    assertThat(given.at("/best_score/upper")).isEqualTo(alone.at("/best_score/upper"));
    assertThat(alone.has("rerun_noise")).isFalse();
    assertThat(given.get("rerun_noise").asDouble()).isEqualTo(.002);
    assertThat(given.get("rerun_noise_source").asText()).isEqualTo("given");
    assertThat(given.get("rerun_noise_df").isNull()).as("known exactly").isTrue();
    assertThat(given.get("rerun_noise_limit").asDouble()).isEqualTo(seen - .006, within(1e-9));
    Run words = run("fit", file, "--direction", "maximize", "--noise", "sd=0.002,df=12");
    assertThat(words.out())
        .contains(
            "Noise between runs    0.0020, from what was given (12 degrees of freedom): the best"
                + " possible score is no worse than ");
  }

  /** Four runs of mean .585, one thousandth from it each: Student's t of 3 degrees is 3.1824. */
  @Test
  void rerunsOfTheBestConfigurationEndTheInterval() throws IOException {
    double sd = .001 * Math.sqrt(4.0 / 3);
    Path reruns = write("reruns.txt", List.of(.584, .586, .584, .586), y -> y);
    for (Object typed : List.of("0.584,0.586,0.584,0.586", reruns)) {
      JsonNode json =
          run("fit", file, "--direction", "maximize", "--json", "--best-reruns", typed).json();
      assertThat(json.get("rerun_noise_source").asText()).isEqualTo("best_reruns");
      assertThat(json.get("rerun_noise").asDouble()).isEqualTo(sd, within(1e-12));
      assertThat(json.get("rerun_noise_df").asDouble()).isEqualTo(3);
      assertThat(json.at("/best_score/lower").asDouble())
          .isEqualTo(.585 - 3.1824463 * sd / 2, within(1e-7))
          .isEqualTo(json.get("rerun_noise_limit").asDouble(), within(1e-9));
    }
  }

  @Test
  void rerunsThatCannotBeUsedAreRefused() throws IOException {
    Path failed = Files.writeString(folder.resolve("reruns.csv"), "score\n0.58\nnan\n");
    Path other = Files.copy(file, folder.resolve("other.txt"));
    for (Run run :
        List.of(
            run("fit", file, "--best-reruns", "0.58"),
            run("fit", file, "--best-reruns", "0.58,0.6", "--noise", "0.01"),
            run("fit", file, other, "--best-reruns", "0.58,0.6"),
            run("fit", file, "--best-reruns", folder.resolve("nowhere")),
            run("fit", file, "--best-reruns", failed),
            run("fit", file, "--noise", "seeds"))) {
      assertThat(run.code()).as(run.err()).isBetween(1, 2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("fix:");
    }
    assertThat(run("fit", file, "--best-reruns", failed).err())
        .contains("a rerun without a score", "reruns.csv, line 3");
  }

  @Test
  void peopleAreToldEverythingInWords() {
    Run run = run("curve", file, "--direction", "maximize", "--trials", "1,10,100000");
    JsonNode best = run("fit", file, "--direction", "maximize", "--json").json().get("best_score");
    assertThat(run.out())
        .contains(
            "512 trials from " + file + " (plain numbers); 0 failed, 301 distinct scores",
            "larger is better",
            "Best possible score   %.4f, 95 %% interval %.4f to %.4f"
                .formatted(
                    best.get("estimate").asDouble(),
                    best.get("lower").asDouble(),
                    best.get("upper").asDouble()),
            "Noise between runs    not used, the intervals rest on the scores alone",
            "Effective dimension   2; 95 % confidence set 1, 2, 3",
            "scores of 0.5044 or more: 90 of 512 trials (chosen from the data)",
            "Verdict               OK",
            "EXTRAPOLATED: The tuning curve reaches beyond ten times the trials",
            "100000",
            "* worse than the regime's threshold");
  }

  @ParameterizedTest
  @CsvSource({"200,true", "40,false"})
  void mostTrialsWithoutAValueCastDoubtAsInAnAudit(int empty, boolean doubt) throws IOException {
    StringBuilder table = new StringBuilder("id,loss\n");
    for (int i = 0; i < 60; i++) {
      table.append(i).append(',').append(1 + Math.pow(i / 60.0, 2)).append('\n');
    }
    for (int i = 0; i < empty; i++) {
      table.append("e").append(i).append(",\n");
    }
    Path log = Files.writeString(folder.resolve("empty.csv"), table);
    JsonNode json = run("fit", log, "--score", "loss", "--json").json();
    assertThat(json.get("reasons").toString().contains("MOST_LACK_METRIC")).isEqualTo(doubt);
  }

  @Test
  void theAssumedDirectionIsSaid() {
    assertThat(run("fit", file).out())
        .contains("smaller is better (assumed; --direction maximize reverses it)");
  }

  /** As an audit of the same file takes it. */
  @Test
  void theNameOfTheFieldTellsTheDirectionUnlessItIsGiven() throws IOException {
    StringBuilder table = new StringBuilder("id,accuracy\n");
    for (int i = 0; i < 60; i++) {
      table.append(i).append(',').append(.9 - Math.pow(i / 90.0, 2)).append('\n');
    }
    Path log = Files.writeString(folder.resolve("named.csv"), table);
    assertThat(run("fit", log, "--score", "accuracy").out())
        .contains("larger is better (assumed; --direction minimize reverses it)");
    JsonNode given =
        run("fit", log, "--score", "accuracy", "--direction", "minimize", "--json").json();
    assertThat(given.get("direction").asText()).isEqualTo("minimize");
    assertThat(run("fit", log).err()).contains("for example --score accuracy");
  }

  @Test
  void whatAPersonAsksIsAnswered() {
    Run run =
        run("fit", file, "--direction", "maximize", "--eps", ".02", "--next-trials", "1,50,2000");
    assertThat(run.out())
        .contains(
            "Best trial is worth   ",
            "Left to gain          ",
            "Next 50 trials        expected gain ",
            "to score better by more than 0.0200",
            "Trial order           not tested; --in-order says");
    JsonNode json =
        run(
                "fit",
                file,
                "--direction",
                "maximize",
                "--eps",
                ".02",
                "--next-trials",
                "1,50,2000",
                "--json")
            .json();
    double best = json.at("/best_score/estimate").asDouble();
    double seen = json.get("observed_best").asDouble();
    assertThat(json.at("/distance_to_best/estimate").asDouble())
        .isEqualTo(Math.max(0, best - seen), within(1e-12));
    assertThat(json.get("observed_best_corrected").asDouble()).isLessThanOrEqualTo(seen);
    assertThat(json.get("eps").asDouble()).isEqualTo(.02);
    assertThat(names(json.get("expected_gain_next"))).containsExactly("1", "50", "2000");
    assertThat(json.at("/improvement_probability_next/2000").asDouble())
        .isBetween(json.at("/improvement_probability_next/1").asDouble(), 1.0);
    assertThat(json.at("/order_test/outcome").asText()).isEqualTo("no_order");
  }

  @Test
  void theOrderOfTheFileIsTestedWhereItMeansSomething() throws IOException {
    JsonNode honest = run("fit", file, "--direction", "maximize", "--in-order", "--json").json();
    assertThat(honest.at("/order_test/p_value").asDouble()).isGreaterThan(.05);
    assertThat(honest.get("verdict").asText()).isEqualTo("OK");
    List<Double> improving = accuracies.stream().sorted().toList();
    Path sorted = write("sorted.txt", improving, y -> y);
    JsonNode json = run("fit", sorted, "--direction", "maximize", "--in-order", "--json").json();
    assertThat(json.get("verdict").asText()).isEqualTo("INVALID");
    assertThat(json.get("reasons").toString()).contains("\"ORDER\"");
    assertThat(run("fit", sorted, "--direction", "maximize", "--json").json().get("verdict"))
        .isEqualTo(honest.get("verdict"));
    assertThat(run("fit", sorted, "--direction", "maximize", "--in-order").out())
        .contains("Trial order           scores against the order of the draws, p < 0.001");
  }

  @Test
  void aPinnedDimensionIsKept() {
    Run run = run("fit", file, "--direction", "maximize", "--dimension", "3", "--json");
    assertThat(run.json().at("/effective_dimension/estimate").asInt()).isEqualTo(3);
    assertThat(run.json().at("/parameters/c").asInt()).isEqualTo(3);
    assertThat(names(run.json().at("/effective_dimension/weights"))).containsExactly("3");
  }

  @Test
  void readsStandardInput() {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("1\n2\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(run("fit", "-", "--json").json().get("n_trials").asInt()).isEqualTo(2);
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--direction up      | cannot use `up`",
        "--threshold high    | cannot use `high`",
        "--threshold inf     | cannot use `inf`",
        "--bounds 0          | cannot use `0`",
        "--bounds 0,x        | cannot use `0,x`",
        "--bounds 1,0        | cannot use `1,0`",
        "--bounds .2,1       | is outside the bounds 0.2,1.0",
        "--dimension 11      | cannot use `11`",
        "--dimension 0       | cannot use `0`",
        "--max-dimension 0   | cannot use `0`",
        "--dimension x       | cannot use `x`",
        "--dimension 2 --max-dimension 3 | cannot use `3`",
        "--confidence 1.5    | cannot use `1.5`",
        "--objective best    | cannot use `best`",
        "--eps -1            | cannot use `-1`",
        "--eps 0%            | cannot use `0%`",
        "--next-trials 0     | cannot use `0`",
        "--score acc         | no field `acc`",
        "--trials 0          | cannot use `0`",
        "--trials 2000000000 | cannot use `2000000000`",
        "--trials 1.5        | cannot use `1.5`",
        "--trials 1,x        | cannot use `1,x`",
        "--colour            | Unknown option"
      })
  void wrongUsageIsFramed(String options, String what) {
    List<Object> args = new ArrayList<>(List.of("curve", file));
    args.addAll(List.of(options.split(" ")));
    Run run = run(args.toArray());
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("lossfloor: ").contains(what, "  where:   ", "  fix:     ");
  }

  @Test
  void boundsNameTheLineThatBreaksThem() {
    int worst = accuracies.indexOf(Collections.max(accuracies)) + 1;
    Run run = run("fit", file, "--direction", "maximize", "--bounds", ",.585");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(file + ", line " + worst).contains("outside the bounds ,0.585");
  }

  @Test
  void inputThatCannotBeReadIsFramed() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.txt"), "1\n2\noops\n");
    Run run = run("fit", bad);
    assertThat(run.code()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err())
        .startsWith("lossfloor: not a score: `oops`")
        .contains("where:   " + bad + ", line 3");
    assertThat(run("fit", folder.resolve("none.csv")).code()).isEqualTo(ExitCode.INPUT);
    assertThat(run("fit").code()).isEqualTo(ExitCode.USAGE);
  }
}
