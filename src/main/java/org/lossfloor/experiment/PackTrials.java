package org.lossfloor.experiment;

import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.engine.TaskCount;
import scala.Tuple2;

/**
 * Packs trials where they are read: every task that has trials of an experiment makes one part, and
 * only parts cross the network. So the packing of a very large experiment is spread over the tasks
 * that read it, its scores are 8 bytes each, and only a sample is left of its hyperparameters,
 * which are most of its bytes.
 */
public final class PackTrials
    implements FlatMapFunction<Iterator<InternalRow>, Tuple2<String, PackTrials.Part>> {
  private static final long serialVersionUID = 1L;
  private static final String ID = "experiment_id";

  /** A part is one record of Spark's, held in memory several times over: some 20 MB at most. */
  private static final int MOST = 1 << 20;

  /**
   * The part of an experiment that one task has; Spark needs a public class.
   *
   * @param trials its trials
   */
  public record Part(PackedExperiment trials) implements Serializable {}

  /** The id of an experiment and a part of it. */
  private static final Encoder<Tuple2<String, Part>> PART =
      Encoders.tuple(Encoders.STRING(), Encoders.javaSerialization(Part.class));

  private final int most;

  private PackTrials(int most) {
    this.most = most;
  }

  /**
   * Brings the parts of every experiment together.
   *
   * @param trials rows of {@link PackedExperiment#TRIAL}
   * @return the parts by the id of the experiment
   */
  public static KeyValueGroupedDataset<String, Tuple2<String, Part>> byExperiment(
      Dataset<Row> trials) {
    return byExperiment(trials, MOST);
  }

  /** Brings the parts together, with at most a number of trials in a part. */
  public static KeyValueGroupedDataset<String, Tuple2<String, Part>> byExperiment(
      Dataset<Row> trials, int most) {
    SparkSession spark = trials.sparkSession();
    JavaRDD<Tuple2<String, Part>> packed =
        EngineRows.engine(trials.sortWithinPartitions(ID))
            .toJavaRDD()
            .mapPartitions(new PackTrials(most));
    // The columns of both sides must have the same names.
    Dataset<Row> parts = spark.createDataset(packed.rdd(), PART).toDF(ID, "part");
    return parts
        .repartition(TaskCount.of(spark), parts.col(ID))
        .groupBy(ID)
        .as(Encoders.STRING(), PART);
  }

  /** One experiment out of its parts. */
  public static PackedExperiment joined(Iterator<Tuple2<String, Part>> parts) {
    return PackedExperiment.of(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return parts.hasNext();
          }

          @Override
          public PackedExperiment next() {
            return parts.next()._2().trials();
          }
        });
  }

  @Override
  public Iterator<Tuple2<String, Part>> call(Iterator<InternalRow> sorted) {
    return new Parts(sorted, most);
  }

  /** Rows that follow each other with one id are a part, or several if they are very many. */
  private static final class Parts implements Iterator<Tuple2<String, Part>> {
    private final Iterator<InternalRow> sorted;
    private final int most;
    private InternalRow ahead;

    Parts(Iterator<InternalRow> sorted, int most) {
      this.sorted = sorted;
      this.most = most;
      advance();
    }

    private void advance() {
      ahead = sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
      return ahead != null;
    }

    @Override
    public Tuple2<String, Part> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      UTF8String id = ahead.getUTF8String(0).clone();
      PackedExperiment part = PackedExperiment.startedBy(ahead);
      while (hasNext() && part.sums().trials() < most && ahead.getUTF8String(0).equals(id)) {
        part.add(ahead);
        advance();
      }
      return new Tuple2<>(id.toString(), new Part(part.ended()));
    }
  }
}
