package org.lossfloor.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.lossfloor.config.IntervalRequest;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;

/** The parameters of one stage, made in its constructor after its uid is set. */
public final class SearchLawParamSet implements Serializable {
  private static final long serialVersionUID = 1L;

  final Param<String> scoreCol;
  final StringArrayParam groupCols;
  final Param<String> direction;
  final Param<String> threshold;
  final DoubleParam confidence;
  final IntParam maxDimension;
  final DoubleArrayParam bounds;
  final Param<String> intervals;
  final IntParam replicates;
  final LongParam seed;

  SearchLawParamSet(Params stage) {
    scoreCol = new Param<>(stage, "scoreCol", "one score per trial; null, NaN: failed");
    groupCols = new StringArrayParam(stage, "groupCols", "columns that separate experiments");
    direction = new Param<>(stage, "direction", "minimize or maximize");
    threshold =
        new Param<>(stage, "threshold", "start of the regime: auto, none, a score or such as 25%");
    confidence = new DoubleParam(stage, "confidence", "confidence of intervals, 0.5 to 0.999");
    maxDimension = new IntParam(stage, "maxDimension", "largest dimension tried, 1 to 10");
    bounds = new DoubleArrayParam(stage, "bounds", "smallest and largest possible score");
    intervals =
        new Param<>(stage, "intervals", "how intervals are made: " + IntervalMethod.codes());
    replicates = new IntParam(stage, "replicates", "samples for intervals that need any");
    seed = new LongParam(stage, "seed", "seed of these samples");
  }

  void setDefaults(Params stage) {
    stage.setDefault(scoreCol, "score");
    stage.setDefault(groupCols, new String[0]);
    stage.setDefault(direction, "minimize");
    stage.setDefault(threshold, "auto");
    stage.setDefault(confidence, EstimateSettings.DEFAULT_CONFIDENCE);
    stage.setDefault(maxDimension, EstimateSettings.DEFAULT_MAX_DIMENSION);
    stage.setDefault(bounds, new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY});
    stage.setDefault(intervals, IntervalMethod.PROFILE.code());
    stage.setDefault(replicates, IntervalRequest.REPLICATES);
    stage.setDefault(seed, 0L);
  }
}
