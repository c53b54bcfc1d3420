package org.lossfloor.decide.replay;

import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Verdict;

/**
 * What was told of the next trials of a sweep, and what came. Scores are on the scale and in the
 * direction of the metric.
 *
 * @param order the order of the trials, from 0
 * @param trials after how many trials it was told
 * @param next of how many further trials it was told; they were held out
 * @param verdict whether the answer was to be believed
 * @param best the best score seen
 * @param eps what counts as an improvement, above 0
 * @param chance the told chance that the best score improves by more than that
 * @param gain the told expected improvement, not negative
 * @param predicted where the best of the next trials was told to be, with the confidence of the
 *     answer
 * @param bestOfNext the best of the next trials; NaN if all of them failed
 * @param gained by how much the best score did improve, not negative
 */
public record Forecast(
    int order,
    int trials,
    int next,
    Verdict verdict,
    double best,
    double eps,
    double chance,
    double gain,
    Interval predicted,
    double bestOfNext,
    double gained) {
  /**
   * Returns whether the best score improved by more than eps.
   *
   * @return what {@link #chance} is to be compared with
   */
  public boolean improved() {
    return gained > eps;
  }

  /**
   * Returns whether the best of the next trials was where it was told to be.
   *
   * @return false if all of them failed
   */
  public boolean held() {
    return predicted.lower() <= bestOfNext && bestOfNext <= predicted.upper();
  }
}
