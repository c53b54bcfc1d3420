package org.lossfloor.engine;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.types.DataType;

/**
 * A {@link GroupFunction} as Spark's aggregates call it. The result of a group without rows is
 * null.
 *
 * <p>What is kept of a group travels as plain bytes: Spark reads it with the loader of its own
 * classes, which does not find those of a jar that was added to a running session.
 *
 * @param <S> what is kept of the rows of a group
 * @param function the function
 */
public record GroupAggregate<S>(GroupFunction<S> function)
    implements AggregateFunction<Serializable, Object> {
  private static final long serialVersionUID = 1L;

  private static final byte[] NO_ROWS = {};

  @Override
  public String name() {
    return function.name();
  }

  @Override
  public String canonicalName() {
    return "org.lossfloor." + name();
  }

  @Override
  public DataType[] inputTypes() {
    return function.argumentTypes();
  }

  @Override
  public DataType resultType() {
    return function.resultType();
  }

  @Override
  public Serializable newAggregationState() {
    return NO_ROWS;
  }

  @Override
  public Serializable update(Serializable state, InternalRow row) {
    Group<S> group = open(state);
    group.add(row);
    return group;
  }

  @Override
  public Serializable merge(Serializable left, Serializable right) {
    Group<S> group = open(left);
    group.merge(open(right));
    return group;
  }

  @Override
  public Object produceResult(Serializable state) {
    Group<S> group = open(state);
    return group.state == null
        ? null
        : CatalystTypeConverters.createToCatalystConverter(resultType())
            .apply(function.result(group.state));
  }

  /** A group of this function, or the bytes of one. */
  @SuppressWarnings("unchecked") // no other function's states come here
  private Group<S> open(Serializable state) {
    if (state instanceof Group<?> group) {
      return (Group<S>) group;
    }
    byte[] bytes = (byte[]) state;
    return new Group<>(function, bytes.length == 0 ? null : function.ofBytes(bytes));
  }

  /** The rows of a group, or some of them. */
  private static final class Group<S> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient GroupFunction<S> function;

    /** Null before the first row. */
    private transient S state;

    /** The arguments behind the first, of the row before. */
    private transient Object[] others;

    Group(GroupFunction<S> function, S state) {
      this.function = function;
      this.state = state;
    }

    void add(InternalRow row) {
      Cells cells = new EngineCells(row);
      if (state == null) {
        state = function.start(cells);
        others = others(row);
      } else if (others == null || !same(row)) {
        function.require(state, cells);
        others = others(row);
      }
      function.add(state, cells);
    }

    void merge(Group<S> part) {
      if (state == null) {
        state = part.state;
      } else if (part.state != null) {
        function.merge(state, part.state);
      }
    }

    /** Rows are made in one place in memory, so that arguments are copied to be kept. */
    private Object[] others(InternalRow row) {
      DataType[] types = function.argumentTypes();
      Object[] all = new Object[types.length];
      for (int i = 1; i < all.length; i++) {
        all[i] = row.isNullAt(i) ? null : InternalRow.copyValue(row.get(i, types[i]));
      }
      return all;
    }

    private boolean same(InternalRow row) {
      DataType[] types = function.argumentTypes();
      for (int i = 1; i < types.length; i++) {
        if (row.isNullAt(i)
            ? others[i] != null
            : !EngineCells.equal(others[i], row.get(i, types[i]))) {
          return false;
        }
      }
      return true;
    }

    private Object writeReplace() {
      return state == null ? NO_ROWS : function.toBytes(state);
    }
  }
}
