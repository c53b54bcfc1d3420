package org.lossfloor.ingest;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.SourceConfig;

/** The fields that a log really has, for the message about one that it has not. */
final class FieldNames {
  private static final int DEPTH = 3;
  private static final int FILES_TRIED = 10;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

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
    try {
      return ParquetFooter.read(
              file,
              spark.sessionState().newHadoopConf(),
              new ParquetToSparkSchemaConverter(spark.sessionState().conf()),
              name -> false)
          .names();
    } catch (StorageFault e) {
      return List.of();
    }
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
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return List.copyOf(json(bytes, 0, bytes.length).keySet());
  }

  /** The fields of a JSON object with their texts, of objects within it theirs. */
  static Map<String, String> json(byte[] bytes, int offset, int length) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    collect(MAPPER.readTree(bytes, offset, length), "", 1, fields);
    return fields;
  }

  private static void collect(JsonNode node, String prefix, int depth, Map<String, String> fields) {
    node.properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              if (field.getValue().isObject() && depth < DEPTH) {
                collect(field.getValue(), name + ".", depth + 1, fields);
              } else {
                fields.put(name, field.getValue().asText());
              }
            });
  }
}
