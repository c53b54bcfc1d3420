package org.lossfloor.audit;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.FalseDiscovery;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.table.ExperimentsTable;

/**
 * Judges the order tests of all experiments of an audit together, so that among thousands of
 * experiments the false alarms stay a small share of the alarms.
 *
 * @param batch all tests of the audit
 */
record OrderAlarms(FalseDiscovery batch) {
  /**
   * Takes the tests together.
   *
   * @param experiments all of the audit; read once, of the column {@link
   *     ExperimentsTable#ORDER_P_VALUE} only
   * @return the judge of the batch
   */
  static OrderAlarms among(Dataset<Row> experiments) {
    List<Double> pValues =
        experiments
            .select(ExperimentsTable.ORDER_P_VALUE)
            .filter(col(ExperimentsTable.ORDER_P_VALUE).isNotNull())
            .as(Encoders.DOUBLE())
            .collectAsList();
    return new OrderAlarms(
        FalseDiscovery.of(pValues.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  /**
   * Fills in the q-values, and updates verdict and reasons by them.
   *
   * @param experiments rows of the table {@code experiments}, of those that were taken together
   * @return the same rows; those without an order test as they were
   */
  Dataset<Row> judged(Dataset<Row> experiments) {
    StructType columns = experiments.schema();
    return EngineRows.map(experiments, new Judge(batch, columns), columns);
  }

  private record Judge(FalseDiscovery batch, StructType columns) implements Function<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Row experiment) {
      int pValue = columns.fieldIndex(ExperimentsTable.ORDER_P_VALUE);
      if (experiment.isNullAt(pValue)) {
        return experiment;
      }
      double qValue = batch.qValue(experiment.getDouble(pValue));
      Judgement judged = ExperimentsTable.judgement(experiment, columns).withOrder(qValue);
      return ExperimentsTable.withOrderQValue(experiment, columns, qValue, judged);
    }
  }
}
