package org.lossfloor.read.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lossfloor.config.path.FieldPath;
import org.lossfloor.config.path.FieldPath.Step;

/**
 * The mapped paths of a source as a tree, so that a record is read in one pass and everything that
 * is not mapped is skipped unread. A path {@code a.b.c} also finds the flat keys {@code "a.b.c"},
 * {@code "a.b"} over {@code "c"} and so on, because trackers flatten nested settings.
 */
public final class FieldTree {
  private static final int NONE = -1;

  /** A prefix of field names whose values are all kept. */
  record Prefix(String start, String outer) {}

  /** A learning curve: slots within its points. */
  public record Curve(int index, String label, int stepSlot, int valueSlot) {}

  private final Map<String, FieldTree> names = new HashMap<>();
  private final Map<Integer, FieldTree> indexes = new HashMap<>();
  private final List<Prefix> prefixes = new ArrayList<>();
  private final List<Curve> curves = new ArrayList<>();
  private final List<String> pointFields = new ArrayList<>();
  private FieldTree point;
  private int slot = NONE;
  private boolean reserved;

  /** Maps a path to a slot. */
  void add(FieldPath path, int target) {
    descend(path.steps(), 0, node -> node.slot = target);
  }

  /** Keeps a field from being taken by a prefix. */
  void reserve(FieldPath path) {
    descend(path.steps(), 0, node -> node.reserved = true);
  }

  private boolean isReserved() {
    return reserved
        || names.values().stream().anyMatch(FieldTree::isReserved)
        || indexes.values().stream().anyMatch(FieldTree::isReserved);
  }

  /** Maps all fields whose path starts with a text. */
  void addPrefix(String start) {
    int dot = start.lastIndexOf('.');
    take(new Prefix(start, ""));
    if (dot > 0) {
      FieldPath parent = FieldPath.parse(start.substring(0, dot)).orElseThrow();
      Prefix inner = new Prefix(start.substring(dot + 1), start.substring(0, dot + 1));
      descend(parent.steps(), 0, node -> node.take(inner));
    }
  }

  /** An object that holds a reserved field is not kept whole but field by field. */
  private void take(Prefix prefix) {
    prefixes.add(prefix);
    names.forEach(
        (name, child) -> {
          if (name.startsWith(prefix.start()) && !child.reserved && child.isReserved()) {
            child.take(new Prefix("", prefix.outer() + name + "."));
          }
        });
  }

  /** Maps a curve; step and value are paths within a point, null for the position and the point. */
  void addCurve(FieldPath path, int index, String step, String value) {
    descend(path.steps(), 0, node -> node.attach(path, index, step, value));
  }

  private void attach(FieldPath path, int index, String step, String value) {
    if (point == null) {
      point = new FieldTree();
    }
    curves.add(
        new Curve(index, path.text(), pointSlot(step), pointSlot(value == null ? "" : value)));
  }

  private int pointSlot(String field) {
    if (field == null) {
      return NONE;
    }
    int known = pointFields.indexOf(field);
    if (known >= 0) {
      return known;
    }
    pointFields.add(field);
    int target = pointFields.size() - 1;
    FieldPath.parse(field).ifPresentOrElse(p -> point.add(p, target), () -> point.slot = target);
    return target;
  }

  private interface Action {
    void at(FieldTree node);
  }

  private void descend(List<Step> steps, int from, Action action) {
    if (from == steps.size()) {
      action.at(this);
      return;
    }
    if (steps.get(from) instanceof Step.Index item) {
      indexes.computeIfAbsent(item.index(), i -> new FieldTree()).descend(steps, from + 1, action);
      return;
    }
    StringBuilder key = new StringBuilder();
    for (int i = from; i < steps.size() && steps.get(i) instanceof Step.Name part; i++) {
      key.append(key.isEmpty() ? "" : ".").append(part.name());
      names.computeIfAbsent(key.toString(), k -> new FieldTree()).descend(steps, i + 1, action);
    }
  }

  /** The mapped field of an object, or null. */
  public FieldTree name(String name) {
    return names.get(name);
  }

  /** The mapped item of an array, or null. */
  public FieldTree index(int index) {
    return indexes.isEmpty() ? null : indexes.get(index);
  }

  /** The name under which a field is kept by a prefix, or null. */
  public String prefixed(String name) {
    if (prefixes.isEmpty()) {
      return null;
    }
    FieldTree mapped = names.get(name);
    if (Plan.isIndex(name) || (mapped != null && mapped.isReserved())) {
      return null;
    }
    for (Prefix prefix : prefixes) {
      if (name.startsWith(prefix.start())) {
        return prefix.outer() + name;
      }
    }
    return null;
  }

  public boolean hasSlot() {
    return slot != NONE;
  }

  public int slot() {
    return slot;
  }

  public List<Curve> curves() {
    return curves;
  }

  /** What is mapped within a point of the curves here. */
  public FieldTree point() {
    return point;
  }

  public List<String> pointFields() {
    return pointFields;
  }

  /** Whether something below this node is mapped. */
  public boolean hasInner() {
    return !names.isEmpty() || !indexes.isEmpty() || !prefixes.isEmpty() || !curves.isEmpty();
  }

  /** The names of the mapped top-level fields, flat spellings included. */
  List<String> topNames() {
    return names.keySet().stream().sorted().toList();
  }

  List<Prefix> topPrefixes() {
    return prefixes;
  }
}
