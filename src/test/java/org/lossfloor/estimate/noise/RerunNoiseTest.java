package org.lossfloor.estimate.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.sweep.Direction;

/** What noise between runs says of the best possible score, and where it is taken from. */
class RerunNoiseTest {
  private static final double EXACT = Double.POSITIVE_INFINITY;

  private static RerunNoise noise(double sd, double degrees, double luck) {
    return new RerunNoise(
        RerunNoise.Source.NEIGHBOURS,
        sd,
        degrees,
        luck,
        /* heavy= */ false,
        OptionalDouble.empty());
  }

  private static double reach(RerunNoise noise) {
    return noise.reach(.7, Direction.MINIMIZE, .95);
  }

  /** The tenth percentiles of chi-squared are those of any printed table: 6.304 for 12. */
  @Test
  void reachIsThreeDeviationsOfTheirUpperLimit() {
    assertThat(reach(noise(.1, EXACT, 0))).isCloseTo(.3, within(1e-15));
    assertThat(reach(noise(.1, 12, 0))).isCloseTo(.3 * Math.sqrt(12 / 6.3038), within(1e-5));
    assertThat(reach(noise(.1, 4, 0))).isCloseTo(.3 * Math.sqrt(4 / 1.0636), within(1e-4));
    assertThat(reach(noise(0, 4, 0))).isZero();
  }

  @Test
  void luckThatWasSeenReachesFarther() {
    assertThat(reach(noise(.1, EXACT, .2))).isCloseTo(.3, within(1e-15));
    assertThat(reach(noise(.1, EXACT, .4))).isCloseTo(.5, within(1e-15));
  }

  @Test
  void theLimitIsWorseThanTheBestScoreSeen() {
    RerunNoise noise = noise(.1, EXACT, 0);
    assertThat(noise.limit(.7, Direction.MINIMIZE, .95)).isCloseTo(1, within(1e-15));
    assertThat(noise.limit(.7, Direction.MAXIMIZE, .95)).isCloseTo(.4, within(1e-15));
  }

  /** Student's t of 3 degrees of freedom is 3.1824 at .975 and 2.3534 at .95. */
  @Test
  void rerunsOfTheBestConfigurationLimitItsMean() {
    NoiseRule rule = new NoiseRule.BestReruns(List.of(5.0, 1.0, 4.0, 2.0));
    RerunNoise noise = rule.find(Optional.empty(), Optional::empty).orElseThrow();
    assertThat(noise.source()).isEqualTo(RerunNoise.Source.BEST_RERUNS);
    assertThat(noise.degrees()).isEqualTo(3);
    assertThat(noise.sd()).isCloseTo(Math.sqrt(10.0 / 3), within(1e-15));
    double error = Math.sqrt(10.0 / 3 / 4);
    assertThat(noise.limit(.5, Direction.MINIMIZE, .95))
        .isCloseTo(3 + 3.1824 * error, within(1e-4));
    assertThat(noise.limit(.5, Direction.MINIMIZE, .90))
        .isCloseTo(3 + 2.3534 * error, within(1e-4));
    assertThat(noise.limit(7, Direction.MAXIMIZE, .95)).isCloseTo(3 - 3.1824 * error, within(1e-4));
    assertThat(noise.reach(9, Direction.MINIMIZE, .95))
        .as("reruns that were all better than the best score seen")
        .isCloseTo(3 + 3.1824 * error - 9, within(1e-4));
  }

  @Test
  void whatIsNoNoiseIsRefused() {
    for (Runnable made :
        List.<Runnable>of(
            () -> noise(-1, 2, 0),
            () -> noise(Double.NaN, 2, 0),
            () -> noise(EXACT, 2, 0),
            () -> noise(1, 0, 0),
            () -> noise(1, 2, -1),
            () -> new NoiseRule.Given(1, -2),
            () -> new NoiseRule.BestReruns(List.of(1.0)),
            () -> new NoiseRule.BestReruns(List.of(1.0, Double.NaN)))) {
      assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static RerunNoise reruns(double degrees) {
    return new RerunNoise(RerunNoise.Source.RERUNS, .1, degrees);
  }

  private static Optional<RerunNoise.Source> source(
      NoiseRule rule, Optional<RerunNoise> reruns, Optional<RerunNoise> neighbours) {
    return rule.find(reruns, () -> neighbours).map(RerunNoise::source);
  }

  @Test
  void enoughRerunsComeBeforeNeighboursAndTheseBeforeAFew() {
    Optional<RerunNoise> neighbours = Optional.of(noise(.2, 9, 0));
    Optional<RerunNoise> none = Optional.empty();
    NoiseRule auto = NoiseRule.Word.AUTO;
    assertThat(source(auto, Optional.of(reruns(4)), neighbours)).contains(RerunNoise.Source.RERUNS);
    assertThat(source(auto, Optional.of(reruns(3)), neighbours))
        .contains(RerunNoise.Source.NEIGHBOURS);
    assertThat(source(auto, Optional.of(reruns(3)), none)).contains(RerunNoise.Source.RERUNS);
    assertThat(source(auto, none, neighbours)).contains(RerunNoise.Source.NEIGHBOURS);
    assertThat(source(auto, none, none)).isEmpty();
  }

  @Test
  void aRuleTakesNothingElse() {
    Optional<RerunNoise> neighbours = Optional.of(noise(.2, 9, 0));
    Optional<RerunNoise> reruns = Optional.of(reruns(40));
    assertThat(source(NoiseRule.Word.NONE, reruns, neighbours)).isEmpty();
    assertThat(source(NoiseRule.Word.RERUNS, reruns, neighbours))
        .contains(RerunNoise.Source.RERUNS);
    assertThat(source(NoiseRule.Word.RERUNS, Optional.empty(), neighbours)).isEmpty();
    assertThat(source(NoiseRule.Word.NEIGHBOURS, reruns, neighbours))
        .contains(RerunNoise.Source.NEIGHBOURS);
    assertThat(source(NoiseRule.Word.NEIGHBOURS, reruns, Optional.empty())).isEmpty();
    assertThat(new NoiseRule.Given(.3, 7).find(reruns, () -> neighbours))
        .contains(new RerunNoise(RerunNoise.Source.GIVEN, .3, 7));
  }

  /** Neighbours cost a regression. */
  @Test
  void neighboursAreAskedOnlyWhereTheyCount() {
    Supplier<Optional<RerunNoise>> never =
        () -> {
          throw new AssertionError("asked");
        };
    assertThat(NoiseRule.Word.AUTO.find(Optional.of(reruns(4)), never)).isPresent();
    assertThat(new NoiseRule.Given(1, EXACT).find(Optional.empty(), never)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "none", "reruns", "neighbours", "0.01", "sd=0.01,df=12.0"})
  void whatIsWrittenIsRead(String text) {
    assertThat(NoiseRule.parse(text).map(NoiseRule::text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AUTO",
        "-1",
        "NaN",
        "Infinity",
        "sd=1",
        "sd=1,df=0",
        "df=2,sd=1",
        "sd=1,df=x"
      })
  void whatIsNoRuleIsNotRead(String text) {
    assertThat(NoiseRule.parse(text)).isEmpty();
  }

  @Test
  void oneNumberHasOneSpelling() {
    assertThat(NoiseRule.parse("1e-2")).isEqualTo(NoiseRule.parse(".01"));
    assertThat(NoiseRule.parse("sd=.01,df=Infinity")).isEqualTo(NoiseRule.parse("0.01"));
  }
}
