package org.lossfloor.engine;

import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** What the types of a Parquet file are to Spark. */
public final class ParquetTypes {
  private final SQLConf conf;

  /**
   * Types as a session reads them.
   *
   * @param spark the session
   */
  public ParquetTypes(SparkSession spark) {
    conf = spark.sessionState().conf();
  }

  /**
   * Converts a schema; may be called by several threads at a time.
   *
   * @param type the schema of a file, or the part of it that is wanted
   * @return the same columns with the types of Spark
   */
  public StructType convert(MessageType type) {
    return new ParquetToSparkSchemaConverter(conf).convert(type);
  }
}
