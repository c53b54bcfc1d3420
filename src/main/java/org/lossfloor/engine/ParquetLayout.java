package org.lossfloor.engine;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How Spark's vectorised reader reads Parquet files whose mapped columns are the same. It is called
 * for one file at a time, so that a broken file costs no other; page checksums are verified where
 * they exist.
 */
public final class ParquetLayout implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final Function1<PartitionedFile, scala.collection.Iterator<InternalRow>> reader;

  /**
   * Makes a reader.
   *
   * @param spark the session, see {@link #session}
   * @param mapped the columns to be read
   */
  public ParquetLayout(SparkSession spark, StructType mapped) {
    schema = mapped;
    Map<String, String> options = Map.of(FileFormat.OPTION_RETURNING_BATCH(), "false");
    reader =
        new ParquetFileFormat()
            .buildReaderWithPartitionValues(
                spark,
                schema,
                new StructType(),
                schema,
                CollectionConverters.asScala(List.<org.apache.spark.sql.sources.Filter>of())
                    .toSeq(),
                scala.collection.immutable.Map.from(CollectionConverters.asScala(options)),
                hadoop(spark));
  }

  /**
   * A session for the readers: columns differ by case as everywhere here, and time stamps in
   * nanoseconds, for which Spark has no type, are numbers.
   *
   * @param spark the session of the job
   * @return a copy of it
   */
  public static SparkSession session(SparkSession spark) {
    SparkSession own = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    own.conf().set(SQLConf.CASE_SENSITIVE().key(), "true");
    own.conf().set(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), "true");
    return own;
  }

  /** Files of this machine are read without the checksum files that Hadoop may have left. */
  private static Configuration hadoop(SparkSession spark) {
    Configuration hadoop = HadoopSettings.of(spark);
    hadoop.setBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true);
    Class<?> local = hadoop.getClass("fs.file.impl", LocalFileSystem.class);
    if (LocalFileSystem.class.isAssignableFrom(local)) {
      hadoop.setClass(
          "fs.file.impl", RawLocalFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
      hadoop.setBoolean("fs.file.impl.disable.cache", true);
    }
    return hadoop;
  }

  /**
   * Reads the row groups that start in a range of a file.
   *
   * @param path the file
   * @param start the first byte of the first of them
   * @param end the first byte behind the last of them
   * @param fileLength how long the file is
   * @return the rows, read as they are asked for
   */
  public Iterator<Row> rows(String path, long start, long end, long fileLength) {
    scala.collection.Iterator<InternalRow> rows =
        reader.apply(
            new PartitionedFile(
                InternalRow.empty(),
                SparkPath.fromPath(new Path(path)),
                start,
                end - start,
                new String[0],
                0,
                fileLength,
                scala.collection.immutable.Map$.MODULE$.empty()));
    return EngineRows.converted(CollectionConverters.asJava(rows), schema);
  }
}
