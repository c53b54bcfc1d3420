package org.lossfloor.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MonotoneRootTest {

  @Test
  void findsTheRootOfASmoothFunction() {
    double root = MonotoneRoot.find(x -> Math.exp(x) - 2, 0, 5, 0.5);
    assertThat(root).isCloseTo(Math.log(2), within(1e-14));
  }

  @Test
  void needsFewEvaluationsNearSlopeOne() {
    AtomicInteger evaluations = new AtomicInteger();
    double root =
        MonotoneRoot.find(
            x -> {
              evaluations.incrementAndGet();
              return x + 0.1 * Math.sin(x) - 1;
            },
            -10,
            10,
            1.2);
    assertThat(root + 0.1 * Math.sin(root)).isCloseTo(1, within(1e-14));
    assertThat(evaluations).hasValueLessThanOrEqualTo(6);
  }

  @Test
  void findsARootAtOrBesideAKink() {
    for (double kink : new double[] {1, 1 - 1e-7, 1 + 1e-7, 1 - 1e-10, 1 + 1e-4}) {
      for (double start : new double[] {0.5, 0.999, 1.001, 1.5, 1 + 1e-8}) {
        double root =
            MonotoneRoot.find(
                x -> (x - 1) + Math.min(0, x - kink) - Math.min(0, 1 - kink), 0, 3, start);
        assertThat(root).as("kink %s, start %s", kink, start).isCloseTo(1, within(1e-14));
      }
    }
  }

  @Test
  void findsAJump() {
    double root = MonotoneRoot.find(x -> x < Math.PI ? -1 : 1e9, 0, 100, 1);
    assertThat(root).isCloseTo(Math.PI, within(1e-14));
  }

  @Test
  void livesWithInfiniteValues() {
    double root =
        MonotoneRoot.find(
            x -> x < 1 ? Double.NEGATIVE_INFINITY : x > 2 ? Double.POSITIVE_INFINITY : x - 1.25,
            0,
            1000,
            900);
    assertThat(root).isCloseTo(1.25, within(1e-14));
  }

  @Test
  void returnsTheOnlyPointOfAnEmptyBracketAndMovesTheStartInside() {
    assertThat(MonotoneRoot.find(x -> x - 3, 3, 3, 7)).isEqualTo(3);
    assertThat(MonotoneRoot.find(x -> x - 3, 0, 4, 700)).isCloseTo(3, within(1e-14));
  }

  @Test
  void refusesABadBracketAndANaN() {
    assertThatThrownBy(() -> MonotoneRoot.find(x -> x, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1.0, 0.0]");
    assertThatThrownBy(() -> MonotoneRoot.find(x -> x, 0, Double.POSITIVE_INFINITY, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Infinity");
    assertThatThrownBy(() -> MonotoneRoot.find(x -> Double.NaN, 0, 1, 0.5))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("0.5");
  }
}
