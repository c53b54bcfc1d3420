package org.lossfloor.sql;

import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.lossfloor.table.ExperimentRecord;
import org.lossfloor.table.ExperimentsTable;

/** {@code search_law(score, direction [, settings])}: the answer of a group. */
final class SearchLaw extends ScoreFunction {
  private static final long serialVersionUID = 1L;
  private static final String NAME = "search_law";

  private SearchLaw(DataType... argumentTypes) {
    super(NAME, argumentTypes);
  }

  @Override
  public DataType resultType() {
    return ExperimentsTable.answerSchema();
  }

  @Override
  Object result(ExperimentRecord answer) {
    return ExperimentsTable.answerRow(answer);
  }

  @Override
  Optional<Integer> trials() {
    return Optional.empty();
  }

  /** The function before it is called. */
  static final class Call extends ScoreCall {
    private static final long serialVersionUID = 1L;

    Call() {
      super(
          NAME,
          "The law of random search of the scores of a group: best possible score, effective"
              + " dimension, noise, verdict.",
          SearchLaw::new,
          Argument.SCORE,
          Argument.DIRECTION);
    }
  }
}
