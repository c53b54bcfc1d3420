package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lossfloor reproduce} as it is typed. */
class ReproduceCommandTest {
  private static final Path REAL = Path.of("/work/shared/sweeps");

  @TempDir private Path folder;

  private record Run(int code, String out, String err) {}

  private static Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(args, new PrintWriter(out), new PrintWriter(err));
    return new Run(code, out.toString(), err.toString());
  }

  /** A log as the author published it, made of the golden scores; every run ends with a NaN. */
  private String log() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/golden/real_alexnet_accuracy.json")) {
      JsonNode scores = new ObjectMapper().readTree(in).get("scores");
      return StreamSupport.stream(scores.spliterator(), false)
          .map(JsonNode::asDouble)
          .map(y -> y == 0 ? "[]" : "[{\"top_1\": 0}, {\"top_1\": " + y + "}, {\"top_1\": NaN}]")
          .map(curve -> "{\"learning_curve\": " + curve + "}\n")
          .collect(Collectors.joining());
    }
  }

  @Test
  void aLogGivesItsFitAndNamesTheOthers() throws IOException {
    Path deep = Files.createDirectories(folder.resolve("data/alexnet"));
    Path file = deep.resolve("alexnet_tuning.results.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(log().getBytes(StandardCharsets.UTF_8));
    }
    Path html = folder.resolve("paper.html");
    Run run = run("reproduce", folder.toString(), "--html", html.toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith(
            "1 of 8 published fits have their logs here. In 1 of these, a, b, c and o agree")
        .contains("AlexNet on ImageNet, top-1 accuracy: a 0.135, b 0.582, c 2, o 6.2e-03");
    String page = Files.readString(html);
    assertThat(page)
        .contains("Every printed digit agrees.", "<svg", "CC BY-SA 4.0")
        .contains("there is no log `resnet18_tuning.results.jsonl` in the folder")
        .doesNotContain("<script", "src=", "<link");
    run("reproduce", folder.toString(), "--html", html.toString());
    assertThat(Files.readString(html)).isEqualTo(page);
  }

  @Test
  void whatIsNoLogOfThePapersIsSaid() throws IOException {
    String html = folder.resolve("paper.html").toString();
    Run none = run("reproduce", folder.toString(), "--html", html);
    assertThat(none.code()).isEqualTo(ExitCode.INPUT);
    assertThat(none.err()).contains("there is no log of the papers in it", "opda");
    assertThat(run("reproduce", folder.resolve("none").toString(), "--html", html).code())
        .isEqualTo(ExitCode.INPUT);
    Path file = folder.resolve("alexnet_tuning.results.jsonl");
    String whole = log();
    Files.writeString(file, whole.substring(whole.indexOf('\n') + 1));
    assertThat(run("reproduce", folder.toString(), "--html", html).err())
        .contains("it holds 511 runs, and 512 were published");
    Files.writeString(file, whole.replaceFirst("learning_curve", "curve"));
    assertThat(run("reproduce", folder.toString(), "--html", html).err())
        .contains("there is no list `learning_curve` in it", "line 1");
    Files.writeString(file, "{\n");
    assertThat(run("reproduce", folder.toString(), "--html", html).err())
        .contains("this is not JSON", "line 1");
  }

  @Test
  void theLogsOfTheAuthorGiveThePrintedLaws() {
    assumeTrue(Files.isDirectory(REAL), "there are no real sweeps in " + REAL);
    Run run = run("reproduce", REAL.toString(), "--html", folder.resolve("p.html").toString());
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains(
            "AlexNet on ImageNet, top-1 accuracy: a 0.135, b 0.582, c 2, o 6.2e-03, regime, % 18.3\n",
            "DeBERTaV3 on MultiNLI-m, accuracy: a 0.859, b 0.905, c 1, o 1.1e-03, regime, % 57.5\n",
            "DeBERTaV3 on MultiNLI-m, error rate: a 0.095, b 0.141, c 1, o 1.0e-03,");
  }
}
