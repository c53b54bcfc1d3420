package org.lossfloor.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.SourceConfig;

/** The fields that a log really has, for the message about one that it has not. */
final class FieldNames {
  private static final int DEPTH = 3;
  private static final int FILES_TRIED = 10;

  private FieldNames() {}

  /** The fields of the first record that can be read; empty when none of the first files can. */
  static List<String> of(SparkSession spark, SourceConfig source, List<InputFile> files) {
    for (InputFile file : files.subList(0, Math.min(FILES_TRIED, files.size()))) {
      List<String> names =
          source.format() == LogFormat.PARQUET ? columns(spark, file) : text(spark, source, file);
      if (!names.isEmpty()) {
        return names;
      }
    }
    return List.of();
  }

  private static List<String> columns(SparkSession spark, InputFile file) {
    return ParquetInput.isWhole(file, spark.sessionState().newHadoopConf())
        ? List.of(spark.read().parquet(file.path()).schema().fieldNames())
        : List.of();
  }

  private static List<String> text(SparkSession spark, SourceConfig source, InputFile file) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    try (InputStream in = InputFile.open(file.path(), 0, hadoop);
        LineReader lines = new LineReader(in, 0, Long.MAX_VALUE, 0)) {
      if (!lines.next()) {
        return List.of();
      }
      String line =
          new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8);
      return source.format() == LogFormat.CSV
          ? List.of(line.split(Pattern.quote(String.valueOf(source.delimiter())), -1))
          : json(line);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<String> json(String line) throws IOException {
    List<String> names = new ArrayList<>();
    collect(new ObjectMapper().readTree(line), "", 1, names);
    return names;
  }

  private static void collect(JsonNode node, String prefix, int depth, List<String> names) {
    node.properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              if (field.getValue().isObject() && depth < DEPTH) {
                collect(field.getValue(), name + ".", depth + 1, names);
              } else {
                names.add(name);
              }
            });
  }
}
