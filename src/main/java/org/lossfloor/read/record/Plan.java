package org.lossfloor.read.record;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.path.FieldPath;

/** Which fields of a record are read, and where each is put. */
public final class Plan {
  private final LogFormat format;
  private final boolean nested;
  private final FieldTree tree = new FieldTree();
  private final List<String> slots = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final List<String> curves = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private final TreeSet<String> essential = new TreeSet<>();
  private final TreeSet<String> reserved = new TreeSet<>();

  public Plan(LogFormat format) {
    this.format = format;
    nested = format.is(LogFormat.Trait.NESTED);
  }

  /** The slot of a field; a field has one slot even if it is mapped several times. */
  public int slot(String field) {
    int known = slots.indexOf(field);
    if (known >= 0) {
      return known;
    }
    slots.add(field);
    if (nested) {
      tree.add(FieldPath.parse(field).orElseThrow(), slots.size() - 1);
    }
    return slots.size() - 1;
  }

  /** Keeps all fields that start with a text. */
  public void prefix(String start) {
    prefixes.add(start);
    if (nested) {
      tree.addPrefix(start);
    }
  }

  /** Keeps a field with a role of its own, such as the metric, from being taken by a prefix. */
  public void reserve(String field) {
    reserved.add(field);
    if (nested) {
      tree.reserve(FieldPath.parse(field).orElseThrow());
    }
  }

  /** Whether a prefix takes a column of a table. */
  public boolean takes(String column) {
    return !isIndex(column)
        && !reserved.contains(column)
        && prefixes.stream().anyMatch(column::startsWith);
  }

  /**
   * The name of a column that has none; tables that were read and written again hold it as a name.
   *
   * @param position its position, from 0
   */
  public static String unnamed(int position) {
    return "Unnamed: " + position;
  }

  /** Whether a name is that of a column without a name, which numbers rows. */
  static boolean isIndex(String name) {
    return name.isEmpty() || name.startsWith("Unnamed: ") || name.startsWith("__index_level_");
  }

  /**
   * What is mapped within the cells of a table: fields and prefixes whose paths begin with the name
   * of a column and that are no columns themselves.
   *
   * @param columns the names of the columns
   * @return a tree with the columns as its names
   */
  public FieldTree within(List<String> columns) {
    FieldTree inner = new FieldTree();
    for (int slot = 0; slot < slots.size(); slot++) {
      String field = slots.get(slot);
      int target = slot;
      if (!columns.contains(field)) {
        FieldPath.parse(field).ifPresent(path -> inner.add(path, target));
      }
    }
    prefixes.stream()
        .filter(start -> columns.stream().noneMatch(column -> column.startsWith(start)))
        .filter(start -> FieldPath.parse(start.replaceFirst("\\.[^.]*$", "")).isPresent())
        .forEach(inner::addPrefix);
    reserved.forEach(field -> FieldPath.parse(field).ifPresent(inner::reserve));
    return inner;
  }

  /** A curve that is an array within a record. */
  public int curve(String field, String step, String value) {
    tree.addCurve(FieldPath.parse(field).orElseThrow(), curves.size(), step, value);
    curves.add(field);
    values.add(value == null ? "" : value);
    return curves.size() - 1;
  }

  /** A curve that is put together from point records. */
  public int assembledCurve() {
    curves.add("");
    values.add("");
    return curves.size() - 1;
  }

  /** Marks a field without which the log cannot be used. */
  public void need(String field) {
    essential.add(field);
  }

  public boolean needed(String field) {
    return essential.contains(field);
  }

  public LogFormat format() {
    return format;
  }

  public Fields fields() {
    return new Fields(slots.size(), curves.size(), prefixes);
  }

  public FieldTree tree() {
    return tree;
  }

  public List<String> slots() {
    return slots;
  }

  public List<String> prefixes() {
    return prefixes;
  }

  /** The arrays that are curves; empty for those that are put together. */
  public List<String> curves() {
    return curves;
  }

  /** What holds the value in the points of each curve; empty for the point itself. */
  public List<String> values() {
    return values;
  }
}
