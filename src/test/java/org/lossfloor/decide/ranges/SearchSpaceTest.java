package org.lossfloor.decide.ranges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Simulated searches of 128 trials. {@code -Dlossfloor.searches=1000} makes more of them. */
class SearchSpaceTest {
  private static final int SEARCHES = Integer.getInteger("lossfloor.searches", 60);
  private static final int TRIALS = 128;

  private static long seed(int number, int hyperparameters, double noise) {
    return 7_000_003L * number + 101L * hyperparameters + Math.round(1000 * noise);
  }

  private static void say(String what, long count) {
    if (SEARCHES > 60) {
      System.out.println(what + ": " + count + " of " + SEARCHES);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,.1", "2,.05", "3,.05", "5,.05", "3,.1"})
  void anOptimumBeyondTheBorderIsFound(int hyperparameters, double noise) {
    long found =
        IntStream.range(0, SEARCHES)
            .filter(
                i ->
                    new DrawnSearch(
                            seed(i, hyperparameters, noise), TRIALS, hyperparameters, .2, noise)
                        .codes()
                        .contains("EDGE_h0_HIGH"))
            .count();
    say("edge " + hyperparameters + " " + noise, found);
    assertThat(found).isGreaterThanOrEqualTo(Math.round(.85 * SEARCHES));
  }

  @ParameterizedTest
  @CsvSource({"1,.05", "2,.1", "3,.05", "5,.1", "8,.2"})
  void anOptimumInsideRaisesNothing(int hyperparameters, double noise) {
    long raised =
        IntStream.range(0, SEARCHES)
            .filter(
                i ->
                    !new DrawnSearch(
                            seed(i, hyperparameters, noise) + 1,
                            TRIALS,
                            hyperparameters,
                            Double.NaN,
                            noise)
                        .failing(0, 0, .1, .1)
                        .codes()
                        .isEmpty())
            .count();
    say("inside " + hyperparameters + " " + noise, raised);
    assertThat(raised)
        .isLessThanOrEqualTo(Math.round(.01 * SEARCHES + 3 * Math.sqrt(.01 * SEARCHES)));
  }

  @Test
  void aRegionWhereTrialsFailIsFound() {
    long found =
        IntStream.range(0, SEARCHES)
            .filter(
                i ->
                    new DrawnSearch(seed(i, 3, .1) + 2, TRIALS, 3, Double.NaN, .1)
                        .failing(1, .8, .7, .03)
                        .codes()
                        .contains("DEAD_h1_HIGH"))
            .count();
    say("dead", found);
    assertThat(found).isGreaterThanOrEqualTo(Math.round(.9 * SEARCHES));
  }
}
