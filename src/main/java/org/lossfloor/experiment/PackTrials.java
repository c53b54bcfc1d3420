package org.lossfloor.experiment;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.Cells;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.engine.TaskCount;
import org.lossfloor.sweep.ExperimentKey;

/**
 * Packs trials where they are read: every task that has trials of an experiment makes one part, and
 * only parts cross the network. So the packing of a very large experiment is spread over the tasks
 * that read it, its scores are 8 bytes each, and only a sample is left of its hyperparameters,
 * which are most of its bytes.
 */
public final class PackTrials implements FlatMapFunction<Iterator<Cells>, Row> {
  private static final long serialVersionUID = 1L;

  /** A part is one record of Spark's, held in memory several times over: some 20 MB at most. */
  private static final int MOST = 1 << 20;

  private static final String STATE = "state";

  /** The id of an experiment and what one task has of it, an {@link ExperimentState}. */
  private static final StructType PART =
      new StructType().add(ExperimentKey.ID, DataTypes.StringType).add(STATE, DataTypes.BinaryType);

  private final int most;

  PackTrials(int most) {
    this.most = most;
  }

  /**
   * Brings the parts of every experiment together.
   *
   * @param trials rows of {@link TrialColumn#schema}
   * @return the parts, for {@link #joined}, by the id of the experiment
   */
  public static KeyValueGroupedDataset<String, Row> byExperiment(Dataset<Row> trials) {
    return byExperiment(trials, MOST);
  }

  /** The same, with so many trials in a part at most. */
  static KeyValueGroupedDataset<String, Row> byExperiment(Dataset<Row> trials, int most) {
    Dataset<Row> parts =
        EngineRows.mapPartitions(
            trials.sortWithinPartitions(ExperimentKey.ID), new PackTrials(most), PART);
    return parts
        .repartition(TaskCount.of(trials.sparkSession()), parts.col(ExperimentKey.ID))
        .groupBy(ExperimentKey.ID)
        .as(Encoders.STRING(), Encoders.row(PART));
  }

  /** One experiment out of its parts. */
  public static ExperimentState joined(Iterator<Row> parts) {
    return ExperimentState.merged(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return parts.hasNext();
          }

          @Override
          public ExperimentState next() {
            return ExperimentState.of(parts.next().getAs(PART.fieldIndex(STATE)));
          }
        });
  }

  @Override
  public Iterator<Row> call(Iterator<Cells> sorted) {
    return new Parts(sorted, most);
  }

  /** Rows that follow each other with one id are a part, or several if they are very many. */
  private static final class Parts implements Iterator<Row> {
    private final Iterator<Cells> sorted;
    private final int most;
    private Cells ahead;
    private String id;

    Parts(Iterator<Cells> sorted, int most) {
      this.sorted = sorted;
      this.most = most;
      advance();
    }

    private void advance() {
      ahead = sorted.hasNext() ? sorted.next() : null;
      id = ahead == null ? null : TrialColumn.EXPERIMENT_ID.text(ahead);
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      String experiment = id;
      ExperimentState part = ExperimentState.startedBy(ahead);
      while (part.sums().trials() < most && experiment.equals(id)) {
        part.add(ahead);
        advance();
      }
      return RowFactory.create(experiment, part.ended().toBytes());
    }
  }
}
