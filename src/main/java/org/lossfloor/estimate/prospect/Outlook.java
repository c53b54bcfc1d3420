package org.lossfloor.estimate.prospect;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Estimate;

/**
 * What the fitted law of an experiment implies for its best trial and for further ones, on the
 * scale and in the direction of the metric.
 *
 * <p>Further trials are drawn like those that were seen. All chances are for scores <em>as they
 * will be observed</em>, noise included, and count every trial: one that fails or falls beyond the
 * threshold improves nothing. The law gives these chances, because below the threshold {@code F(y)}
 * is the share of <em>all</em> trials that score {@code y} or better, failed ones included, and the
 * best score seen is never beyond the threshold.
 *
 * @param bestTrial the expected score of the best trial when it is run again, without the luck of
 *     the draw, see {@link Prospect#worth}
 * @param distance how far the best score seen is from the best possible score, never negative; its
 *     interval is the image of that of the best possible score
 * @param eps the distance that is close enough
 * @param probability the wanted probability
 * @param trialsToWithin the further trials after which the best score is, with that probability,
 *     within eps of the best possible score; 0 if it already is, infinite if the law cannot reach
 *     it, or not within 1e9 trials. Its interval lets the best possible score vary over its
 *     interval while the law stays: it covers the uncertainty of the goal, not that of the way
 *     there
 * @param expectedGain further trials to the expected improvement of the best score seen
 * @param improvement further trials to the probability that the best score seen improves by more
 *     than eps
 */
public record Outlook(
    double bestTrial,
    Estimate.Quantity distance,
    double eps,
    double probability,
    Estimate.Quantity trialsToWithin,
    SortedMap<Integer, Double> expectedGain,
    SortedMap<Integer, Double> improvement) {
  /** Copies the maps. */
  public Outlook {
    expectedGain = Collections.unmodifiableSortedMap(new TreeMap<>(expectedGain));
    improvement = Collections.unmodifiableSortedMap(new TreeMap<>(improvement));
  }

  /**
   * Looks ahead.
   *
   * @param fitted the estimate of the experiment
   * @param settings what is wanted
   * @return the outlook
   */
  public static Outlook of(Estimate.Fitted fitted, DecideSettings settings) {
    Prospect prospect = Prospect.of(fitted);
    double eps = settings.eps().of(fitted);
    SortedMap<Integer, Double> gain = new TreeMap<>();
    SortedMap<Integer, Double> improvement = new TreeMap<>();
    for (int m : settings.nextTrials()) {
      gain.put(m, prospect.expectedGain(m));
      improvement.put(m, prospect.improvement(m, eps));
    }
    return new Outlook(
        prospect.worth(),
        prospect.distance(),
        eps,
        settings.probability(),
        prospect.trialsToWithin(eps, settings.probability()),
        gain,
        improvement);
  }
}
