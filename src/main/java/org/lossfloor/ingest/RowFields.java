package org.lossfloor.ingest;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.read.json.JsonFields;
import org.lossfloor.read.record.CurvePoint;
import org.lossfloor.read.record.FieldTree;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.UnreadableRecord;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Reads the mapped fields of Parquet rows; the counterpart of {@link JsonFields}. */
final class RowFields {
  private final FieldTree root;

  RowFields(FieldTree root) {
    this.root = root;
  }

  void read(Row row, int columns, Fields fields) throws UnreadableRecord {
    fields.clear();
    walkStruct(row, columns, root, fields);
  }

  private void walkStruct(Row row, int columns, FieldTree node, Fields fields)
      throws UnreadableRecord {
    StructType schema = row.schema();
    for (int i = 0; i < columns; i++) {
      String name = schema.fields()[i].name();
      String prefixed = node.prefixed(name);
      if (prefixed != null) {
        fields.setPrefixed(prefixed, text(row.get(i)));
      }
      FieldTree child = node.name(name);
      if (child != null) {
        walk(row.get(i), child, fields);
      }
    }
  }

  private void walk(Object value, FieldTree node, Fields fields) throws UnreadableRecord {
    if (node.hasSlot()) {
      fields.set(node.slot(), text(value));
    }
    if (!node.curves().isEmpty()) {
      walkCurve(value, node, fields);
    } else if (value instanceof Row row) {
      walkStruct(row, row.size(), node, fields);
    } else if (value instanceof Seq<?> list) {
      walkList(CollectionConverters.asJava(list), node, fields);
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      walkMap(map, node, fields);
    }
  }

  private void walkList(List<?> list, FieldTree node, Fields fields) throws UnreadableRecord {
    for (int i = 0; i < list.size(); i++) {
      FieldTree child = node.index(i);
      if (child != null) {
        walk(list.get(i), child, fields);
      }
    }
  }

  private void walkMap(scala.collection.Map<?, ?> map, FieldTree node, Fields fields)
      throws UnreadableRecord {
    for (var entry : CollectionConverters.asJava(map).entrySet()) {
      String name = String.valueOf(entry.getKey());
      String prefixed = node.prefixed(name);
      if (prefixed != null) {
        fields.setPrefixed(prefixed, text(entry.getValue()));
      }
      FieldTree child = node.name(name);
      if (child != null) {
        walk(entry.getValue(), child, fields);
      }
    }
  }

  private void walkCurve(Object value, FieldTree node, Fields fields) throws UnreadableRecord {
    node.curves().forEach(curve -> fields.setCurveFound(curve.index()));
    if (value == null) {
      return;
    }
    if (!(value instanceof Seq<?> list)) {
      throw new UnreadableRecord("`" + node.curves().get(0).label() + "` is no array of points");
    }
    CurvePoint point = new CurvePoint(node.pointFields().size());
    List<?> points = CollectionConverters.asJava(list);
    for (int i = 0; i < points.size(); i++) {
      point.clear();
      walkPoint(points.get(i), node.point(), node, point);
      point.addTo(fields, node, i);
    }
  }

  private void walkPoint(Object value, FieldTree here, FieldTree curve, CurvePoint point)
      throws UnreadableRecord {
    if (here.hasSlot()) {
      number(value, curve.pointFields().get(here.slot()), here.slot(), point);
    } else if (value instanceof Row row) {
      for (int i = 0; i < row.size(); i++) {
        FieldTree child = here.name(row.schema().fields()[i].name());
        if (child != null) {
          walkPoint(row.get(i), child, curve, point);
        }
      }
    } else if (value instanceof Seq<?> list) {
      List<?> items = CollectionConverters.asJava(list);
      for (int i = 0; i < items.size(); i++) {
        FieldTree child = here.index(i);
        if (child != null) {
          walkPoint(items.get(i), child, curve, point);
        }
      }
    }
  }

  private static void number(Object value, String field, int slot, CurvePoint point)
      throws UnreadableRecord {
    if (value instanceof Number number) {
      point.set(slot, number.doubleValue());
    } else {
      point.set(slot, Fields.number(field, text(value)));
    }
  }

  /**
   * Bytes without a type are text to those who write them; lists and structs as JSON; a float as
   * the double it is, not as its shortest spelling.
   */
  static String text(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (value instanceof Float number) {
      return Double.toString(number);
    }
    if (value instanceof Row row) {
      return row.json();
    }
    if (value instanceof Seq<?> list) {
      return CollectionConverters.asJava(list).stream()
          .map(RowFields::text)
          .collect(Collectors.joining(",", "[", "]"));
    }
    return value instanceof Timestamp time ? time.toInstant().toString() : value.toString();
  }
}
