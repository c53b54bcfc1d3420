package org.lossfloor.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Rows that are kept while some steps use them, and given back whatever becomes of the steps. */
public final class Held implements AutoCloseable {
  private final Deque<Runnable> releases = new ArrayDeque<>();

  /**
   * Keeps rows in memory, and on disk what does not fit, from when they are first read.
   *
   * @param rows the rows
   * @return the same rows
   */
  public Dataset<Row> persisted(Dataset<Row> rows) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    releases.push(persisted::unpersist);
    return persisted;
  }

  /**
   * Keeps rows as {@link KeptRows} does.
   *
   * @param rows the rows
   * @return the same rows in the same partitions
   */
  public Dataset<Row> kept(Dataset<Row> rows) {
    KeptRows kept = new KeptRows(rows.sparkSession(), rows);
    releases.push(kept::close);
    return kept.rows();
  }

  /** Gives memory and disk back, the last rows first. */
  @Override
  public void close() {
    while (!releases.isEmpty()) {
      releases.pop().run();
    }
  }
}
