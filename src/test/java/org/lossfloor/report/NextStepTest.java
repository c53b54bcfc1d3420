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
import org.lossfloor.estimate.prospect.Outlook;

/** The step follows from the numbers, and no step says more than they do. */
class NextStepTest {
  private static final double EPS = .01;

  /** A loss whose best possible value is 1, after 100 trials. */
  private static NextStep.Numbers numbers(double seen, double worth, double most, double more) {
    return new NextStep.Numbers(
        100,
        seen,
        1,
        new Outlook(
            worth,
            new Estimate.Quantity(Math.max(0, seen - 1), Optional.of(new Interval(0, most))),
            EPS,
            .8,
            new Estimate.Quantity(more, Optional.empty()),
            new TreeMap<>(Map.of(10, .003, 100, .02)),
            new TreeMap<>(Map.of(10, .1, 100, .4))));
  }

  private static String step(Precision precision, NextStep.Numbers numbers, Reason... reasons) {
    return new NextStep(new Judgement(List.of(reasons)), precision, Optional.of(numbers))
        .sentence();
  }

  @Test
  void whoIsThereForSureIsToldSo() {
    assertThat(step(Precision.NARROW, numbers(1.005, 1.006, .008, 0)))
        .isEqualTo(
            "Nothing: the best score seen is within 0.0100 of the best possible one, and more trials"
                + " cannot gain more.");
  }

  @Test
  void nobodyIsToldToStopWhileTheIntervalAllowsMore() {
    assertThat(step(Precision.NARROW, numbers(1.005, 1.006, .03, 0)))
        .isEqualTo(
            "You may be there: by the estimate the best score seen is within 0.0100 of the best"
                + " possible one, but the interval still allows a gain of up to 0.0300; run more"
                + " trials to be sure.");
    assertThat(step(Precision.NARROW, numbers(1.005, 1.006, Double.POSITIVE_INFINITY, 0)))
        .contains("any further gain");
  }

  @Test
  void aLuckyBestTrialIsToBeRunAgain() {
    assertThat(step(Precision.NARROW, numbers(.99, 1.02, 0, 0)))
        .isEqualTo(
            "Run the best configurations again with other seeds, to find the one that is best"
                + " without luck: the best trial was lucky: run again it would be worth 1.0200 on"
                + " average.");
    assertThat(step(Precision.NARROW, numbers(1.001, 1.02, .005, 0))).doesNotContain("lucky");
  }

  @Test
  void moreTrialsAreAskedForWhereSomebodyWouldRunThem() {
    assertThat(step(Precision.NARROW, numbers(1.2, 1.2, .3, 1000)))
        .isEqualTo(
            "Run 1000 more trials: with a probability of 80 % they bring the best score within"
                + " 0.0100 of the best possible one.");
    assertThat(step(Precision.NARROW, numbers(1.2, 1.2, .3, 1001)))
        .startsWith("Narrow the search space")
        .contains("1001 more");
    assertThat(step(Precision.NARROW, numbers(1.2, 1.2, .3, Double.POSITIVE_INFINITY)))
        .startsWith("Narrow the search space")
        .contains("countless");
  }

  @Test
  void aWideAnswerAsksForTrialsAndSaysWhatTheyBring() {
    assertThat(step(Precision.WIDE, numbers(1.2, 1.2, .3, 1000), Reason.VAGUE))
        .isEqualTo(
            "Run more random trials of this search space: the interval is too wide to act on; 100"
                + " more would gain 0.0200 on average.");
    assertThat(step(Precision.WIDE, numbers(1.2, 1.2, .3, 1000), Reason.VAGUE, Reason.NOISE))
        .contains("again with other seeds");
  }

  /** A doubt comes before any number. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void whatCostsMostIsMendedFirst(Reason reason) {
    String sentence = step(Precision.NARROW, numbers(1.005, 1.006, .008, 0), reason);
    assertThat(sentence.startsWith("Nothing")).isEqualTo(reason.verdict() == Verdict.OK);
    assertThat(sentence).endsWith(".").doesNotContain("\n");
    assertThat(step(Precision.NARROW, numbers(2, 2, 1, 5), reason, Reason.INTERNAL_ERROR))
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
