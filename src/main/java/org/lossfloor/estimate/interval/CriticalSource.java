package org.lossfloor.estimate.interval;

import java.util.Map;
import java.util.Optional;
import org.lossfloor.estimate.regime.TailFits;
import org.lossfloor.estimate.spacing.Functional;

/** Where the profile intervals of one experiment take their critical values from. */
public sealed interface CriticalSource {
  /**
   * The critical value of a functional at a tail.
   *
   * @param tail the fits of the tail
   * @param g the functional
   * @param confidence in (0, 1)
   * @return a positive number; nothing where the tail has none, and then there is no interval
   */
  Optional<Double> critical(TailFits tail, Functional g, double confidence);

  /**
   * The factor of the critical value on the side of the worse scores, where the chosen tail stands
   * alone.
   */
  default double onTheWorseSide() {
    return 1;
  }

  /** The number of replicates behind every simulated value; 0 where none are simulated. */
  default int replicates() {
    return 0;
  }

  /**
   * The fixed value for the chosen tail, and a share of it for its smaller partner (method.md,
   * section 8.2).
   *
   * <p>The partner guards against a threshold that was chosen too far out, so that the curvature of
   * the surface biases the chosen tail. With few trials the partner alone makes the interval wide.
   *
   * @param tail the chosen tail
   * @param caution what is asked of the partner and on the worse side
   */
  record Fixed(TailFits tail, Caution caution) implements CriticalSource {
    @Override
    public Optional<Double> critical(TailFits tail, Functional g, double confidence) {
      double value = CriticalValues.of(g).at(confidence);
      return Optional.of(tail == this.tail ? value : caution.partnersShare() * value);
    }

    @Override
    public double onTheWorseSide() {
      return caution.worseSide();
    }
  }

  /** No profile intervals: another method makes them. */
  record None() implements CriticalSource {
    @Override
    public Optional<Double> critical(TailFits tail, Functional g, double confidence) {
      return Optional.empty();
    }
  }

  /**
   * Values simulated at the fit of every tail (method.md, section 8.5).
   *
   * @param calibrations what was simulated, by tail
   */
  record Simulated(Map<TailFits, Calibration> calibrations) implements CriticalSource {
    /** A profile needs a limit above the optimum. */
    private static final double LEAST = 1e-3;

    @Override
    public Optional<Double> critical(TailFits tail, Functional g, double confidence) {
      return calibrations.get(tail).critical(g, confidence).map(value -> Math.max(value, LEAST));
    }

    @Override
    public int replicates() {
      return calibrations.values().stream()
          .mapToInt(calibration -> calibration.replicates().size())
          .min()
          .orElseThrow();
    }
  }
}
