package org.lossfloor.sql;

import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.lossfloor.experiment.BareScores;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.TuningCurvesTable;

/** {@code tuning_curve(score, direction, trials [, settings])}: the best score after n trials. */
final class TuningCurve extends ScoreFunction {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "tuning_curve";
  private static final int TRIALS = 2;

  private TuningCurve(DataType... argumentTypes) {
    super(NAME, argumentTypes);
  }

  @Override
  public DataType resultType() {
    return DataTypes.createArrayType(TuningCurvesTable.curveSchema(), false);
  }

  @Override
  Object result(ExperimentRecord answer) {
    return BareScores.curve(answer).stream().map(TuningCurvesTable::curveRow).toArray(Row[]::new);
  }

  @Override
  Optional<Integer> trials() {
    return Optional.of(TRIALS);
  }

  /** The function before it is called. */
  static final class Call extends ScoreCall {
    private static final long serialVersionUID = 1L;

    Call() {
      super(
          NAME,
          "The best score of a group after numbers of trials, by the law and by the trials"
              + " themselves.",
          TuningCurve::new,
          Argument.SCORE,
          Argument.DIRECTION,
          Argument.TRIALS);
    }
  }
}
