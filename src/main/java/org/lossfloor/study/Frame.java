package org.lossfloor.study;

import java.io.Serializable;
import org.lossfloor.sweep.Direction;

/**
 * What a person who analyses an experiment knows beforehand.
 *
 * @param direction which end of the score is the good one
 * @param lowerBound the smallest score the metric can take, or {@code -Infinity}
 * @param upperBound the largest score the metric can take, or {@code +Infinity}
 * @param maxDimension the largest effective dimension to try
 */
public record Frame(Direction direction, double lowerBound, double upperBound, int maxDimension)
    implements Serializable {
  /**
   * A loss without bounds.
   *
   * @param maxDimension the largest effective dimension to try
   * @return the frame
   */
  public static Frame loss(int maxDimension) {
    return new Frame(
        Direction.MINIMIZE, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, maxDimension);
  }
}
