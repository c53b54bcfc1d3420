package org.lossfloor.engine;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Blocks of bytes kept in memory, and on disk what does not fit. What is lost with an executor is
 * made again. Where all work is done in this JVM nothing can be lost, so the way to make them is
 * forgotten as soon as they are there: it would travel with every task that reads them, which took
 * a fifth of a small audit.
 *
 * @param all the blocks
 */
public record KeptBlocks(JavaRDD<byte[]> all) implements AutoCloseable {
  /**
   * Keeps blocks from when they are first read until {@link #close}.
   *
   * @param made the blocks
   * @return the same blocks in the same partitions
   */
  public static KeptBlocks of(JavaRDD<byte[]> made) {
    made.persist(StorageLevel.MEMORY_AND_DISK());
    if (made.context().isLocal()) {
      made.rdd().localCheckpoint();
    }
    return new KeptBlocks(made);
  }

  /** Gives memory and disk back. */
  @Override
  public void close() {
    SparkContext context = all.context();
    // RDD.unpersist does the same, and warns of every one that cannot be made again.
    context.unpersistRDD(all.id(), false);
  }
}
