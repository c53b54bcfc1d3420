package org.lossfloor.ingest;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.TextFile;

/** The fields that the points of a curve really have. */
final class PointNames {
  private static final int FILES_TRIED = 10;
  private static final int LINES_TRIED = 20;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private PointNames() {}

  /** The fields of the first point that is found; empty when none is, or points are no objects. */
  static List<String> of(
      SparkSession spark, SourceConfig source, List<InputFile> files, String curve) {
    return files.stream()
        .limit(FILES_TRIED)
        .map(
            file ->
                source.format() == LogFormat.PARQUET
                    ? columns(spark, file, curve)
                    : lines(spark.sessionState().newHadoopConf(), source, file, curve))
        .filter(names -> !names.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<String> columns(SparkSession spark, InputFile file, String curve) {
    try {
      DataType type =
          ParquetFooter.read(
                  file,
                  spark.sessionState().newHadoopConf(),
                  new ParquetToSparkSchemaConverter(spark.sessionState().conf()),
                  name -> curve.equals(name) || curve.startsWith(name + "."))
              .schema();
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
    } catch (StorageFault e) {
      return List.of();
    }
  }

  private static List<String> lines(
      Configuration hadoop, SourceConfig source, InputFile file, String curve) {
    try (TextFile text = InputFile.text(file.path(), source.text(), hadoop);
        LineReader lines = new LineReader(text.bytes())) {
      for (int i = 0; i < LINES_TRIED && lines.next(); i++) {
        JsonNode record = MAPPER.readTree(lines.buffer(), lines.start(), lines.length());
        JsonNode point = at(record, curve).path(0);
        if (point.isObject()) {
          return point.properties().stream().map(field -> field.getKey()).toList();
        }
      }
      return List.of();
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  /** A dotted path, or the same as a flat key over the rest. */
  private static JsonNode at(JsonNode node, String path) {
    JsonNode flat = node.path(path);
    if (!flat.isMissingNode()) {
      return flat;
    }
    return IntStream.range(0, path.length())
        .filter(dot -> path.charAt(dot) == '.' && node.has(path.substring(0, dot)))
        .mapToObj(dot -> at(node.path(path.substring(0, dot)), path.substring(dot + 1)))
        .filter(found -> !found.isMissingNode())
        .findFirst()
        .orElse(flat);
  }
}
