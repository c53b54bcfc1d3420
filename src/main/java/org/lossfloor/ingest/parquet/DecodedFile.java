package org.lossfloor.ingest.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.HadoopSettings;
import org.lossfloor.engine.ParquetTypes;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.files.StoredFile;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogFolder;
import org.lossfloor.read.row.RowSchema;

/**
 * A file on the driver, where Spark knows the columns of the files that it decodes.
 *
 * @param file the file
 * @param hadoop the Hadoop settings
 * @param spark the session
 */
public record DecodedFile(InputFile file, Configuration hadoop, SparkSession spark)
    implements LogFile {
  public static List<DecodedFile> of(SparkSession spark, List<InputFile> files) {
    Configuration hadoop = HadoopSettings.of(spark);
    return files.stream().map(file -> new DecodedFile(file, hadoop, spark)).toList();
  }

  private StoredFile stored() {
    return new StoredFile(file.path(), () -> hadoop);
  }

  @Override
  public String path() {
    return file.path();
  }

  @Override
  public InputStream open(long from) throws IOException {
    return stored().open(from);
  }

  @Override
  public List<LogFile> folder() throws IOException {
    return stored().folder();
  }

  @Override
  public Optional<LogFile> near(String relative) throws IOException {
    return stored().near(relative);
  }

  @Override
  public LogFolder inside(String relative) throws IOException {
    return stored().inside(relative);
  }

  @Override
  public RowSchema schema() throws IOException {
    ParquetFooter footer = ParquetFooter.read(file, hadoop, new ParquetTypes(spark), name -> true);
    return new Columns(footer.names(), footer.schema());
  }

  private record Columns(List<String> names, StructType schema) implements RowSchema {
    @Override
    public List<String> pointFields(String curve) {
      DataType type = schema;
      for (String part : curve.split("\\.", -1)) {
        if (!(type instanceof StructType struct)
            || !Arrays.asList(struct.fieldNames()).contains(part)) {
          return List.of();
        }
        type = struct.apply(part).dataType();
      }
      return type instanceof ArrayType list && list.elementType() instanceof StructType point
          ? List.of(point.fieldNames())
          : List.of();
    }
  }
}
