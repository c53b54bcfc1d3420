package org.lossfloor.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.csv.CsvNames;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.json.JsonNames;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.TextFile;

/** The fields that a log really has, for the message about one that it has not. */
final class FieldNames {
  private static final int FILES_TRIED = 10;

  private FieldNames() {}

  /** The fields of the first record that can be read; empty when none of the first files can. */
  static List<String> of(SparkSession spark, SourceConfig source, List<InputFile> files) {
    return named(spark, source, files).stream().map(FieldName::name).toList();
  }

  /**
   * What may hold a field that is in no record: a field in front of a dot of its name, as text.
   *
   * @param spark the session
   * @param source the source
   * @param files its files
   * @param field the name
   * @return a sentence for people; nothing where no such field is there
   */
  static Optional<String> within(
      SparkSession spark, SourceConfig source, List<InputFile> files, String field) {
    return named(spark, source, files).stream()
        .filter(named -> named.within().isPresent() && field.startsWith(named.name() + "."))
        .map(
            named ->
                "`"
                    + named.name()
                    + "` holds "
                    + named.within().get()
                    + ", which is not looked into: write its fields as columns or nested objects.")
        .findFirst();
  }

  private static List<FieldName> named(
      SparkSession spark, SourceConfig source, List<InputFile> files) {
    for (InputFile file : files.subList(0, Math.min(FILES_TRIED, files.size()))) {
      List<FieldName> names =
          source.format() == LogFormat.PARQUET ? columns(spark, file) : text(spark, source, file);
      if (!names.isEmpty()) {
        return names;
      }
    }
    return List.of();
  }

  private static List<FieldName> columns(SparkSession spark, InputFile file) {
    try {
      return ParquetFooter.read(
              file,
              spark.sessionState().newHadoopConf(),
              new ParquetToSparkSchemaConverter(spark.sessionState().conf()),
              name -> false)
          .names()
          .stream()
          .map(FieldName::of)
          .toList();
    } catch (StorageFault e) {
      return List.of();
    }
  }

  private static List<FieldName> text(SparkSession spark, SourceConfig source, InputFile file) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    try (TextFile text = InputFile.text(file.path(), source.text(), hadoop);
        LineReader lines = new LineReader(text.bytes())) {
      return source.format() == LogFormat.CSV
          ? CsvNames.of(lines, source.text())
          : JsonNames.of(lines);
    } catch (IOException e) {
      return List.of();
    }
  }
}
