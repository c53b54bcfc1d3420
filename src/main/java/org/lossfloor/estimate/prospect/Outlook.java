package org.lossfloor.estimate.prospect;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Estimate;

/**
 * What is known of the best trial of an experiment and of further ones, on the scale and in the
 * direction of the metric.
 *
 * <p>Further trials are drawn like those that were seen. Chances are for scores <em>as they will be
 * observed</em>, noise included, and count every trial: one that fails or falls beyond the
 * threshold improves nothing. A mean score is what a configuration scores on average when it is run
 * again.
 *
 * @param bestTrial the mean score of the configuration with the best score, the one to pick now
 * @param regret how far that is from the best possible score, never negative; its interval is the
 *     image of that of the best possible score
 * @param meanGain further trials to the expected improvement of the mean score of the configuration
 *     to pick, and an interval that holds the improvement
 * @param widths how wide the interval of the best possible score will be, about, after further
 *     trials or after reruns of the best configuration
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
    Estimate.Quantity regret,
    SortedMap<Integer, Estimate.Quantity> meanGain,
    NextWidths widths,
    Estimate.Quantity distance,
    double eps,
    double probability,
    Estimate.Quantity trialsToWithin,
    SortedMap<Integer, Double> expectedGain,
    SortedMap<Integer, Double> improvement) {
  /** Copies the maps. */
  public Outlook {
    meanGain = Collections.unmodifiableSortedMap(new TreeMap<>(meanGain));
    expectedGain = Collections.unmodifiableSortedMap(new TreeMap<>(expectedGain));
    improvement = Collections.unmodifiableSortedMap(new TreeMap<>(improvement));
  }

  /**
   * Looks ahead.
   *
   * @param fitted the estimate of the experiment
   * @param settings what is wanted
   * @param confidence of the intervals
   * @return the outlook
   */
  public static Outlook of(Estimate.Fitted fitted, DecideSettings settings, double confidence) {
    Prospect prospect = Prospect.of(fitted);
    double eps = settings.eps().of(fitted);
    FurtherTrials forecast =
        prospect.forecast(fitted.fit().plausible(), fitted.counts().trials(), confidence);
    SortedMap<Integer, Double> gain = new TreeMap<>();
    SortedMap<Integer, Double> improvement = new TreeMap<>();
    SortedMap<Integer, Estimate.Quantity> meanGain = new TreeMap<>();
    for (int m : settings.nextTrials()) {
      gain.put(m, forecast.expectedGain(m));
      improvement.put(m, forecast.improvement(m, eps));
      meanGain.put(m, forecast.meanGain(m));
    }
    return new Outlook(
        prospect.worth(),
        prospect.regret(),
        meanGain,
        prospect.widths(fitted.counts().trials(), settings.nextTrials(), confidence),
        prospect.distance(),
        eps,
        settings.probability(),
        prospect.trialsToWithin(eps, settings.probability()),
        gain,
        improvement);
  }
}
