package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.engine.TaskCount;
import org.lossfloor.estimate.interval.ReplicateSource;
import org.lossfloor.estimate.interval.Replications;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.ExperimentKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Draws replicates, fanned out over the executors as (experiment, chunk of replicates). A replicate
 * depends only on its source, the seed of the run, the experiment and its own number.
 *
 * @param seed the seed of the run
 * @param done counts replicates, for display only
 */
public record FanOut(long seed, LongAccumulator done) {
  static final String PURPOSE = "purpose";
  static final String REPLICATE = "replicate";
  static final String SOURCE = "source";
  static final String REPLICATES = "replicates";
  private static final String NUMBERS = "numbers";
  private static final String FAILURE = "failure";
  private static final String FIRST = "first";
  private static final String END = "end";

  // Where Spark leaves out encoding, rows do not know their columns: these schemas do.

  /** The numbers of one replicate that counts, or why it could not be drawn. */
  public static final StructType DRAW =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add(PURPOSE, DataTypes.StringType)
          .add(REPLICATE, DataTypes.IntegerType)
          .add(NUMBERS, DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add(FAILURE, DataTypes.StringType);

  /** What is to be drawn for one experiment, see {@link #order}. */
  public static final StructType ORDER =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add(SOURCE, DataTypes.BinaryType)
          .add(REPLICATES, DataTypes.IntegerType);

  /** Some of the replicates of an order: from the first to the one before the end. */
  private static final StructType CHUNK =
      new StructType()
          .add(ExperimentKey.ID, DataTypes.StringType)
          .add(SOURCE, DataTypes.BinaryType)
          .add(FIRST, DataTypes.IntegerType)
          .add(END, DataTypes.IntegerType);

  /**
   * Some tens of milliseconds: enough to pay for the chunk, and little enough that a few hundred
   * replicates of one experiment fill all cores. A minimisation costs about as much as drawing a
   * few hundred trials.
   */
  private static final int WORK_PER_CHUNK = 40_000;

  private static final int WORK_PER_MINIMISATION = 700;

  /**
   * What is to be drawn for one experiment.
   *
   * @param experimentId the experiment
   * @param source where its replicates come from
   * @param replicates how many
   * @return a row of {@link #ORDER}
   */
  public static Row order(String experimentId, ReplicateSource source, int replicates) {
    return RowFactory.create(experimentId, source.toBytes(), replicates);
  }

  /**
   * Draws all replicates.
   *
   * @param orders what is to be drawn, rows of {@link #ORDER}
   * @return rows of {@link #DRAW}; replicates that do not count are left out
   */
  public Dataset<Row> draw(Dataset<Row> orders) {
    Dataset<Row> chunks = orders.flatMap(new Split(), Encoders.row(CHUNK));
    return chunks
        // A number, because adaptive execution would put small but costly chunks into one task.
        .repartition(
            TaskCount.of(orders.sparkSession()), chunks.col(ExperimentKey.ID), chunks.col(FIRST))
        .flatMap(new Draw(seed, done), Encoders.row(DRAW));
  }

  /** How many replicates orders ask for. */
  public static long replicates(Dataset<Row> orders) {
    Long sum = orders.agg(sum(REPLICATES).as(REPLICATES)).first().getAs(REPLICATES);
    return sum == null ? 0 : sum;
  }

  /**
   * The numbers of a row of {@link #DRAW}.
   *
   * @throws IllegalStateException if it has none
   */
  static double[] numbers(Row draw) {
    String failure = draw.getAs(DRAW.fieldIndex(FAILURE));
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    List<Double> numbers = draw.getList(DRAW.fieldIndex(NUMBERS));
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * The replicates of one experiment.
   *
   * @param draws its rows of {@link #DRAW}, in any order
   * @return replications that throw {@link IllegalStateException} if one of them could not be drawn
   */
  static Replications replications(Iterator<Row> draws) {
    Map<String, SortedMap<Integer, Row>> byPurpose = new HashMap<>();
    draws.forEachRemaining(
        row ->
            byPurpose
                .computeIfAbsent(row.getAs(DRAW.fieldIndex(PURPOSE)), purpose -> new TreeMap<>())
                .put(row.getAs(DRAW.fieldIndex(REPLICATE)), row));
    return source ->
        byPurpose.getOrDefault(source.purpose(), new TreeMap<>()).values().stream()
            .map(FanOut::numbers)
            .toList();
  }

  /** Orders to chunks. */
  private record Split() implements FlatMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Row order) {
      String experimentId = order.getAs(ORDER.fieldIndex(ExperimentKey.ID));
      byte[] bytes = order.getAs(ORDER.fieldIndex(SOURCE));
      ReplicateSource source = ReplicateSource.ofBytes(bytes);
      int replicates = order.getAs(ORDER.fieldIndex(REPLICATES));
      long work = (long) WORK_PER_MINIMISATION * source.minimisations() + source.trials();
      int size = (int) Math.max(1, WORK_PER_CHUNK / work);
      return IntStream.iterate(0, first -> first < replicates, first -> first + size)
          .mapToObj(
              first ->
                  RowFactory.create(experimentId, bytes, first, Math.min(replicates, first + size)))
          .iterator();
    }
  }

  /** Chunks to replicates. */
  private record Draw(long seed, LongAccumulator done) implements FlatMapFunction<Row, Row> {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Row chunk) {
      String experimentId = chunk.getAs(CHUNK.fieldIndex(ExperimentKey.ID));
      ReplicateSource source = ReplicateSource.ofBytes(chunk.getAs(CHUNK.fieldIndex(SOURCE)));
      long base = Seeds.base(seed, experimentId, source.purpose());
      return IntStream.range(
              chunk.getAs(CHUNK.fieldIndex(FIRST)), chunk.getAs(CHUNK.fieldIndex(END)))
          .mapToObj(number -> draw(experimentId, source, number, Seeds.replicate(base, number)))
          .flatMap(Optional::stream)
          .iterator();
    }

    private Optional<Row> draw(
        String experimentId, ReplicateSource source, int number, long replicateSeed) {
      done.add(1);
      String purpose = source.purpose();
      try {
        return source
            .statistics(replicateSeed)
            .map(numbers -> RowFactory.create(experimentId, purpose, number, list(numbers), null));
      } catch (RuntimeException e) {
        // A bug of ours must not stop the other experiments: the estimate of this one reports it.
        String failure = "replicate " + number + " of " + purpose + ": " + e;
        LOG.error("Lossfloor failed on experiment {}, {}", experimentId, failure, e);
        return Optional.of(RowFactory.create(experimentId, purpose, number, null, failure));
      }
    }

    /** A list of Scala's, as rows hold it on both sides of an encoder: Spark may leave that out. */
    private static Seq<Double> list(double... numbers) {
      return CollectionConverters.asScala(Arrays.stream(numbers).boxed().toList()).toSeq();
    }
  }
}
