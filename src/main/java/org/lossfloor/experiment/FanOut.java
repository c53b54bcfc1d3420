package org.lossfloor.experiment;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
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
  /** The numbers of one replicate that counts, or why it could not be drawn. */
  public static final StructType DRAW =
      new StructType()
          .add("experiment_id", DataTypes.StringType)
          .add("purpose", DataTypes.StringType)
          .add("replicate", DataTypes.IntegerType)
          .add("numbers", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("failure", DataTypes.StringType);

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
   */
  public record Order(String experimentId, ReplicateSource source, int replicates)
      implements Serializable {
    private Stream<Chunk> chunks() {
      long work = (long) WORK_PER_MINIMISATION * source.minimisations() + source.trials();
      int size = (int) Math.max(1, WORK_PER_CHUNK / work);
      return IntStream.iterate(0, first -> first < replicates, first -> first + size)
          .mapToObj(
              first -> new Chunk(experimentId, source, first, Math.min(replicates, first + size)));
    }
  }

  /** Some of the replicates of an order: from the first up to, but not including, the end. */
  public record Chunk(String experimentId, ReplicateSource source, int first, int end)
      implements Serializable {}

  /**
   * Draws all replicates.
   *
   * @param orders what is to be drawn
   * @return rows of {@link #DRAW}; replicates that do not count are left out
   */
  public Dataset<Row> draw(Dataset<Order> orders) {
    int partitions = TaskCount.of(orders.sparkSession());
    FlatMapFunction<Order, Chunk> split = order -> order.chunks().iterator();
    return orders
        .flatMap(split, Encoders.javaSerialization(Chunk.class))
        // A number, because adaptive execution would put small but costly chunks into one task.
        .repartition(partitions, col("value"))
        .flatMap(new Draw(seed, done), Encoders.row(DRAW));
  }

  /** How many replicates orders ask for. */
  public static long replicates(Dataset<Order> orders) {
    MapFunction<Order, Long> replicates = order -> (long) order.replicates();
    Row sum = orders.map(replicates, Encoders.LONG()).agg(sum("value")).first();
    return sum.isNullAt(0) ? 0 : sum.getLong(0);
  }

  /**
   * The numbers of a row of {@link #DRAW}.
   *
   * @throws IllegalStateException if it has none
   */
  static double[] numbers(Row draw) {
    if (!draw.isNullAt(4)) {
      throw new IllegalStateException(draw.getString(4));
    }
    List<Double> numbers = draw.getList(3);
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
                .computeIfAbsent(row.getString(1), purpose -> new TreeMap<>())
                .put(row.getInt(2), row));
    return source ->
        byPurpose.getOrDefault(source.purpose(), new TreeMap<>()).values().stream()
            .map(FanOut::numbers)
            .toList();
  }

  private record Draw(long seed, LongAccumulator done) implements FlatMapFunction<Chunk, Row> {
    private static final Logger LOG = LoggerFactory.getLogger(FanOut.class);
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Chunk chunk) {
      long base = Seeds.base(seed, chunk.experimentId(), chunk.source().purpose());
      return IntStream.range(chunk.first(), chunk.end())
          .mapToObj(number -> draw(chunk, number, Seeds.replicate(base, number)))
          .flatMap(Optional::stream)
          .iterator();
    }

    private Optional<Row> draw(Chunk chunk, int number, long replicateSeed) {
      done.add(1);
      try {
        return chunk
            .source()
            .statistics(replicateSeed)
            .map(numbers -> row(chunk, number, list(numbers), null));
      } catch (RuntimeException e) {
        // A bug of ours must not stop the other experiments: the estimate of this one reports it.
        String failure = "replicate " + number + " of " + chunk.source().purpose() + ": " + e;
        LOG.error("Lossfloor failed on experiment {}, {}", chunk.experimentId(), failure, e);
        return Optional.of(row(chunk, number, null, failure));
      }
    }

    private static Row row(Chunk chunk, int number, Seq<Double> numbers, String failure) {
      return RowFactory.create(
          chunk.experimentId(), chunk.source().purpose(), number, numbers, failure);
    }

    /**
     * A list of Scala, the form that rows hold with and without an encoder: Spark may leave that
     * out.
     */
    private static Seq<Double> list(double... numbers) {
      return CollectionConverters.asScala(Arrays.stream(numbers).boxed().toList()).toSeq();
    }
  }
}
