package org.lossfloor.ingest;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.lossfloor.config.HeaderLine;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.TextLayout;
import org.lossfloor.read.CsvReader;
import org.lossfloor.read.FileKind;
import org.lossfloor.read.LineReader;
import org.lossfloor.read.TextFile;

/** The fields that a log really has, for the message about one that it has not. */
final class FieldNames {
  private static final int DEPTH = 3;
  private static final int FILES_TRIED = 10;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** A field of the first record; what it holds if that is text with fields of its own. */
  private record Named(String name, Optional<String> within) {}

  private FieldNames() {}

  /** The fields of the first record that can be read; empty when none of the first files can. */
  static List<String> of(SparkSession spark, SourceConfig source, List<InputFile> files) {
    return named(spark, source, files).stream().map(Named::name).toList();
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

  private static List<Named> named(SparkSession spark, SourceConfig source, List<InputFile> files) {
    for (InputFile file : files.subList(0, Math.min(FILES_TRIED, files.size()))) {
      List<Named> names =
          source.format() == LogFormat.PARQUET ? columns(spark, file) : text(spark, source, file);
      if (!names.isEmpty()) {
        return names;
      }
    }
    return List.of();
  }

  private static List<Named> columns(SparkSession spark, InputFile file) {
    try {
      return names(
          ParquetFooter.read(
                  file,
                  spark.sessionState().newHadoopConf(),
                  new ParquetToSparkSchemaConverter(spark.sessionState().conf()),
                  name -> false)
              .names());
    } catch (StorageFault e) {
      return List.of();
    }
  }

  private static List<Named> names(List<String> names) {
    return names.stream().map(name -> new Named(name, Optional.empty())).toList();
  }

  private static List<Named> text(SparkSession spark, SourceConfig source, InputFile file) {
    Configuration hadoop = spark.sessionState().newHadoopConf();
    try (TextFile text = InputFile.text(file.path(), source.text(), hadoop);
        LineReader lines = new LineReader(text.bytes())) {
      return source.format() == LogFormat.CSV ? csv(lines, source.text()) : json(lines);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<Named> csv(LineReader lines, TextLayout layout) throws IOException {
    CsvReader rows = new CsvReader(lines, layout);
    List<String> header = layout.columns();
    if (layout.header() == HeaderLine.FIRST) {
      header = header(row(rows));
    }
    List<String> values = row(rows);
    if (values.size() != header.size()) {
      return names(header);
    }
    List<Named> names = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      names.add(new Named(header.get(i), FileKind.fieldsWithin(values.get(i))));
    }
    return names;
  }

  /** The names of the columns of a header line; a column without one is called by its place. */
  static List<String> header(List<String> cells) {
    List<String> names = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i).strip();
      names.add(name.isEmpty() ? Plan.unnamed(i) : name);
    }
    return names;
  }

  private static List<String> row(CsvReader rows) throws IOException {
    while (rows.next()) {
      if (!rows.blank() && rows.fault().isEmpty()) {
        return rows.texts();
      }
    }
    return List.of();
  }

  /** The cells of a line with another delimiter than the usual one of its file. */
  static List<String> cut(String line, String delimiter) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes))) {
      return row(new CsvReader(lines, TextLayout.of(delimiter.charAt(0)))).stream()
          .map(String::strip)
          .toList();
    }
  }

  private static List<Named> json(LineReader lines) throws IOException {
    List<Named> names = new ArrayList<>();
    if (lines.next()) {
      json(lines.buffer(), lines.start(), lines.length())
          .forEach((name, text) -> names.add(new Named(name, FileKind.fieldsWithin(text))));
    }
    return names;
  }

  /**
   * The fields of a JSON object with their texts, of objects within it theirs; null for what is no
   * single value.
   */
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
                boolean single = field.getValue().isValueNode() && !fields.containsKey(name);
                fields.put(name, single ? field.getValue().asText() : null);
              }
            });
  }
}
