package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.key.Key;

/**
 * Every mistake that shows before anything is read gives one framed message and the exit code 1.
 */
class MainTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out), new PrintWriter(err));
  }

  private void assertFramed(String... parts) {
    assertThat(err.toString())
        .startsWith("lossfloor: ")
        .contains("\n  where:   ")
        .contains("\n  fix:     ")
        .contains(parts)
        .doesNotContain("\tat ");
  }

  @Test
  void helpIsShownWithoutACommand() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("audit", "fit", "curve", "simulate", "Exit codes");
  }

  @Test
  void wrongCommandNamesTheNearest() {
    assertThat(run("simulte")).isEqualTo(ExitCode.USAGE);
    assertFramed("simulte", "Did you mean `simulate`?");
  }

  @Test
  void wrongFlagNamesTheNearest() {
    assertThat(run("audit", "--config", "x", "--output", "y", "--sead", "1"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("--sead", "Did you mean `--seed`?");
  }

  /** Whatever is misspelt, the nearest known word is asked for in the same way. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adit                                 | audit",
        "bench scael                          | scale",
        "fit x.csv --direction maximise       | maximize",
        "fit x.csv --intervals profil         | profile",
        "audit x --output y --log-level wran  | WARN",
        "audit x --output y --fail-on okshare>0 | ok_share",
        "bench ingest --format jsonll         | jsonl",
        "completion basj                      | bash",
      })
  void theNearestKnownWordIsAskedFor(String typed, String near) {
    assertThat(run(typed.split(" +"))).isEqualTo(ExitCode.USAGE);
    assertFramed("Did you mean `" + near + "`?");
  }

  @Test
  void whatIsNoConfigurationIsCalledSo() throws IOException {
    assertThat(run("audit", "--config", folder.toString(), "--output", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("this is a folder", folder.toString(), "without --config");
    Path log = Files.writeString(folder.resolve("log.csv"), "lr,loss\n1,2\n");
    assertThat(run("check", "--config", log.toString())).isEqualTo(ExitCode.USAGE);
    assertFramed("this is no configuration", "log.csv, line 1", "without --config");
    assertThat(run("init", log.toString(), "-o", folder.resolve("no/x.yaml").toString()))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("there is no folder " + folder.resolve("no"));
  }

  @Test
  void oneFileTooManyIsCalledSo() {
    assertThat(run("init")).isEqualTo(ExitCode.USAGE);
    assertThat(run("completion", "bash", "zsh")).isEqualTo(ExitCode.USAGE);
    assertFramed("`zsh` is one argument too many", "lossfloor completion --help");
  }

  @Test
  void misspeltRequiredFlagIsTheNews() {
    assertThat(run("audit", "--config", "x", "--outptu", "y")).isEqualTo(ExitCode.USAGE);
    assertFramed("--outptu", "Did you mean `--output`?");
  }

  @Test
  void wrongNumberIsShown() {
    assertThat(run("audit", "--config", "x", "--output", "y", "--seed", "one"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("one", "--seed");
  }

  @Test
  void missingFlagsAreNamed() {
    assertThat(run("audit")).isEqualTo(ExitCode.USAGE);
    assertFramed("--output");
  }

  @Test
  void configurationOrPathsAreAskedFor() {
    assertThat(run("audit", "--output", "x")).isEqualTo(ExitCode.USAGE);
    assertFramed("--config", "PATH");
  }

  @Test
  void configurationAndPathsAreTooMuch() {
    assertThat(run("audit", "--output", "x", "--config", "y", "logs")).isEqualTo(ExitCode.USAGE);
    assertFramed("logs", "lossfloor audit");
  }

  @Test
  void nothingRecognisedIsAnErrorOfTheInput() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.md"), "Words.\nMore words.\n");
    assertThat(run("init", text.toString())).isEqualTo(ExitCode.INPUT);
    assertFramed("no log of trials with a score was recognised", "notes.md", "no known shape");
  }

  @Test
  void configurationIsWrittenOnce() throws IOException {
    Path log = Files.writeString(folder.resolve("log.csv"), "lr,loss\n1,2\n2,3\n");
    String target = folder.resolve("audit.yaml").toString();
    assertThat(run("init", log.toString())).isZero();
    assertThat(run("init", log.toString(), "-o", target)).isZero();
    assertThat(out.toString()).startsWith(Files.readString(Path.of(target)));
    assertThat(run("init", log.toString(), "-o", target)).isEqualTo(ExitCode.USAGE);
    assertFramed("is there already", target);
  }

  @Test
  void missingConfigurationIsNamed() {
    assertThat(run("audit", "--config", "nowhere.yaml", "--output", "x")).isEqualTo(ExitCode.USAGE);
    assertFramed("nowhere.yaml", "no such configuration file");
  }

  @Test
  void unknownKeyIsNamedWithItsPlaceAndTheNearest() throws IOException {
    Path config = folder.resolve("audit.yaml");
    Files.writeString(
        config,
        """
        name: test
        sources:
          - name: a
            format: jsonl
            path: x
            metrics:
              - {metric: loss, directon: minimize}
        """);
    assertThat(run("audit", "--config", config.toString(), "--output", "x"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("directon", "direction", "audit.yaml", "7");
  }

  @Test
  void wrongRunIdIsNamed() {
    assertThat(run("audit", "--config", "conf/demo.yaml", "--output", "x", "--run-id", "../other"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("../other", "--run-id");
  }

  @Test
  void confidenceOutOfRangeIsNamed() {
    assertThat(run("audit", "--config", "conf/demo.yaml", "--output", "x", "--confidence", "0.3"))
        .isEqualTo(ExitCode.USAGE);
    assertFramed("0.3", "0.5");
  }

  /** A study has the options of an audit that it shares with it, each checked as there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "study regime --intervals calibrated --replicates 39 | cannot use `39`     | --replicates",
        "study coverage --replicates -1                      | cannot use `-1`     | --replicates",
        "study coverage --intervals bayes                    | cannot use `bayes`  | --intervals",
        "study diagnostics --seed one                        | cannot use `one`    | --seed",
        "study null-table --seed 1.0                         | cannot use `1.0`    | --seed",
        "study diagnostics --intervals narrow                | --intervals         | --intervals",
        "study null-table --replicates 50                    | --replicates        | --replicates",
      })
  void optionsOfAStudyAreCheckedAsThoseOfAnAudit(String typed, String what, String flag) {
    List<String> args = new ArrayList<>(List.of(typed.split(" ")));
    args.addAll(List.of("--output", folder.resolve("study").toString()));
    assertThat(run(args.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    assertFramed(what, flag);
    assertThat(folder.resolve("study")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"coverage", "regime", "diagnostics", "null-table"})
  void helpOfAStudyShowsTheDefaultsOfAnAudit(String study) {
    assertThat(run("study", study, "--help")).isZero();
    boolean counts = study.equals("coverage") || study.equals("regime");
    String help = out.toString().replaceAll("\\s+", " ");
    assertThat(help).contains(Key.RANDOM_SEED.help(), "--output");
    assertThat(help.contains(Key.REPLICATES.help())).isEqualTo(counts);
    assertThat(help.contains(Key.INTERVALS.help())).isEqualTo(counts);
  }
}
