package org.lossfloor.estimate.noise;

import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;

/** Where the noise between runs of one configuration may be taken from. */
public sealed interface NoiseRule extends Serializable {
  /** Reruns with fewer degrees of freedom do not come before neighbours. */
  double ENOUGH_DEGREES = 4;

  /** Whatever the log has: enough reruns, else neighbours, else a few reruns. */
  NoiseRule AUTO = new Auto();

  /** See {@link #AUTO}. */
  record Auto() implements NoiseRule {
    private static final long serialVersionUID = 1L;
  }

  /** Nothing but the scores. */
  record None() implements NoiseRule {
    private static final long serialVersionUID = 1L;
  }

  /** Reruns alone. */
  record Reruns() implements NoiseRule {
    private static final long serialVersionUID = 1L;
  }

  /** Neighbours in the hyperparameters alone. */
  record Neighbours() implements NoiseRule {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A number from elsewhere.
   *
   * @param sd the standard deviation, in units of the score
   * @param degrees its degrees of freedom; infinite where it is known exactly
   */
  record Given(double sd, double degrees) implements NoiseRule {
    private static final long serialVersionUID = 1L;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Given {
      new RerunNoise(RerunNoise.Source.GIVEN, sd, degrees);
    }
  }

  /**
   * Finds the noise.
   *
   * @param reruns what reruns say, if there are any
   * @param neighbours what neighbours say; asked only where it counts
   * @return nothing where the rule finds none
   */
  default Optional<RerunNoise> find(
      Optional<RerunNoise> reruns, Supplier<Optional<RerunNoise>> neighbours) {
    if (this instanceof Given given) {
      return Optional.of(new RerunNoise(RerunNoise.Source.GIVEN, given.sd, given.degrees));
    }
    if (this instanceof None) {
      return Optional.empty();
    }
    if (this instanceof Reruns) {
      return reruns;
    }
    if (this instanceof Neighbours) {
      return neighbours.get();
    }
    return reruns
        .filter(noise -> noise.degrees() >= ENOUGH_DEGREES)
        .or(neighbours)
        .or(() -> reruns);
  }
}
