package org.lossfloor.audit.run;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.experiment.ExperimentState;
import org.lossfloor.experiment.PackTrials;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.RerunRule;

/**
 * Draws the scores of every experiment on the executors, from the trials as the estimate packed
 * them. What comes to the driver are some hundred numbers for each experiment, however many trials
 * it has.
 */
final class DrawPictures implements MapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final DataType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType, false);
  private static final String PICTURE = "picture";
  private static final StructType SCHEMA =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add(PICTURE, DataTypes.createArrayType(NUMBERS, false));

  /** Null for what is no duration: infinite, NaN. */
  private static final String MICROSECONDS = "try_cast(duration_s as decimal(28, 6))";

  private static final String TIMED = "timed";
  private static final String SECONDS = "seconds";

  /** What the drawing of an experiment depends on, besides its trials. */
  private record Asked(boolean minimize, double confidence, RerunPolicy reruns)
      implements Serializable {}

  private final HashMap<String, Asked> asked;

  private DrawPictures(List<ExperimentView> experiments) {
    asked = new HashMap<>();
    for (ExperimentView e : experiments) {
      asked.put(e.id(), new Asked(e.minimize(), e.origin().confidence(), e.rerunPolicy()));
    }
  }

  /**
   * Draws pictures.
   *
   * @param trials the table {@code trials}
   * @param experiments whose scores are wanted
   * @return the pictures by the id of the experiment; none where every trial was left out
   */
  static SortedMap<String, ScorePicture> of(Dataset<Row> trials, List<ExperimentView> experiments) {
    SortedMap<String, ScorePicture.Cost> costs = costs(trials);
    SortedMap<String, ScorePicture> pictures = new TreeMap<>();
    PackTrials.byExperiment(trials.select(TrialColumn.ofTrials()))
        .mapGroups(new DrawPictures(experiments), Encoders.row(SCHEMA))
        .filter(functions.col(PICTURE).isNotNull())
        .collectAsList()
        .forEach(
            row -> {
              String id = row.getString(0);
              pictures.put(id, picture(row, costs.getOrDefault(id, ScorePicture.Cost.UNKNOWN)));
            });
    return pictures;
  }

  /** Summed as decimals: a sum of doubles would depend on the order of the partitions. */
  static SortedMap<String, ScorePicture.Cost> costs(Dataset<Row> trials) {
    SortedMap<String, ScorePicture.Cost> costs = new TreeMap<>();
    trials
        .filter("excluded_reason is null")
        .select(functions.col(ExperimentKey.ID), functions.expr(MICROSECONDS).as(SECONDS))
        .filter(functions.col(SECONDS).geq(0))
        .groupBy(ExperimentKey.ID)
        .agg(
            functions.count(functions.lit(1)).as(TIMED),
            functions.sum(SECONDS).cast(DataTypes.DoubleType).as(SECONDS))
        .collectAsList()
        .forEach(
            row ->
                costs.put(
                    row.getAs(ExperimentKey.ID),
                    new ScorePicture.Cost(row.getAs(TIMED), row.getAs(SECONDS))));
    return costs;
  }

  @Override
  public Row call(String id, Iterator<Row> parts) {
    Asked wanted = asked.get(id);
    ExperimentState state = PackTrials.joined(parts);
    if (wanted == null) {
      return RowFactory.create(id, null);
    }
    double[] scores = state.settled(new RerunRule(wanted.reruns(), true)).scores();
    if (scores.length == 0) {
      return RowFactory.create(id, null);
    }
    ScorePicture picture =
        ScorePicture.of(scores, wanted.minimize(), wanted.confidence(), ScorePicture.Cost.UNKNOWN);
    return RowFactory.create(id, numbers(picture));
  }

  private static Object numbers(ScorePicture picture) {
    return new double[][] {
      picture.scores(),
      picture.share(),
      picture.shareBand().lower(),
      picture.shareBand().upper(),
      picture.trials(),
      picture.median(),
      picture.medianBand().lower(),
      picture.medianBand().upper()
    };
  }

  private static ScorePicture picture(Row row, ScorePicture.Cost cost) {
    double[][] of =
        row.<scala.collection.Seq<Double>>getList(1).stream()
            .map(
                values ->
                    scala.jdk.javaapi.CollectionConverters.asJava(values).stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
            .toArray(double[][]::new);
    return new ScorePicture(
        of[0],
        of[1],
        new ScorePicture.Limits(of[2], of[3]),
        of[4],
        of[5],
        new ScorePicture.Limits(of[6], of[7]),
        cost);
  }
}
