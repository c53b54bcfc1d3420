package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lossfloor.audit.AuditResult;
import org.lossfloor.error.InputException;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.SampleViews;

/** What comes from a log is data, wherever it is printed. */
class TerminalTest {
  private static final String EVIL = "x\u001b[2J\r\n99 experiments: 99 OK\u202e\u0007";

  private final StringWriter shown = new StringWriter();
  private final PrintWriter terminal = new Terminal(shown);

  private void assertHarmless() {
    assertThat(shown.toString()).doesNotContain("\u001b", "\r", "\u202e", "\u0007");
    assertThat(shown.toString().lines()).noneMatch(line -> line.startsWith("99"));
    assertThat(shown.toString().lines()).allMatch(line -> line.length() < 1100);
  }

  @Test
  void aLineStaysALine() {
    terminal.println(EVIL);
    assertThat(shown.toString()).endsWith("\\u0007\n");
    assertHarmless();
  }

  @Test
  void framesHoldAnyText() {
    String longest = "y".repeat(5000);
    String where = "s3a://key:pass@bucket/" + EVIL;
    Frame.print(terminal, new InputException(EVIL + longest, where, "mend " + EVIL));
    assertHarmless();
    assertThat(shown.toString()).doesNotContain("pass").contains("s3a://***@bucket/");
  }

  @Test
  void theStackTraceIsHarmlessToo() {
    new IllegalStateException("ftp://me:pass@host/\u001b").printStackTrace(terminal);
    assertThat(shown.toString()).contains("ftp://***@host/\\u001b").contains("\tat ");
  }

  @Test
  void theSummaryShowsOneShortRowAnExperiment() {
    List<ExperimentView> lines =
        List.of(line(EVIL), line("z".repeat(5000)), line("s3a://key:pass@bucket"));
    SummaryTable.print(
        terminal,
        new AuditResult(
            "out",
            3,
            new TreeMap<>(Map.of("OK", 3L)),
            new TreeMap<>(Map.of(Standing.TOO_WIDE, 3L)),
            List.of(EVIL),
            List.of(EVIL, "w".repeat(900)),
            List.of(),
            Map.of(),
            lines));
    assertHarmless();
    assertThat(shown.toString()).doesNotContain("pass");
    assertThat(shown.toString().lines()).allMatch(line -> line.length() <= 600);
  }

  private static ExperimentView line(String model) {
    return SampleViews.unfitted(
        Map.of("source", "s", "metric", "m", "model", model), List.of(Reason.VAGUE));
  }
}
