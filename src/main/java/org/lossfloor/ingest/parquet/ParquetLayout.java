package org.lossfloor.ingest.parquet;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How Spark's vectorised reader reads Parquet files whose mapped columns are the same. It is called
 * for one file at a time, so that a broken file costs no other; page checksums are verified where
 * they exist.
 */
final class ParquetLayout implements java.io.Serializable {
  private static final long serialVersionUID = 1L;

  private final StructType schema;
  private final Function1<PartitionedFile, Iterator<InternalRow>> reader;

  ParquetLayout(SparkSession spark, StructType mapped) {
    schema = mapped;
    Map<String, String> options = Map.of(FileFormat.OPTION_RETURNING_BATCH(), "false");
    reader =
        new ParquetFileFormat()
            .buildReaderWithPartitionValues(
                spark,
                schema,
                new StructType(),
                schema,
                CollectionConverters.asScala(
                        java.util.List.<org.apache.spark.sql.sources.Filter>of())
                    .toSeq(),
                scala.collection.immutable.Map.from(CollectionConverters.asScala(options)),
                hadoop(spark));
  }

  /**
   * A session for the readers: columns differ by case as everywhere here, and time stamps in
   * nanoseconds, for which Spark has no type, are numbers.
   */
  static SparkSession session(SparkSession spark) {
    SparkSession own = ((org.apache.spark.sql.classic.SparkSession) spark).cloneSession();
    own.conf().set(SQLConf.CASE_SENSITIVE().key(), "true");
    own.conf().set(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), "true");
    return own;
  }

  /** Files of this machine are read without the checksum files that Hadoop may have left. */
  private static Configuration hadoop(SparkSession spark) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    hadoop.setBoolean(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true);
    String local = hadoop.get("fs.file.impl", LocalFileSystem.class.getName());
    if (local.equals(LocalFileSystem.class.getName())) {
      hadoop.setClass(
          "fs.file.impl", RawLocalFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
      hadoop.setBoolean("fs.file.impl.disable.cache", true);
    }
    return hadoop;
  }

  /** The rows of a piece from one of its row groups on, good until the next is asked for. */
  Iterator<InternalRow> rows(ParquetPiece piece, int group) {
    long start = piece.starts().get(group);
    return reader.apply(
        new PartitionedFile(
            InternalRow.empty(),
            SparkPath.fromPath(new Path(piece.path())),
            start,
            piece.starts().get(piece.groups()) - start,
            new String[0],
            0,
            piece.fileLength(),
            scala.collection.immutable.Map$.MODULE$.empty()));
  }

  /** Makes rows with a schema. */
  Function1<Object, Object> converter() {
    return CatalystTypeConverters.createToScalaConverter(schema);
  }
}
