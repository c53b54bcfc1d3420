package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --plot} as it is typed. */
class PlotCommandTest {
  @TempDir private Path folder;
  private Path losses;
  private Path others;

  private record Run(int code, String out, String err) {}

  @BeforeEach
  void writeScores() throws IOException {
    losses = scores("small.csv", 1);
    others = scores("large.csv", 2);
  }

  private Path scores(String name, double power) throws IOException {
    String lines =
        IntStream.range(0, 100)
            .mapToObj(i -> String.valueOf(.1 + Math.pow((i + .5) / 100, power)))
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name), "val_loss\n" + lines + "\n");
  }

  private static Run run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] typed = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    int code = Main.run(typed, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString(), err.toString());
  }

  private String svg(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Test
  void aPictureChangesNothingThatIsPrinted() throws IOException {
    Path svg = folder.resolve("a.svg");
    Path pdf = folder.resolve("a.pdf");
    for (String command : List.of("fit", "curve")) {
      Run plain = run(command, losses);
      Run drawn = run(command, losses, "--plot", svg, "--plot", pdf);
      assertThat(drawn).isEqualTo(plain);
      assertThat(plain.code()).isZero();
      assertThat(Files.readString(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF");
    }
    assertThat(svg("a.svg")).contains("Tuning curve: small");
    assertThat(run("curve", losses, "--json", "--plot", svg))
        .isEqualTo(run("curve", losses, "--json"));
  }

  /** One of few good trials against one of many: the first is better after one trial only. */
  @Test
  void comparedFilesAreDrawnWithTheirCrossingAndAtEqualCost() throws IOException {
    Path narrow = priced("narrow.csv", .5, .1, 2);
    Path wide = priced("wide.csv", .1, 1, 1);
    Path svg = folder.resolve("pair.svg");
    Run compared =
        run(
            "fit",
            narrow,
            wide,
            "--score",
            "val_loss",
            "--compare",
            "--plot",
            svg,
            "--cost",
            "seconds");
    assertThat(compared.code()).as(compared.err()).isZero();
    assertThat(compared.out())
        .contains(
            "At equal cost; a trial of A costs 2",
            "The curves cross at a number of trials of about ");
    Path curves = folder.resolve("curves.svg");
    assertThat(run("curve", narrow, wide, "--score", "val_loss", "--plot", curves).code()).isZero();
    // The interval of the crossing is shaded, in a colour that nothing else has.
    assertThat(svg("pair.svg")).contains(SHADE);
    assertThat(svg("curves.svg")).doesNotContain(SHADE);
  }

  private static final String SHADE = "rgb(86,180,233)";

  private Path priced(String name, double best, double width, double cost) throws IOException {
    String lines =
        IntStream.range(0, 100)
            .mapToObj(i -> best + width * (i + .5) / 100 + "," + cost * (1 + i % 7 / 10.0))
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve(name), "val_loss,seconds\n" + lines + "\n");
  }

  @Test
  void aReplayOfAFileIsDrawnToo() throws IOException {
    Path svg = folder.resolve("replay.svg");
    Run plain = run("replay", losses, "--orders", 2);
    assertThat(run("replay", losses, "--orders", 2, "--plot", svg)).isEqualTo(plain);
    assertThat(plain.code()).as(plain.err()).isZero();
    assertThat(svg("replay.svg")).contains("Replay of ", "forecasts");
  }

  @Test
  void severalFilesAreOnePicture() throws IOException {
    Run run = run("curve", losses, others, "--plot", folder.resolve("both.svg"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).containsSubsequence("small.csv", "Verdict", "\n\n", "large.csv");
    assertThat(svg("both.svg")).contains("Tuning curve: small, large");
    Run json = run("fit", losses, others, "--json");
    assertThat(json.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
  }

  @Test
  void filesOfOneNameAreToldApartByTheirFolders() throws IOException {
    Path other = Files.createDirectory(folder.resolve("b")).resolve("small.csv");
    Files.copy(others, other);
    Run run = run("fit", losses, other, "--plot", folder.resolve("both.svg"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(svg("both.svg")).containsPattern("Score distribution: .*…?.*small.csv, .*small.csv");
  }

  @Test
  void whatCannotBeDrawnCostsNoFit() {
    Run wrong = run("fit", "no such file", "--plot", "out.gif");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("`out.gif`", "--plot", ".svg, .pdf or .png");
    assertThat(run("fit", "no such file", "--plot", "a.svg", "--plot-size", "3x2").err())
        .contains("`3x2`", "--plot-size", "3.3x2.4in");
    assertThat(run("fit", losses, "--plot-size", "3x2in").err()).contains("--plot");
    Run nowhere = run("fit", losses, "--plot", folder.resolve("none/a.svg"));
    assertThat(nowhere.code()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("cannot write the picture", "there is no such folder");
  }

  @Test
  void titleSizeAndScalesAreThoseThatWereAskedFor() throws IOException {
    Path svg = folder.resolve("a.svg");
    Object[] options = {
      "--plot-title", "My <sweep>", "--plot-size", "100x50mm", "--plot-score", "loss"
    };
    Object[] typed = {"fit", losses, "--plot", svg, "--plot-x", "log", "--plot-y", "LOG"};
    Run run =
        run(
            java.util.stream.Stream.of(typed, options)
                .flatMap(java.util.stream.Stream::of)
                .toArray());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(svg("a.svg"))
        .contains("My &lt;sweep&gt;")
        .containsPattern("width=\"283\\.46\\d*pt\"");
  }

  /** Where there is not a single font, and no screen. */
  @Test
  void aMachineWithoutFontsDrawsTheSamePicture() throws Exception {
    Path none =
        Files.writeString(
            folder.resolve("fonts.conf"),
            "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
                + "<cachedir>/nonexistent</cachedir></fontconfig>");
    Path there = folder.resolve("there.svg");
    ProcessBuilder java =
        new ProcessBuilder(
            System.getProperty("java.home") + "/bin/java",
            "-Djava.awt.headless=true",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "org.lossfloor.cli.Main",
            "fit",
            losses.toString(),
            "--plot",
            there.toString());
    java.environment().put("FONTCONFIG_FILE", none.toString());
    File log = folder.resolve("log").toFile();
    Process process = java.redirectErrorStream(true).redirectOutput(log).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
    assertThat(run("fit", losses, "--plot", folder.resolve("here.svg")).code()).isZero();
    assertThat(svg("there.svg")).isEqualTo(svg("here.svg"));
  }
}
