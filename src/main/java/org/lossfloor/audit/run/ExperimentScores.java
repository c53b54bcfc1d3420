package org.lossfloor.audit.run;

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
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.experiment.PackTrials;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.RerunRule;

/** The scores of experiments as they were estimated: reruns settled, failed trials as NaN. */
final class ExperimentScores implements MapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  private static final StructType SCHEMA =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add("scores", DataTypes.createArrayType(DataTypes.DoubleType, false));

  private final HashMap<String, RerunPolicy> policies = new HashMap<>();

  private ExperimentScores(List<ExperimentView> experiments) {
    experiments.forEach(e -> policies.put(e.id(), e.rerunPolicy()));
  }

  /**
   * Collects scores.
   *
   * @param trials the table {@code trials}
   * @param experiments whose scores are wanted
   * @return by the id of the experiment, ascending; none where every trial was left out
   */
  static SortedMap<String, double[]> of(Dataset<Row> trials, List<ExperimentView> experiments) {
    Object[] ids = experiments.stream().map(ExperimentView::id).toArray();
    Dataset<Row> wanted = trials.filter(trials.col(ExperimentKey.ID).isin(ids));
    SortedMap<String, double[]> scores = new TreeMap<>();
    PackTrials.byExperiment(wanted.select(TrialColumn.ofTrials()))
        .mapGroups(new ExperimentScores(experiments), Encoders.row(SCHEMA))
        .toLocalIterator()
        .forEachRemaining(
            row -> {
              double[] values =
                  row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
              if (values.length > 0) {
                scores.put(row.getString(0), values);
              }
            });
    return scores;
  }

  @Override
  public Row call(String id, Iterator<Row> parts) {
    RerunRule rule = new RerunRule(policies.get(id), true);
    return RowFactory.create(id, PackTrials.joined(parts).settled(rule).scores());
  }
}
