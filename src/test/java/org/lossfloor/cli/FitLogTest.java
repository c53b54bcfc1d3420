package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fit} and {@code curve} of logs that hold more than the scores of one experiment. */
class FitLogTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int TRIALS = 40;

  @TempDir private Path folder;
  private Path groups;

  private record Run(int code, String out, String err) {
    JsonNode json() {
      try {
        return MAPPER.readTree(out);
      } catch (IOException e) {
        throw new AssertionError(out + err, e);
      }
    }
  }

  private static Run run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] typed = Stream.of(args).map(Object::toString).toArray(String[]::new);
    int code = Main.run(typed, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString(), err.toString());
  }

  /** Scores that differ between data sets, deterministic and without order. */
  private static double accuracy(String dataset, int trial) {
    double share = (trial * 0.6180339887498949 + dataset.length() * 0.1) % 1;
    return (dataset.equals("cifar10") ? 0.6 : 0.9) - 0.4 * share * share;
  }

  @BeforeEach
  void writeALogOfTwoDataSets() throws IOException {
    StringBuilder text = new StringBuilder("dataset,lr,accuracy\n");
    for (int i = 0; i < TRIALS; i++) {
      for (String dataset : List.of("cifar10", "mnist")) {
        double lr = 1e-4 * (i + 1);
        text.append("%s,%s,%s\n".formatted(dataset, lr, accuracy(dataset, i)));
      }
    }
    groups = Files.writeString(folder.resolve("groups.csv"), text);
  }

  private Path only(Predicate<String> line) throws IOException {
    List<String> lines = Files.readAllLines(groups);
    List<String> kept =
        Stream.concat(lines.stream().limit(1), lines.stream().skip(1).filter(line)).toList();
    return Files.write(folder.resolve("only.csv"), kept);
  }

  /** What an answer says of its scores; doubts about the log are no part of it. */
  private static List<JsonNode> numbers(Run run) {
    return Stream.of("n_trials", "threshold", "best_score", "effective_dimension", "noise")
        .map(name -> run.json().get(name))
        .toList();
  }

  @Test
  void severalExperimentsAreNamedAndNotMixed() {
    Run run = run("fit", groups, "--score", "accuracy", "--direction", "maximize");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("there are 2 experiments in it")
        .contains("dataset=cifar10: 40 trials", "dataset=mnist: 40 trials")
        .contains("--where dataset=cifar10", "--group-by none");
  }

  @Test
  void oneOfSeveralExperimentsIsThatOfItsOwnFile() throws IOException {
    Run run = run("fit", groups, "--where", "dataset=mnist", "--direction", "maximize", "--json");
    Path own = only(line -> line.startsWith("mnist"));
    Run alone = run("fit", own, "--score", "accuracy", "--direction", "maximize", "--json");
    assertThat(run.code()).isZero();
    assertThat(numbers(run)).isEqualTo(numbers(alone)).doesNotContainNull();
    assertThat(run.json().get("n_trials").asInt()).isEqualTo(TRIALS);
  }

  private static String noiseSource(Path log, Object... more) {
    Object[] typed = {"fit", log, "--where", "dataset=mnist", "--direction", "maximize", "--json"};
    Run run = run(Stream.concat(Stream.of(typed), Stream.of(more)).toArray());
    assertThat(run.code()).as(run.err()).isZero();
    return run.json().get("rerun_noise_source").asText();
  }

  /** What was typed goes before what the log has. */
  @Test
  void theNoiseBetweenRunsComesFromTheLogUnlessSomebodySaysOtherwise() {
    assertThat(noiseSource(groups)).isEqualTo("neighbours");
    assertThat(noiseSource(groups, "--noise", "neighbours")).isEqualTo("neighbours");
    assertThat(noiseSource(groups, "--noise", "reruns")).as("there are none").isEqualTo("none");
    assertThat(noiseSource(groups, "--noise", "none")).isEqualTo("none");
    assertThat(noiseSource(groups, "--noise", "0.01")).isEqualTo("given");
    assertThat(noiseSource(groups, "--best-reruns", "0.88,0.89")).isEqualTo("best_reruns");
    assertThat(run("fit", groups, "--where", "dataset=mnist", "--direction", "maximize").out())
        .containsPattern(
            "Noise between runs    0\\.\\d+, from neighbours in the hyperparameters \\(\\d+ degrees"
                + " of freedom\\): the best possible score is no worse than 0\\.\\d+\n");
  }

  @Test
  void conditionsOnFieldsTakeSomeOfTheTrials() throws IOException {
    Object[] typed = {
      "fit", groups, "--where", "dataset=mnist", "--where", "lr<=0.003", "--direction", "maximize"
    };
    Run run = run(Stream.concat(Stream.of(typed), Stream.of("--json")).toArray());
    assertThat(run.json().get("n_trials").asInt()).isEqualTo(30);
    assertThat(run(typed).out()).contains("30 trials", "dataset mnist", "field `accuracy`");
  }

  @Test
  void groupsCanBeTakenForOneIfSomebodySaysSo() {
    Run run = run("fit", groups, "--score", "accuracy", "--group-by", "none", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.json().get("n_trials").asInt()).isEqualTo(2 * TRIALS);
  }

  @Test
  void whatSeparatesExperimentsCanBeSaid() {
    Run run = run("fit", groups, "--group-by", "dataset,lr", "--score", "accuracy");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("there are 80 experiments", "and 60 more");
    Run unknown = run("fit", groups, "--group-by", "dataste", "--score", "accuracy");
    assertThat(unknown.code()).isEqualTo(ExitCode.INPUT);
    assertThat(unknown.err()).contains("dataste", "Did you mean `dataset`?");
  }

  @Test
  void aMisspeltGroupIsAnsweredWithTheNearest() {
    Run run = run("fit", groups, "--where", "dataset=cifar", "--score", "accuracy");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("cifar10, mnist", "Did you mean `cifar10`?");
  }

  @Test
  void whatIsNoConditionIsCalledSo() {
    Run run = run("fit", groups, "--where", "mnist");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("`mnist` is no condition", "--where", "FIELD=VALUE");
  }

  @Test
  void curvesAreReducedAsAnAuditDoesIt() throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder last = new StringBuilder();
    StringBuilder best = new StringBuilder();
    for (int i = 0; i < TRIALS; i++) {
      double loss = 1 - accuracy("mnist", i);
      double lowest = loss - 0.01 * (i % 3);
      text.append("{\"trial\": %d, \"val_loss\": [2.5, %s, %s]}\n".formatted(i, lowest, loss));
      last.append(loss).append('\n');
      best.append(lowest).append('\n');
    }
    Path curves = Files.writeString(folder.resolve("curves.jsonl"), text);
    Path lasts = Files.writeString(folder.resolve("last.txt"), last);
    Path bests = Files.writeString(folder.resolve("best.txt"), best);
    assertThat(numbers(run("fit", curves, "--reduce", "last", "--json")))
        .isEqualTo(numbers(run("fit", lasts, "--json")));
    assertThat(numbers(run("fit", curves, "--reduce", "best", "--json")))
        .isEqualTo(numbers(run("fit", bests, "--json")))
        .isNotEqualTo(numbers(run("fit", lasts, "--json")));
    assertThat(run("fit", curves, "--reduce", "bset").err()).contains("Did you mean `best`?");
  }

  @Test
  void pointsOfCurvesAreNoTrials() throws IOException {
    StringBuilder text = new StringBuilder("run_id,epoch,err\n");
    for (int i = 0; i < TRIALS; i++) {
      for (int epoch = 0; epoch < 5; epoch++) {
        text.append("r%d,%d,%s\n".formatted(i, epoch, 2 - accuracy("mnist", i) - epoch * 0.1));
      }
    }
    Path points = Files.writeString(folder.resolve("points.csv"), text);
    Run run = run("fit", points, "--score", "err", "--direction", "minimize", "--json");
    assertThat(run.json().get("n_trials").asInt()).isEqualTo(TRIALS);
    assertThat(run.json().get("reasons").toString()).contains("MAPPING_GUESSED");
    assertThat(run.err()).contains("guessed in part", "lossfloor init");
  }

  @Test
  void theFolderOfATrackerIsReadAsItsLog() {
    Path store = Path.of("src/test/resources/org/lossfloor/read/mlflow/store/mlruns");
    Run run = run("fit", store);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("experiments in it", "--where", "--score");
    assertThat(run("fit", store.getParent() + "/mlr*").err()).contains("experiments in it");
    Run empty = run("fit", folder.resolve("nothing*.csv"));
    assertThat(empty.code()).isEqualTo(ExitCode.INPUT);
  }

  @Test
  void aScoreThatIsNotThereIsAnsweredWithTheNearest() {
    Run run = run("fit", groups, "--where", "dataset=mnist", "--score", "acuracy");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("no score `acuracy`", "Did you mean `accuracy`?");
  }

  @Test
  void aTableByColumnsIsNoCurve() throws IOException {
    Path table = Files.writeString(folder.resolve("t.json"), "{\"val_loss\": [0.1, 0.2, 0.3]}\n");
    Run run = run("fit", table);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("the file holds one record", "a record for every trial");
  }

  @Test
  void slipsInAFileOfScoresAreNamed() throws IOException {
    Path commas = Files.writeString(folder.resolve("c.csv"), "lr;loss\n1;0,5\n2;0,25\n");
    assertThat(run("fit", commas, "--score", "loss").err()).contains("looks like a decimal comma");
    Path own = only(line -> line.startsWith("mnist"));
    assertThat(run("fit", own, "--score", "acuracy").err()).contains("Did you mean `accuracy`?");
  }

  @Test
  void whatDoesNotGoWithALogIsRefused() {
    Run order = run("fit", groups, "--where", "dataset=mnist", "--in-order");
    assertThat(order.code()).isEqualTo(ExitCode.USAGE);
    assertThat(order.err()).contains("--in-order");
    Run input = run("fit", "-", "--reduce", "last");
    assertThat(input.code()).isEqualTo(ExitCode.USAGE);
    assertThat(input.err()).contains("standard input");
  }
}
