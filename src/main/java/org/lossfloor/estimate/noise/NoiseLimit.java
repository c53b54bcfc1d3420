package org.lossfloor.estimate.noise;

import java.util.Optional;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.EstimateSettings;

/**
 * What limits the interval of the best possible score besides the fitted law, as tables and people
 * see it.
 *
 * @param source where the noise between runs of one configuration is known from
 * @param sd its standard deviation, in units of the score
 * @param degrees its degrees of freedom, positive; infinite where it is known exactly
 * @param limit the worst score at which the interval may end
 */
public record NoiseLimit(RerunNoise.Source source, double sd, double degrees, double limit) {
  /** The word for the source where the interval rests on the scores alone. */
  public static final String NO_SOURCE = "none";

  /**
   * Takes it from an estimate.
   *
   * @param fitted a fitted law
   * @param settings what was asked for
   * @return nothing where the interval rests on the scores alone
   */
  public static Optional<NoiseLimit> of(Estimate.Fitted fitted, EstimateSettings settings) {
    return fitted
        .rerunNoise()
        .map(
            noise ->
                new NoiseLimit(
                    noise.source(),
                    noise.sd(),
                    noise.degrees(),
                    noise.limit(
                        fitted.observedBest().orElseThrow(),
                        settings.direction(),
                        settings.confidence())));
  }
}
