package org.lossfloor.decide.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;

/** Forecasts and stop rules, counted over experiments. */
class ReplayCountsTest {
  private static Forecast forecast(int next, Verdict verdict, double chance, double gained) {
    return new Forecast(
        0, 24, next, verdict, 1, .1, chance, .2, new Interval(.4, 1.2), 1 - gained, gained);
  }

  private static StopResult result(double regret, double fixed, double error) {
    return new StopResult(
        StopRule.LAW,
        OptionalInt.of(48),
        1,
        50,
        regret,
        fixed,
        OptionalDouble.of(error),
        OptionalDouble.of(fixed / 2),
        60,
        OptionalDouble.empty());
  }

  @Test
  void forecastsAreCountedByTenthsOfTheToldChance() {
    List<ForecastCell> cells =
        ForecastCell.count(
            List.of(
                forecast(10, Verdict.OK, .05, 0),
                forecast(10, Verdict.OK, .07, .5),
                forecast(10, Verdict.OK, 1, .7),
                forecast(100, Verdict.CAUTION, .05, .1)));
    assertThat(cells).hasSize(3);
    ForecastCell first = cells.get(0);
    assertThat(first.forecasts()).isEqualTo(2);
    assertThat(first.told()).isCloseTo(.06, within(1e-15));
    assertThat(first.came()).isEqualTo(.5);
    assertThat(first.coverage()).isEqualTo(1);
    assertThat(first.toldGain()).isCloseTo(4, within(1e-12));
    assertThat(first.gain()).isCloseTo(5, within(1e-12));
    assertThat(cells.get(1).tenth()).isEqualTo(9);
    // .3 is no score that was told to come.
    assertThat(cells.get(1).held()).isZero();
    assertThat(ForecastCell.byVerdict(cells))
        .extracting(ForecastCell::forecasts)
        .containsExactly(3L, 1L);
    List<ForecastCell> tenths = ForecastCell.byTenth(cells);
    assertThat(tenths).extracting(ForecastCell::tenth).containsExactly(0, 9);
    // An improvement of eps is none.
    assertThat(tenths.get(0).improved()).isEqualTo(1);
    assertThat(tenths.get(0).forecasts()).isEqualTo(3);
  }

  private static double spread(double[] came, double mean) {
    return Arrays.stream(came).map(c -> (c - mean) * (c - mean)).sum();
  }

  /** Groups of one size: the standard error of the mean of their shares. */
  @Test
  void theErrorOfWhatCameIsThatOverGroups() {
    long[] improved = {1, 3, 0, 4, 2};
    List<ToldChance.Group> groups = new ArrayList<>();
    Arrays.stream(improved).forEach(x -> groups.add(new ToldChance.Group(4, 10, 4.5, x)));
    groups.add(new ToldChance.Group(9, 10, 9.5, 1));
    List<ToldChance> tenths = ToldChance.of(groups);
    ToldChance tenth = tenths.get(0);
    assertThat(tenth.told()).isCloseTo(.45, within(1e-15));
    assertThat(tenth.came()).isCloseTo(.2, within(1e-15));
    double[] shares = Arrays.stream(improved).mapToDouble(x -> x / 10.0).toArray();
    assertThat(tenth.error().orElseThrow())
        .isCloseTo(Math.sqrt(spread(shares, .2) / 4 / 5), within(1e-15));
    assertThat(tenth.off()).isTrue();
    // One group has no error, however far off it is.
    assertThat(tenths.get(1).error()).isEmpty();
    assertThat(tenths.get(1).off()).isFalse();
  }

  @Test
  void theOrdersOfOneSweepAreItsGroups() {
    List<ToldChance> tenths =
        ToldChance.ofOne(
            List.of(
                inOrder(0, .35, .5), inOrder(0, .35, 0), inOrder(1, .31, 0), inOrder(1, .39, 0)));
    assertThat(tenths).hasSize(1);
    assertThat(tenths.get(0).forecasts()).isEqualTo(4);
    assertThat(tenths.get(0).came()).isEqualTo(.25);
    assertThat(tenths.get(0).error().orElseThrow()).isCloseTo(.25, within(1e-15));
  }

  private static Forecast inOrder(int order, double chance, double gained) {
    return new Forecast(
        order, 24, 10, Verdict.OK, 1, .1, chance, .2, new Interval(.4, 1.2), 1 - gained, gained);
  }

  @Test
  void anAdviceIsSupportedOnlyWhereItSparesRegretAndIsNowhereWorse() {
    assertThat(tally(result(.5, 1, .1), result(.9, 1, .1)).supported()).isTrue();
    assertThat(tally(result(.5, 1, .1), result(1.3, 1, .1)).supported()).isFalse();
    assertThat(tally(result(.9, 1, .2), result(.9, 1, .2)).supported()).isFalse();
    StopTally two = tally(result(.5, 1, .3), result(3, 2, .4));
    assertThat(two.spared()).isCloseTo(0, within(1e-15));
    assertThat(two.error()).isCloseTo(Math.sqrt(.09 + .04) / 2, within(1e-15));
    assertThat(two.oracle()).isEqualTo(.5);
    assertThat(two.worse()).isEqualTo(1);
  }

  private static StopTally tally(StopResult... results) {
    return StopTally.count(List.of(results)).get(0);
  }
}
