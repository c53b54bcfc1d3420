package org.lossfloor.ml;

import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.lossfloor.config.CoreSettings;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.estimate.EstimateSettings;

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
   * The column that {@link SearchLawModel#transform} appends. Default {@code law}.
   *
   * @return the parameter
   */
  default Param<String> lawCol() {
    return all().lawCol;
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
   * The effective dimension, 1 to 10, where it is known. Without a default: it is estimated.
   *
   * @return the parameter
   */
  default IntParam dimension() {
    return all().dimension;
  }

  /**
   * The numbers of trials of the tuning curves. Default 1, 2, 5, 10 and so on to 1000.
   *
   * @return the parameter
   */
  default IntArrayParam trials() {
    return all().trials;
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
   * Where the noise between runs of one configuration is taken from. Default {@code auto}.
   *
   * @return the parameter
   */
  default Param<String> noise() {
    return all().noise;
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
   * Returns the values of the parameters that are options elsewhere too.
   *
   * @return the values; each passed its check when it was set
   */
  default KeyValues values() {
    KeyValues values = KeyValues.NONE;
    for (Key<?> key : Key.on(Key.Face.STAGE)) {
      Param<Object> param = getParam(key.param());
      if (isDefined(param)) {
        values = values.withText(key, KeyCheck.text(getOrDefault(param)));
      }
    }
    return values;
  }

  /**
   * Returns the settings of the core.
   *
   * @return the settings
   */
  default EstimateSettings settings() {
    KeyValues values = values();
    return CoreSettings.estimate(
        values, values.get(Key.TRIALS).stream().map(Integer::doubleValue).toList());
  }
}
