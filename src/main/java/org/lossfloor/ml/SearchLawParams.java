package org.lossfloor.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;

/**
 * The parameters that {@link SearchLawEstimator} and {@link SearchLawModel} share. Spark finds them
 * by their public accessors.
 */
public interface SearchLawParams extends Params {
  /**
   * Returns all of them.
   *
   * @return the parameters that belong to this stage
   */
  SearchLawParamSet all();

  /**
   * Column with one score per trial; null, NaN and infinite mean a failed trial. Default {@code
   * score}.
   *
   * @return the parameter
   */
  default Param<String> scoreCol() {
    return all().scoreCol;
  }

  /**
   * Columns that separate experiments; none means that all rows are one experiment. Default none.
   *
   * @return the parameter
   */
  default StringArrayParam groupCols() {
    return all().groupCols;
  }

  /**
   * {@code minimize} (default) or {@code maximize}.
   *
   * @return the parameter
   */
  default Param<String> direction() {
    return all().direction;
  }

  /**
   * Where the asymptotic regime starts: {@code auto} (default), {@code none} or a score.
   *
   * @return the parameter
   */
  default Param<String> threshold() {
    return all().threshold;
  }

  /**
   * Confidence of intervals and sets, 0.5 to 0.999. Default 0.95.
   *
   * @return the parameter
   */
  default DoubleParam confidence() {
    return all().confidence;
  }

  /**
   * The largest effective dimension tried, 1 to 10. Default 7.
   *
   * @return the parameter
   */
  default IntParam maxDimension() {
    return all().maxDimension;
  }

  /**
   * The smallest and the largest score that the metric can take. Default unbounded.
   *
   * @return the parameter
   */
  default DoubleArrayParam bounds() {
    return all().bounds;
  }

  /**
   * Returns how intervals are made.
   *
   * @return the parameter
   */
  default Param<String> intervals() {
    return all().intervals;
  }

  /**
   * Returns how many samples are drawn for every interval, where the method draws any.
   *
   * @return the parameter
   */
  default IntParam replicates() {
    return all().replicates;
  }

  /**
   * Returns the seed of the samples.
   *
   * @return the parameter
   */
  default LongParam seed() {
    return all().seed;
  }

  /**
   * Returns how intervals are made for experiments that have no id of an audit.
   *
   * @return the plan
   * @throws IllegalArgumentException if a parameter is out of its range; the message names it
   */
  default IntervalPlan intervalPlan() {
    String code = getOrDefault(intervals());
    IntervalMethod method =
        IntervalMethod.parse(code)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Cannot use `"
                            + code
                            + "` as intervals: it must be one of "
                            + IntervalMethod.codes()));
    return new IntervalPlan(
        method, (Integer) getOrDefault(replicates()), (Long) getOrDefault(seed()), "");
  }

  /**
   * Returns the settings of the core.
   *
   * @return the settings
   * @throws IllegalArgumentException if a parameter is out of its range; the message names it
   */
  default EstimateSettings settings() {
    double[] range = getOrDefault(bounds());
    if (range.length != 2) {
      throw new IllegalArgumentException(
          "Cannot use " + Arrays.toString(range) + " as bounds: give the smallest and the largest");
    }
    return new EstimateSettings(
        direction(getOrDefault(direction())),
        Threshold.parse(getOrDefault(threshold())),
        range[0],
        range[1],
        1,
        (Integer) getOrDefault(maxDimension()),
        /* pinned= */ false,
        (Double) getOrDefault(confidence()),
        Objective.RECIPE,
        List.of());
  }

  private static Direction direction(String word) {
    return Coded.parse(Direction.class, word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Cannot use `" + word + "` as direction: it must be minimize or maximize"));
  }
}
