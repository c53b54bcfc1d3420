package org.lossfloor.ingest;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * How a record crosses a Spark boundary. An implementation travels to executors: it holds no state
 * that a serialiser could stumble over, best none at all.
 *
 * @param <T> the record
 */
public interface RowCodec<T> extends Serializable {
  /**
   * The schema of the rows.
   *
   * @return the schema
   */
  StructType schema();

  /**
   * Makes a row of a record.
   *
   * @param value the record
   * @return a row of {@link #schema()}
   */
  Row encode(T value);

  /**
   * Makes a record of a row.
   *
   * @param row a row of {@link #schema()}
   * @return the record
   */
  T decode(Row row);
}
