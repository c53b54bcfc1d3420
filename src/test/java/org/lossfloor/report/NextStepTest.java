package org.lossfloor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Precision;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.estimate.prospect.NextWidths;
import org.lossfloor.estimate.prospect.Outlook;

/** The step follows from the numbers, and no step says more than they do. */
class NextStepTest {
  private static final double EPS = .01;

  /** A loss whose best possible value is 1, after 100 trials. */
  private static NextStep.Numbers numbers(double seen, double worth, double most) {
    return new NextStep.Numbers(
        100,
        seen,
        1,
        new Outlook(
            worth,
            new Estimate.Quantity(
                Math.max(0, worth - 1), Optional.of(new Interval(0, Math.max(0, most)))),
            new TreeMap<>(Map.of(100, new Estimate.Quantity(.02, Optional.empty()))),
            new NextWidths(.5, new TreeMap<>(Map.of(100, .34)), new TreeMap<>(Map.of(4, .3))),
            new Estimate.Quantity(Math.max(0, seen - 1), Optional.of(new Interval(0, most))),
            EPS,
            .8,
            new Estimate.Quantity(70, Optional.empty()),
            new TreeMap<>(Map.of(100, .02)),
            new TreeMap<>(Map.of(100, .4))));
  }

  private static String step(Precision precision, NextStep.Numbers numbers, Reason... reasons) {
    return new NextStep(new Judgement(List.of(reasons)), precision, Optional.of(numbers))
        .sentence();
  }

  @Test
  void whoIsThereForSureIsToldSo() {
    assertThat(step(Precision.NARROW, numbers(1.005, 1.006, .008)))
        .isEqualTo(
            "Nothing: picking the best trial costs at most 0.0080 against tuning without end, less"
                + " than what counts (0.0100).");
  }

  @Test
  void nobodyIsToldToStopWhileTheIntervalAllowsMore() {
    assertThat(step(Precision.NARROW, numbers(1.005, 1.006, .03)))
        .isEqualTo(
            "Picking the best trial costs about 0.0060 (at most 0.0300) against tuning without end,"
                + " and 100 more trials gain 0.0200 on average; to know better, run the best"
                + " configuration 4 more times (the interval, 0.5000 wide, would be about 0.3000),"
                + " or 100 more random trials (about 0.3400).");
    assertThat(step(Precision.NARROW, numbers(1.005, 1.006, Double.POSITIVE_INFINITY)))
        .doesNotContain("at most");
  }

  @Test
  void aLuckyBestTrialIsToldOf() {
    assertThat(step(Precision.NARROW, numbers(.99, 1.02, .04)))
        .startsWith("The best trial was lucky: run again it would be worth 1.0200 on average; ");
    assertThat(step(Precision.NARROW, numbers(1.001, 1.02, .04))).doesNotContain("lucky");
  }

  @Test
  void aWideAnswerSaysWhatNarrowsItAndWhatThatCosts() {
    assertThat(step(Precision.WIDE, numbers(1.2, 1.2, .3), Reason.VAGUE))
        .isEqualTo(
            "Run the best configuration 4 more times (the interval, 0.5000 wide, would be about"
                + " 0.3000), or 100 more random trials (about 0.3400): the interval is too wide to"
                + " act on.");
  }

  /** A doubt comes before any number. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatCostsMostIsMendedFirst(Reason reason) {
    String sentence = step(Precision.NARROW, numbers(1.005, 1.006, .008), reason);
    assertThat(sentence.startsWith("Nothing")).isEqualTo(reason.verdict() == Verdict.OK);
    assertThat(sentence).endsWith(".").doesNotContain("\n");
    assertThat(step(Precision.NARROW, numbers(2, 2, 1), reason, Reason.INTERNAL_ERROR))
        .isEqualTo("Report the bug; the log of the run has its stack.");
  }

  /** Reasons that have one remedy share it, all others have their own. */
  @Test
  void reasonsHaveTheirOwnRemedies() {
    Set<String> sentences = new HashSet<>();
    long doubts =
        Arrays.stream(Reason.values())
            .filter(reason -> reason.verdict() != Verdict.OK)
            .peek(
                reason ->
                    sentences.add(
                        new NextStep(
                                new Judgement(List.of(reason)), Precision.NONE, Optional.empty())
                            .sentence()))
            .count();
    assertThat(doubts - sentences.size())
        .as("METRIC_ABSENT, LOOKS_ADAPTIVE, LOOKS_GRID")
        .isEqualTo(3);
  }

  @Test
  void luckIsABestScoreBetterThanPossible() {
    assertThat(new BestTrial(.9, 1, 0, 1.1).lucky()).isTrue();
    assertThat(new BestTrial(1, 1, 0, 1.1).lucky()).isFalse();
    assertThat(new BestTrial(1.1, 1, .1, 1.1).lucky()).isFalse();
  }
}
