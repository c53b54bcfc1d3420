package org.lossfloor.decide.replay;

import java.util.List;
import org.lossfloor.distribution.NoisyQuadratic;

/**
 * Stops at the first best loss that one trial in {@code budget} would beat by the law: the oracle
 * with the law in place of its knowledge. The law is fitted at each look and holds until the next
 * one.
 *
 * @param budget the number of trials
 */
record LawStop(int budget) {
  /** After how many trials it stops. */
  int of(List<Look> looks, double... best) {
    for (int i = 0; i < looks.size(); i++) {
      int from = looks.get(i).trials();
      int to = i + 1 < looks.size() ? looks.get(i + 1).trials() : best.length;
      double limit = looks.get(i).law().map(this::limit).orElse(Double.NEGATIVE_INFINITY);
      for (int trials = from; trials < to; trials++) {
        if (best[trials - 1] <= limit) {
          return trials;
        }
      }
    }
    return best.length;
  }

  private double limit(NoisyQuadratic law) {
    return law.quantile(1.0 / budget);
  }
}
