package org.lossfloor.experiment;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.Cells;
import org.lossfloor.engine.RowCells;
import org.lossfloor.sweep.ExperimentKey;

/** Packs trials into experiments by our means and by Spark's, for {@code RowMeans}. */
public final class PackMeans {
  private static final StructType PART =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add("state", DataTypes.BinaryType);

  private PackMeans() {}

  public static void run(String name, Dataset<Row> table) {
    Dataset<Row> trials = table.select(TrialColumn.ofTrials());
    Dataset<Long> sizes =
        switch (name) {
          case "pack-ours" ->
              PackTrials.byExperiment(trials)
                  .mapGroups(
                      (String id, Iterator<Row> parts) -> size(PackTrials.joined(parts)),
                      Encoders.LONG());
          case "pack-rows" -> {
            FlatMapFunction<Iterator<Cells>, Row> pack = new PackTrials(1 << 20);
            MapPartitionsFunction<Row, Row> each = rows -> pack.call(cells(rows));
            yield trials
                .sortWithinPartitions(ExperimentKey.ID)
                .mapPartitions(each, Encoders.row(PART))
                .repartition(4, functions.col(ExperimentKey.ID))
                .groupBy(ExperimentKey.ID)
                .as(Encoders.STRING(), Encoders.row(PART))
                .mapGroups(
                    (String id, Iterator<Row> parts) -> size(PackTrials.joined(parts)),
                    Encoders.LONG());
          }
          default ->
              trials
                  .groupBy(ExperimentKey.ID)
                  .agg(
                      functions
                          .udaf(new Merge(), Encoders.row(TrialColumn.schema()))
                          .apply(
                              Arrays.stream(TrialColumn.schema().fieldNames())
                                  .map(functions::col)
                                  .toArray(Column[]::new))
                          .as("size"))
                  .select("size")
                  .as(Encoders.LONG());
        };
    sizes.agg(functions.sum(sizes.columns()[0])).first();
  }

  private static Iterator<Cells> cells(Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Cells next() {
        return new RowCells(rows.next());
      }
    };
  }

  private static long size(ExperimentState state) {
    return state.sums().trials();
  }

  /** A state that Spark sees as its bytes. */
  public static final class State implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient ExperimentState state;

    public byte[] getBytes() {
      return state == null ? new byte[0] : state.toBytes();
    }

    public void setBytes(byte[] bytes) {
      state = bytes.length == 0 ? null : ExperimentState.of(bytes);
    }
  }

  private static final class Merge extends Aggregator<Row, State, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public State zero() {
      return new State();
    }

    @Override
    public State reduce(State state, Row trial) {
      Cells cells = new RowCells(trial);
      if (state.state == null) {
        state.state = ExperimentState.startedBy(cells);
      }
      state.state.add(cells);
      return state;
    }

    @Override
    public State merge(State one, State other) {
      if (one.state == null) {
        return other;
      }
      if (other.state != null) {
        one.state = ExperimentState.merged(List.of(one.state, other.state).iterator());
      }
      return one;
    }

    @Override
    public Long finish(State state) {
      return size(state.state.ended());
    }

    @Override
    public Encoder<State> bufferEncoder() {
      return Encoders.bean(State.class);
    }

    @Override
    public Encoder<Long> outputEncoder() {
      return Encoders.LONG();
    }
  }
}
