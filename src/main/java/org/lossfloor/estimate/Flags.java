package org.lossfloor.estimate;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lossfloor.estimate.interval.Caution;
import org.lossfloor.estimate.interval.CriticalValues;
import org.lossfloor.estimate.noise.RerunNoise;
import org.lossfloor.estimate.regime.Regime;
import org.lossfloor.estimate.regime.Sample;

/**
 * The reasons of a verdict (method.md, section 15). All numbers on the standard scale.
 *
 * @param sample the sample
 * @param regime the chosen tail
 * @param atTail the 95 per cent interval of the best score at the chosen tail alone
 * @param hull the 95 per cent interval of the best score
 * @param reported the interval of the best score at the confidence asked for
 * @param dimensions the set of dimensions that is reported
 * @param bound the smallest value of the best score, or {@code -Infinity}
 * @param noise what is known of the noise of a run
 * @param settings what was asked for
 */
record Flags(
    Sample sample,
    Regime regime,
    Interval atTail,
    Interval hull,
    Interval reported,
    List<Integer> dimensions,
    double bound,
    Optional<RerunNoise> noise,
    EstimateSettings settings) {
  /** The smallest tail whose intervals were found to hold their level. */
  private static final int ENOUGH = 28;

  /** Noise above this share of the depth of the tail is large. */
  static final double NOISY = .3;

  private static final double FAR = 10;

  /** The reasons that apply, in the order of their declaration. */
  List<Reason> reasons() {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    add(reasons, Reason.NO_REGIME, regime.allBelow(Regime.REJECTED));
    addOfSample(reasons, sample, size(), settings);
    add(reasons, Reason.POOR_FIT, regime.noneGood());
    add(reasons, Reason.WIDE, atTail.width() > depth());
    add(reasons, Reason.DIMENSION_CAPPED, !settings.pinned() && capped());
    add(reasons, Reason.VAGUE, hull.width() > depth());
    add(reasons, Reason.C_OPEN, open());
    add(reasons, Reason.HEAVY_NOISE, noise.filter(RerunNoise::heavy).isPresent());
    add(reasons, Reason.NOISE, regime.tail().best().o() > NOISY * depth());
    add(reasons, Reason.AT_BOUND, Double.isFinite(bound) && reported.lower() == bound);
    return List.copyOf(reasons);
  }

  /** Adds the reasons that follow from the scores alone. */
  static void addOfSample(
      Set<Reason> reasons, Sample sample, int tailSize, EstimateSettings settings) {
    add(reasons, Reason.CLIPPED, sample.clipped(tailSize));
    add(reasons, Reason.SENTINEL, sample.sentinel());
    add(reasons, Reason.FEW, tailSize < ENOUGH);
    add(reasons, Reason.DISCRETE, sample.discrete(tailSize));
    boolean far = settings.trials().stream().anyMatch(m -> m > FAR * sample.trials());
    add(reasons, Reason.EXTRAPOLATED, far);
  }

  static void add(Set<Reason> reasons, Reason reason, boolean holds) {
    if (holds) {
      reasons.add(reason);
    }
  }

  private int size() {
    return regime.tail().tail().size();
  }

  /** The distance of threshold and best possible score. */
  private double depth() {
    return regime.tail().tail().threshold() - regime.tail().best().a();
  }

  /**
   * Whether the cap on the dimension moves the answer. The default cap does not when it is only
   * reached (coverage was measured with it); but any cap does when a larger dimension fits better.
   */
  private boolean capped() {
    double critical = CriticalValues.DIMENSION.at(Description.VERDICT_CONFIDENCE);
    boolean reached =
        Stream.of(
                regime.tail().within(critical),
                regime.partner().within(Caution.of(sample.trials()).partnersShare() * critical))
            .flatMap(List::stream)
            .anyMatch(fit -> fit.c() == settings.maxDimension());
    boolean small = settings.maxDimension() < EstimateSettings.DEFAULT_MAX_DIMENSION;
    return (small && reached) || regime.tail().beatenAbove(critical);
  }

  private boolean open() {
    return !settings.pinned() && dimensions.contains(settings.maxDimension());
  }
}
