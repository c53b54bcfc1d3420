package org.lossfloor.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.sweep.Bounds;

/**
 * The parameters of one stage, made in its constructor after its uid is set. Those that are options
 * elsewhere too take name, meaning and default from their {@link Key}.
 */
public final class SearchLawParamSet implements Serializable {
  private static final long serialVersionUID = 1L;

  final Param<String> scoreCol;
  final StringArrayParam groupCols;
  final Param<String> lawCol;
  final Param<String> direction;
  final Param<String> threshold;
  final DoubleParam confidence;
  final IntParam dimension;
  final IntParam maxDimension;
  final IntArrayParam trials;
  final DoubleArrayParam bounds;
  final Param<String> noise;
  final Param<String> intervals;
  final IntParam replicates;
  final LongParam seed;

  SearchLawParamSet(Params stage) {
    scoreCol =
        new Param<>(
            stage, "scoreCol", "one score per trial; null, NaN: failed", new NameCheck("scoreCol"));
    groupCols =
        new StringArrayParam(
            stage, "groupCols", "columns that separate experiments", new ColumnCheck());
    lawCol =
        new Param<>(stage, "lawCol", "the struct that transform appends", new NameCheck("lawCol"));
    direction = text(stage, Key.DIRECTION);
    threshold = text(stage, Key.THRESHOLD);
    confidence =
        new DoubleParam(
            stage, Key.CONFIDENCE.param(), Key.CONFIDENCE.help(), check(Key.CONFIDENCE));
    dimension =
        new IntParam(stage, Key.DIMENSION.param(), Key.DIMENSION.help(), check(Key.DIMENSION));
    trials = new IntArrayParam(stage, Key.TRIALS.param(), Key.TRIALS.help(), check(Key.TRIALS));
    maxDimension =
        new IntParam(
            stage, Key.MAX_DIMENSION.param(), Key.MAX_DIMENSION.help(), check(Key.MAX_DIMENSION));
    bounds = new DoubleArrayParam(stage, Key.BOUNDS.param(), Key.BOUNDS.help(), check(Key.BOUNDS));
    noise = text(stage, Key.NOISE);
    intervals = text(stage, Key.INTERVALS);
    replicates =
        new IntParam(stage, Key.REPLICATES.param(), Key.REPLICATES.help(), check(Key.REPLICATES));
    seed =
        new LongParam(
            stage, Key.RANDOM_SEED.param(), Key.RANDOM_SEED.help(), check(Key.RANDOM_SEED));
  }

  private static <T> KeyCheck<T> check(Key<?> key) {
    return new KeyCheck<>(key.param());
  }

  private static Param<String> text(Params stage, Key<?> key) {
    return new Param<>(stage, key.param(), key.help(), check(key));
  }

  void setDefaults(Params stage) {
    stage.setDefault(scoreCol, "score");
    stage.setDefault(groupCols, new String[0]);
    stage.setDefault(lawCol, "law");
    stage.setDefault(
        trials, KeyValues.NONE.get(Key.TRIALS).stream().mapToInt(Integer::intValue).toArray());
    stage.setDefault(direction, "minimize");
    stage.setDefault(threshold, KeyValues.NONE.get(Key.THRESHOLD).text());
    stage.setDefault(confidence, KeyValues.NONE.get(Key.CONFIDENCE));
    stage.setDefault(maxDimension, KeyValues.NONE.get(Key.MAX_DIMENSION));
    stage.setDefault(bounds, new double[] {Bounds.NONE.lower(), Bounds.NONE.upper()});
    stage.setDefault(noise, KeyValues.NONE.get(Key.NOISE).text());
    stage.setDefault(intervals, KeyValues.NONE.get(Key.INTERVALS).code());
    stage.setDefault(replicates, KeyValues.NONE.get(Key.REPLICATES));
    stage.setDefault(seed, KeyValues.NONE.get(Key.RANDOM_SEED));
  }
}
