package org.lossfloor.read.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.lossfloor.read.record.CurvePoint;
import org.lossfloor.read.record.FieldTree;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.TextValue;

/**
 * Reads the mapped fields of JSON objects in one pass. It is strict where silence would lose data:
 * a repeated key, text after the object and a root that is not an object are refused. The bare
 * tokens {@code NaN}, {@code Infinity} and {@code -Infinity}, which Python writes, are read. A text
 * that holds JSON or a Python literal is looked into where a mapped path leads into it.
 */
public final class JsonFields {
  private static final ObjectMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder()
              .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
              .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
              .build());

  private final FieldTree root;

  /**
   * Reads some fields.
   *
   * @param root the fields that are wanted
   */
  public JsonFields(FieldTree root) {
    this.root = root;
  }

  /**
   * Reads one object.
   *
   * @param bytes the buffer that holds its text in UTF-8
   * @param offset where it starts
   * @param length how long it is, at least 1
   * @param fields takes the values; cleared before
   * @throws UnreadableRecord when the text is not exactly one valid object, or a mapped value is
   *     not of its kind
   */
  void read(byte[] bytes, int offset, int length, Fields fields) throws UnreadableRecord {
    fields.clear();
    try (JsonParser parser = MAPPER.getFactory().createParser(bytes, offset, length)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        throw new UnreadableRecord(
            "the line is not a JSON object but an array; say `format: json`");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new UnreadableRecord("the line is not a JSON object");
      }
      walk(parser, root, fields);
      if (parser.nextToken() != null) {
        throw new UnreadableRecord("text follows the JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableRecord(reason(e));
    } catch (IOException e) {
      throw new UnreadableRecord("not valid UTF-8 JSON: " + e.getMessage());
    }
  }

  /**
   * Reads one object that was parsed before.
   *
   * @param object the object
   * @param fields takes the values; cleared before
   * @throws UnreadableRecord when a mapped value is not of its kind
   */
  public void read(ObjectNode object, Fields fields) throws UnreadableRecord {
    fields.clear();
    try {
      walk(traverse(object), root, fields);
    } catch (IOException e) {
      throw new UnreadableRecord("not a JSON object: " + e.getMessage());
    }
  }

  /**
   * Reads the fields of a value that another field holds as text, beside those that were read.
   *
   * @param value the value
   * @param fields takes the values
   * @throws UnreadableRecord when a mapped value is not of its kind
   */
  public void readWithin(JsonNode value, Fields fields) throws UnreadableRecord {
    try {
      walkInner(traverse(value), root, fields);
    } catch (IOException e) {
      throw new UnreadableRecord("not JSON: " + e.getMessage());
    }
  }

  private static String reason(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place = at == null ? "" : " at column " + at.getColumnNr();
    String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return "not valid JSON" + place + ": " + message.replaceFirst(" \\(start marker at.*", "");
  }

  private void walk(JsonParser parser, FieldTree node, Fields fields)
      throws IOException, UnreadableRecord {
    if (node.hasSlot()) {
      if (node.hasInner()) {
        JsonNode tree = MAPPER.readTree(parser);
        fields.set(node.slot(), text(tree));
        walkInner(traverse(tree), node, fields);
        return;
      }
      fields.set(node.slot(), text(parser));
      return;
    }
    walkInner(parser, node, fields);
  }

  private void walkInner(JsonParser parser, FieldTree node, Fields fields)
      throws IOException, UnreadableRecord {
    Optional<JsonNode> within = within(parser, node);
    if (within.isPresent()) {
      walkInner(traverse(within.get()), node, fields);
    } else if (!node.curves().isEmpty()) {
      walkCurve(parser, node, fields);
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      walkObject(parser, node, fields);
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      walkArray(parser, node, fields);
    }
  }

  /** What a text holds that is looked into. */
  private static Optional<JsonNode> within(JsonParser parser, FieldTree node) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING && node.hasInner()
        ? TextValue.parse(parser.getText())
        : Optional.empty();
  }

  private void walkObject(JsonParser parser, FieldTree node, Fields fields)
      throws IOException, UnreadableRecord {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      FieldTree child = node.name(name);
      String prefixed = node.prefixed(name);
      if (prefixed != null && child != null) {
        JsonNode tree = MAPPER.readTree(parser);
        fields.setPrefixed(prefixed, text(tree));
        walk(traverse(tree), child, fields);
      } else if (prefixed != null) {
        fields.setPrefixed(prefixed, text(parser));
      } else if (child != null) {
        walk(parser, child, fields);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void walkArray(JsonParser parser, FieldTree node, Fields fields)
      throws IOException, UnreadableRecord {
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      FieldTree child = node.index(i);
      if (child == null) {
        parser.skipChildren();
      } else {
        walk(parser, child, fields);
      }
    }
  }

  private void walkCurve(JsonParser parser, FieldTree node, Fields fields)
      throws IOException, UnreadableRecord {
    node.curves().forEach(curve -> fields.setCurveFound(curve.index()));
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new UnreadableRecord(
          "`" + node.curves().get(0).label() + "` is not an array of points");
    }
    CurvePoint point = new CurvePoint(node.pointFields().size());
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      point.clear();
      walkPoint(parser, node.point(), node, point);
      point.addTo(fields, node, i);
    }
  }

  private void walkPoint(JsonParser parser, FieldTree here, FieldTree curve, CurvePoint point)
      throws IOException, UnreadableRecord {
    JsonToken token = parser.currentToken();
    if (here.hasSlot()) {
      number(parser, curve.pointFields().get(here.slot()), here.slot(), point);
    } else if (token == JsonToken.START_OBJECT) {
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        walkMapped(parser, here.name(name), curve, point);
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        walkMapped(parser, here.index(i), curve, point);
      }
    }
  }

  private void walkMapped(JsonParser parser, FieldTree child, FieldTree curve, CurvePoint point)
      throws IOException, UnreadableRecord {
    if (child == null) {
      parser.skipChildren();
    } else {
      walkPoint(parser, child, curve, point);
    }
  }

  private static void number(JsonParser parser, String field, int slot, CurvePoint point)
      throws IOException, UnreadableRecord {
    JsonToken token = parser.currentToken();
    if (token.isNumeric()) {
      point.set(slot, parser.getDoubleValue());
    } else {
      point.set(slot, Fields.number(field, text(parser)));
    }
  }

  /** The text of a value; lists and objects as compact JSON, null for JSON null. */
  private static String text(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NULL -> null;
      case START_OBJECT, START_ARRAY -> text((JsonNode) MAPPER.readTree(parser));
      default -> parser.getText();
    };
  }

  private static String text(JsonNode tree) {
    if (tree.isNull()) {
      return null;
    }
    return tree.isContainerNode() ? tree.toString() : tree.asText();
  }

  private static JsonParser traverse(JsonNode tree) throws IOException {
    JsonParser parser = tree.traverse(MAPPER);
    parser.nextToken();
    return parser;
  }
}
