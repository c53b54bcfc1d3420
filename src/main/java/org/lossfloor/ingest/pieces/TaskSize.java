package org.lossfloor.ingest.pieces;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.engine.FileLimits;
import org.lossfloor.engine.TaskCount;

/**
 * How much one task reads. Spark's own rule: fill the cores, but make no task larger than {@code
 * spark.sql.files.maxPartitionBytes}, and none smaller than {@code openCostInBytes}.
 *
 * @param most the most bytes of a task that reads several pieces
 * @param cost what it costs to open a file, in bytes read
 */
public record TaskSize(long most, long cost) {
  /**
   * By Spark's rule alone ten thousand small files are hundreds of tasks, for cores that are busy
   * with a few; every step behind them pays for that. So the cost of opening is lower then.
   *
   * @param spark the session
   * @param files how many files there are, at least 1
   * @param bytes their length together
   */
  public static TaskSize of(SparkSession spark, int files, long bytes) {
    FileLimits limits = FileLimits.of(spark);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    long filled = limits.maxPartitionBytes() * TaskCount.of(spark) / files;
    long cost = Math.min(limits.openCostInBytes(), filled);
    long share = (bytes + cost * files) / Math.max(1, context.defaultParallelism());
    return new TaskSize(Math.min(limits.maxPartitionBytes(), Math.max(cost, share)), cost);
  }

  /**
   * Puts neighbouring pieces together.
   *
   * @param <P> a piece
   * @param pieces the pieces, at least one
   * @param size how many bytes a piece has
   * @return the pieces of each task
   */
  public <P> List<List<P>> packed(List<P> pieces, ToLongFunction<P> size) {
    List<List<P>> packed = new ArrayList<>();
    List<P> task = new ArrayList<>();
    long filled = 0;
    for (P piece : pieces) {
      if (!task.isEmpty() && filled + size.applyAsLong(piece) > most) {
        packed.add(task);
        task = new ArrayList<>();
        filled = 0;
      }
      task.add(piece);
      filled += size.applyAsLong(piece) + cost;
    }
    packed.add(task);
    return packed;
  }
}
