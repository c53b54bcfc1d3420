package org.lossfloor.read.row;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lossfloor.read.record.CurvePoint;
import org.lossfloor.read.record.FieldTree;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.UnreadableRecord;

/** Reads the mapped fields of rows; the counterpart of the reader of JSON objects. */
final class RowFields {
  private final FieldTree root;
  private final RowShape shape;

  /** The names of the last row, and for each the field that is mapped and the prefix's name. */
  private String[] names = {};

  private FieldTree[] mapped = {};
  private String[] prefixed = {};

  RowFields(FieldTree root, RowShape shape) {
    this.root = root;
    this.shape = shape;
  }

  /**
   * Reads one row.
   *
   * @param row a struct
   * @param fields takes the values; cleared before
   * @throws UnreadableRecord when a mapped value is not of its kind
   */
  void read(Object row, Fields fields) throws UnreadableRecord {
    fields.clear();
    String[] own = shape.names(row);
    if (own != names) {
      find(own);
    }
    for (int i = 0; i < own.length; i++) {
      if (mapped[i] != null || prefixed[i] != null) {
        walkFound(prefixed[i], mapped[i], shape.item(row, i), fields);
      }
    }
  }

  private void find(String[] own) {
    names = own;
    mapped = Arrays.stream(own).map(root::name).toArray(FieldTree[]::new);
    prefixed = Arrays.stream(own).map(root::prefixed).toArray(String[]::new);
  }

  private void walkStruct(Object struct, String[] names, FieldTree node, Fields fields)
      throws UnreadableRecord {
    for (int i = 0; i < names.length; i++) {
      walkNamed(names[i], shape.item(struct, i), node, fields);
    }
  }

  private void walkNamed(String name, Object value, FieldTree node, Fields fields)
      throws UnreadableRecord {
    walkFound(node.prefixed(name), node.name(name), value, fields);
  }

  private void walkFound(String prefixed, FieldTree child, Object value, Fields fields)
      throws UnreadableRecord {
    if (prefixed != null) {
      fields.setPrefixed(prefixed, shape.value(value));
    }
    if (child != null) {
      walk(value, child, fields);
    }
  }

  private void walk(Object value, FieldTree node, Fields fields) throws UnreadableRecord {
    if (node.hasSlot()) {
      fields.set(node.slot(), shape.value(value));
    }
    if (!node.curves().isEmpty()) {
      walkCurve(value, node, fields);
    } else if (node.hasInner()) {
      walkInner(value, node, fields);
    }
  }

  private void walkInner(Object value, FieldTree node, Fields fields) throws UnreadableRecord {
    String[] names = shape.names(value);
    if (names != null) {
      walkStruct(value, names, node, fields);
      return;
    }
    List<?> list = shape.list(value);
    if (list != null) {
      walkList(list, node, fields);
      return;
    }
    Map<?, ?> map = shape.map(value);
    if (map != null) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        walkNamed(String.valueOf(entry.getKey()), entry.getValue(), node, fields);
      }
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

  private void walkCurve(Object value, FieldTree node, Fields fields) throws UnreadableRecord {
    node.curves().forEach(curve -> fields.setCurveFound(curve.index()));
    if (value == null) {
      return;
    }
    List<?> points = shape.list(value);
    if (points == null) {
      throw new UnreadableRecord(
          "`" + node.curves().get(0).label() + "` is not an array of points");
    }
    CurvePoint point = new CurvePoint(node.pointFields().size());
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
      return;
    }
    String[] names = shape.names(value);
    if (names != null) {
      for (int i = 0; i < names.length; i++) {
        FieldTree child = here.name(names[i]);
        if (child != null) {
          walkPoint(shape.item(value, i), child, curve, point);
        }
      }
      return;
    }
    List<?> items = shape.list(value);
    for (int i = 0; items != null && i < items.size(); i++) {
      FieldTree child = here.index(i);
      if (child != null) {
        walkPoint(items.get(i), child, curve, point);
      }
    }
  }

  private void number(Object value, String field, int slot, CurvePoint point)
      throws UnreadableRecord {
    if (value instanceof Number number) {
      point.set(slot, number.doubleValue());
    } else {
      point.set(slot, Fields.number(field, shape.value(value)));
    }
  }
}
