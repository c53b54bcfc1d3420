package org.lossfloor.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;

/** Sums over sets that are worked out by hand. */
class TallyTest {
  /** The best possible score is 1, S is 2, the dimension 2. */
  private static final Truth TRUTH = new Truth(1, 2, 2, 1.5, 1.25);

  private static Findings.Bracket bracket(double estimate, double half) {
    return new Findings.Bracket(
        estimate,
        new Interval(estimate - 2 * half, estimate + 2 * half),
        new Interval(estimate - half, estimate + half));
  }

  /** An answer that is off by so much. */
  private static SetResult set(long number, Verdict verdict, double off, double half, int c) {
    Map<Quantity, Findings.Bracket> brackets =
        Map.of(
            Quantity.BEST, bracket(1 + off, half),
            Quantity.TWICE, bracket(1.5, half),
            Quantity.TENFOLD, bracket(1.25 - off, half));
    Findings answer = new Findings(brackets, c, List.of(1, c), 20, .5);
    return new SetResult(
        "cell", "d", 48, number, TRUTH, verdict, List.of(), Optional.of(answer), 10 + number);
  }

  private static SetResult unanswered(long number) {
    return new SetResult(
        "cell", "d", 48, number, TRUTH, Verdict.INVALID, List.of("TOO_FEW"), Optional.empty(), 1);
  }

  /** Off by 0, 0.2, 0.4 and 3, each with intervals of +-0.5 and +-0.25, and one without answer. */
  private static Tally tally() {
    return new Tally(
        List.of(
            unanswered(4),
            set(3, Verdict.OK, 3, .25, 3),
            set(1, Verdict.OK, .2, .25, 2),
            set(0, Verdict.CAUTION, 0, .25, 2),
            set(2, Verdict.OK, .4, .25, 2)));
  }

  @Test
  void coverageIsOverTheSetsWithAnAnswer() {
    assertThat(tally().sets()).isEqualTo(5);
    assertThat(tally().coverage(Quantity.BEST, Findings.Level.P95)).isEqualTo(new Share(3, 4));
    assertThat(tally().coverage(Quantity.BEST, Findings.Level.P80)).isEqualTo(new Share(2, 4));
    assertThat(tally().coverage(Quantity.TWICE, Findings.Level.P80)).isEqualTo(new Share(4, 4));
    assertThat(tally().coverage(Quantity.TENFOLD, Findings.Level.P95)).isEqualTo(new Share(3, 4));
    assertThat(tally().dimensionCoverage()).isEqualTo(new Share(3, 4));
    assertThat(tally().dimensionRight()).isEqualTo(new Share(3, 4));
    assertThat(tally().share(set -> set.verdict() == Verdict.INVALID)).isEqualTo(new Share(1, 5));
    assertThat(tally().with(Verdict.OK).coverage(Quantity.BEST, Findings.Level.P95))
        .isEqualTo(new Share(2, 3));
  }

  @Test
  void widthsAndErrorsAreInUnitsOfS() {
    assertThat(tally().medianWidth(Quantity.BEST, Findings.Level.P95)).isCloseTo(.5, within(1e-12));
    assertThat(tally().medianWidth(Quantity.BEST, Findings.Level.P80))
        .isCloseTo(.25, within(1e-12));
    assertThat(tally().medianWidthInTails(Quantity.BEST)).isCloseTo(2, within(1e-12));
    // Errors 0, 0.1, 0.2 and, clipped, 1.
    assertThat(tally().error(.5)).isCloseTo(.15, within(1e-12));
    assertThat(tally().error(1)).isEqualTo(1);
    assertThat(tally().rootMeanSquareError())
        .isCloseTo(Math.sqrt((.01 + .04 + 1) / 4), within(1e-12));
    assertThat(tally().meanDimensionSet()).isEqualTo(2);
    assertThat(tally().medianCpuMillis()).isEqualTo(11);
  }

  @Test
  void aSetWithoutATrueDimensionDoesNotCount() {
    Truth open = new Truth(1, 2, 0, 1.5, 1.25);
    SetResult set = set(0, Verdict.OK, 0, .25, 2);
    SetResult without =
        new SetResult(
            "cell", "d", 48, 0, open, Verdict.OK, List.of(), set.answer(), set.cpuMillis());
    assertThat(new Tally(List.of(without)).dimensionCoverage()).isEqualTo(new Share(0, 0));
  }

  @Test
  void theErrorOfAShareIsNeverNothing() {
    assertThat(new Share(50, 100).standardError()).isCloseTo(.05, within(1e-12));
    assertThat(new Share(100, 100).standardError()).isBetween(.01, .02);
    assertThat(new Share(1, 2).plus(new Share(2, 3))).isEqualTo(new Share(3, 5));
    assertThatThrownBy(() -> new Share(3, 2)).hasMessageContaining("3 of 2");
  }

  @Test
  void aBandIsMissedByStandardErrors() {
    Share low = new Share(80, 100);
    Band band = new Band(.93, .98);
    assertThat(band.missedBy(low)).isCloseTo(.13 / low.standardError(), within(1e-12));
    assertThat(band.missedBy(new Share(95, 100))).isZero();
    assertThat(band.missedBy(new Share(100, 100))).isPositive();
  }

  @Test
  void reportsShowEveryCell() {
    Map<Cell, Tally> tallies = new LinkedHashMap<>();
    List<Design> designs = List.of(new InsideRegime(2, .05));
    tallies.put(new Cell("n=48", "one", 48, designs), tally());
    tallies.put(new Cell("n=48", "two", 48, designs), tally().with(Verdict.CAUTION));
    String coverage = new CoverageReport(tallies).markdown();
    // Shares 3/4 and 1/1.
    assertThat(coverage).contains("| n=48 | ", " | .875 [.750] | ");
    assertThat(coverage).contains("| one | 5 | .800 | .750 ± ", "| two | 1 | 1.000 | 1.000 ± ");
    String regime = new RegimeReport(tallies).markdown();
    assertThat(regime)
        .contains("| one | 5 | .750 / .500 | .750 / .500 | .750 (2.0) | 0.500 / 0.250 / 0.500 |")
        .contains("| .600 .200 .200 | .667 / .667 (3) |")
        .contains("| n=48 | 6 | .800 ± ");
  }

  @Test
  void rowsOfATableHaveAllColumns() {
    assertThat(new MarkdownTable("a", "b").row("1", "2"))
        .hasToString("| a | b |\n| --- | --- |\n| 1 | 2 |\n");
    assertThatThrownBy(() -> new MarkdownTable("a", "b").row("1")).hasMessageContaining("1 cells");
  }
}
