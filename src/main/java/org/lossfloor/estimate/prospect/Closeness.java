package org.lossfloor.estimate.prospect;

import java.io.Serializable;
import java.util.Optional;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Threshold;

/** The distance to the best possible score that is close enough: eps. */
public sealed interface Closeness extends Serializable {
  /**
   * A distance on the scale of the score.
   *
   * @param distance positive and finite
   */
  record Score(double distance) implements Closeness {
    /**
     * Checks the distance.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Score {
      if (!(distance > 0) || Double.isInfinite(distance)) {
        throw new IllegalArgumentException("eps must be positive and finite: " + distance);
      }
    }
  }

  /**
   * A share of the depth of the tail, which is the distance of the threshold and the best possible
   * score: the natural unit of the regime, whatever the metric.
   *
   * @param share above 0 and at most 1
   */
  record TailShare(double share) implements Closeness {
    /**
     * Checks the share.
     *
     * @throws IllegalArgumentException if it is not in (0, 1]
     */
    public TailShare {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("eps as a share must be in (0, 1]: " + share);
      }
    }
  }

  /**
   * Reads a distance: a number on the scale of the score, or a share of the depth of the tail in
   * per cent.
   *
   * @param text such as {@code 0.01} or {@code 5%}
   * @return nothing when the text is neither, or is out of range
   */
  static Optional<Closeness> parse(String text) {
    boolean percent = text.endsWith("%");
    try {
      double number = Double.parseDouble(percent ? text.substring(0, text.length() - 1) : text);
      return Optional.of(percent ? new TailShare(number / 100) : new Score(number));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the distance for one experiment.
   *
   * @param fitted the estimate of the experiment
   * @return the distance on the scale of the score, positive
   */
  default double of(Estimate.Fitted fitted) {
    return this instanceof TailShare tail
        ? tail.share() * Math.abs(fitted.threshold() - fitted.end())
        : ((Score) this).distance();
  }

  /**
   * Returns the distance as {@link #parse} reads it.
   *
   * @return a number, with a per cent sign for a share
   */
  default String text() {
    return this instanceof TailShare tail
        ? new Threshold.TailFraction(tail.share()).text()
        : Double.toString(((Score) this).distance());
  }
}
