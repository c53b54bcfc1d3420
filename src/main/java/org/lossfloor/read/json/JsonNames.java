package org.lossfloor.read.json;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.text.FileKind;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.TextValue;

/** The fields of JSON objects. */
public final class JsonNames {
  private static final int DEPTH = 3;
  private static final int LINES_TRIED = 20;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private JsonNames() {}

  /** The fields of the first record. */
  static List<FieldName> of(LineReader lines) throws IOException {
    return lines.next() ? of(texts(lines.buffer(), lines.start(), lines.length())) : List.of();
  }

  /**
   * Names fields, and those within a text that holds an object.
   *
   * @param texts field to text
   * @return the fields in their order
   */
  public static List<FieldName> of(Map<String, String> texts) {
    List<FieldName> names = new ArrayList<>();
    texts.forEach(
        (name, text) -> {
          names.add(new FieldName(name, FileKind.fieldsWithin(text)));
          if (text != null && TextValue.parse(text).orElse(null) instanceof ObjectNode object) {
            texts(object).keySet().forEach(inner -> names.add(FieldName.of(name + "." + inner)));
          }
        });
    return names;
  }

  /**
   * The fields of a JSON object with their texts, of objects within it theirs; null for what is no
   * single value.
   */
  static Map<String, String> texts(byte[] bytes, int offset, int length) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    collect(MAPPER.readTree(bytes, offset, length), "", 1, fields);
    return fields;
  }

  /**
   * Names the fields of a JSON object with their texts, of objects within it theirs.
   *
   * @param object the object
   * @return field to text; null for what is no single value
   */
  public static Map<String, String> texts(ObjectNode object) {
    Map<String, String> fields = new LinkedHashMap<>();
    collect(object, "", 1, fields);
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

  /** The fields of the first point of a curve, in the first records. */
  static List<String> ofPoints(LineReader lines, String curve) throws IOException {
    for (int i = 0; i < LINES_TRIED && lines.next(); i++) {
      List<String> fields =
          ofPoints(MAPPER.readTree(lines.buffer(), lines.start(), lines.length()), curve);
      if (!fields.isEmpty()) {
        return fields;
      }
    }
    return List.of();
  }

  /** The fields of the first point of a curve in a record. */
  static List<String> ofPoints(JsonNode record, String curve) {
    JsonNode point = at(record, curve).path(0);
    return point.properties().stream().map(Map.Entry::getKey).toList();
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
