package org.lossfloor.decide.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
