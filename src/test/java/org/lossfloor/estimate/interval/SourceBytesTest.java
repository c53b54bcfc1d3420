package org.lossfloor.estimate.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.estimate.spacing.Functional;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.sweep.Direction;

class SourceBytesTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  private static ReplicatePlan plan(boolean minimize, List<Double> tuningTrials) {
    double bound = minimize ? NONE : -NONE;
    return new ReplicatePlan(
        minimize ? Direction.MINIMIZE : Direction.MAXIMIZE,
        2,
        3,
        2,
        .05,
        4_000,
        2.5,
        bound,
        -bound,
        -bound,
        1,
        3,
        tuningTrials);
  }

  static Stream<ReplicateSource> sources() {
    SpacingFit law = new SpacingFit(4, -.1, 1e-300, .25, -3.5);
    List<Functional> all =
        List.of(Functional.noise(), Functional.medianBestOf(7), Functional.endPoint());
    return Stream.of(
        plan(true, List.of()),
        plan(false, List.of(1.0, 2.5, 1e9)),
        new CalibrationPlan("calibration of a tail, Ü", law, 64, .5, NONE, 1, 7, all),
        new CalibrationPlan("", law, 1, -0.0, 1e300, 4, 4, List.of()));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void whatIsReadIsWhatWasWritten(ReplicateSource source) {
    byte[] bytes = source.toBytes();
    assertThat(ReplicateSource.ofBytes(bytes)).isEqualTo(source);
    assertThat(ReplicateSource.ofBytes(bytes).toBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void bytesThatAreNoSourceAreRefused(ReplicateSource source) {
    byte[] bytes = source.toBytes();
    assertThatThrownBy(() -> ReplicateSource.ofBytes(Arrays.copyOf(bytes, bytes.length - 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ReplicateSource.ofBytes(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 bytes");
  }

  @Test
  void anUnknownKindIsRefused() {
    assertThatThrownBy(() -> ReplicateSource.ofBytes(new byte[] {0, 1, 'x'}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x");
  }
}
