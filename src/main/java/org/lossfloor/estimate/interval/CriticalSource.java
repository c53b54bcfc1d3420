package org.lossfloor.estimate.interval;

import java.util.Map;
import java.util.Optional;
import org.lossfloor.estimate.regime.Regime;
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

  /** The number of replicates behind every simulated value; 0 where none are simulated. */
  default int replicates() {
    return 0;
  }

  /** The same value for every tail (method.md, section 8.2). */
  record Fixed() implements CriticalSource {
    @Override
    public Optional<Double> critical(TailFits tail, Functional g, double confidence) {
      return Optional.of(CriticalValues.of(g).at(confidence));
    }
  }

  /**
   * The fixed value for the chosen tail, and a share of it for its smaller partner if it has one.
   *
   * <p>The partner guards against a threshold that was chosen too far out. With fewer trials that
   * is harder to see, and there the partner alone makes the interval wide. The share and where it
   * ends were chosen on designs of one seed and then measured with others (method.md, section 8.4).
   *
   * @param regime the tails
   * @param trials all trials of the experiment
   */
  record SmallPartner(Regime regime, int trials) implements CriticalSource {
    /** Up to {@code FEW} trials the share is the smallest, from {@code MANY} on it is 1. */
    private static final double FEW = 192;

    private static final double MANY = 512;
    private static final double SMALLEST_SHARE = 3.0 / 4.61;

    @Override
    public Optional<Double> critical(TailFits tail, Functional g, double confidence) {
      double value = CriticalValues.of(g).at(confidence);
      return Optional.of(tail == regime.tail() ? value : share() * value);
    }

    /** Linear in the logarithm of the number of trials. */
    private double share() {
      double way = Math.log(trials / FEW) / Math.log(MANY / FEW);
      return SMALLEST_SHARE + (1 - SMALLEST_SHARE) * Math.min(1, Math.max(0, way));
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
