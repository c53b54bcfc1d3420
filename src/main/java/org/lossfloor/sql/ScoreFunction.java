package org.lossfloor.sql;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.lossfloor.engine.Cells;
import org.lossfloor.engine.GroupFunction;
import org.lossfloor.error.ConfigException;
import org.lossfloor.table.ExperimentRecord;

/** A function of the scores of a group: score, direction, numbers of trials or none, settings. */
abstract class ScoreFunction implements GroupFunction<AskedScores> {
  private static final long serialVersionUID = 1L;

  private static final int SCORE = 0;
  private static final int DIRECTION = 1;

  private final String name;
  private final DataType[] argumentTypes;

  /**
   * Makes the function as it is called.
   *
   * @param name its name
   * @param argumentTypes the types of the arguments that are given
   */
  ScoreFunction(String name, DataType... argumentTypes) {
    this.name = name;
    this.argumentTypes = argumentTypes.clone();
  }

  /** The result for the answer of a group. */
  abstract Object result(ExperimentRecord answer);

  /** Where the numbers of trials are; nothing where there are none. */
  abstract Optional<Integer> trials();

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final DataType[] argumentTypes() {
    return argumentTypes.clone();
  }

  @Override
  public final AskedScores start(Cells row) {
    return new AskedScores(question(row));
  }

  @Override
  public final void require(AskedScores state, Cells row) {
    state.question().require(question(row));
  }

  @Override
  public final void add(AskedScores state, Cells row) {
    if (row.isNull(SCORE)) {
      state.addFailed();
    } else {
      state.add(row.number(SCORE));
    }
  }

  @Override
  public final void merge(AskedScores state, AskedScores part) {
    state.merge(part);
  }

  @Override
  public final byte[] toBytes(AskedScores state) {
    return state.toBytes();
  }

  @Override
  public final AskedScores ofBytes(byte[] bytes) {
    return AskedScores.of(name, bytes);
  }

  @Override
  public final Object result(AskedScores state) {
    return result(state.answer());
  }

  /** As plans show it. */
  @Override
  public final String toString() {
    return name;
  }

  private Question question(Cells row) {
    int settings = trials().orElse(DIRECTION) + 1;
    return Question.of(
        name,
        row.isNull(DIRECTION) ? null : row.text(DIRECTION),
        trials().map(column -> row.numbers(given(row, column, "the numbers of trials are"))),
        settings < argumentTypes.length
            ? row.texts(given(row, settings, "the settings are"))
            : Map.of());
  }

  private int given(Cells row, int column, String what) {
    if (row.isNull(column)) {
      throw new ConfigException(
          what + " null", "the arguments of " + name, "give them, or leave the argument out");
    }
    return column;
  }
}
