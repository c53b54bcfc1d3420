package org.lossfloor.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Reduce;
import org.lossfloor.sweep.Transform;

/**
 * Where a score comes from.
 *
 * @param name the metric's name
 * @param field the number of a record; nothing when there is a curve
 * @param otherFields further names of the field; the first that a record has counts
 * @param curve the array of curve points of a record; nothing when there is a field
 * @param step the step: within a point of the curve, or in a point record; nothing for the position
 * @param value the number within a point of the curve; nothing when the point is the number
 * @param reduce how a curve becomes a score; nothing when the log holds one number per trial
 * @param direction which scores are good
 * @param transform applied to every logged value first
 * @param bounds the values a score can take; nothing for those of the estimate settings
 */
public record MetricConfig(
    String name,
    Optional<String> field,
    List<String> otherFields,
    Optional<String> curve,
    Optional<String> step,
    Optional<String> value,
    Optional<Reduce> reduce,
    Direction direction,
    Transform transform,
    Optional<Bounds> bounds) {

  /** Copies the list. */
  public MetricConfig {
    otherFields = List.copyOf(otherFields);
  }

  static MetricConfig load(YamlNode node, RecordKind record) {
    Settings settings = new Settings(node, Key.Section.METRIC);
    KeyValues values = settings.values();
    Place place = new Place(settings, record);
    MetricConfig metric =
        new MetricConfig(
            name(settings),
            place.field,
            place.others,
            place.curve,
            settings.text(Key.STEP),
            place.value,
            values.find(Key.REDUCE),
            values.find(Key.DIRECTION).orElseThrow(() -> undirected(settings)),
            values.get(Key.TRANSFORM),
            values.find(Key.METRIC_BOUNDS));
    return metric.checked(settings, record);
  }

  /**
   * The field that a record has to have.
   *
   * @return the number or the curve, by its first name
   */
  public String place() {
    return field.or(() -> curve).orElseThrow();
  }

  private static String name(Settings settings) {
    return settings
        .text(Key.METRIC_NAME)
        .or(() -> settings.texts(Key.METRIC_FIELD).stream().findFirst())
        .or(() -> settings.text(Key.VALUE))
        .or(() -> settings.text(Key.CURVE))
        .orElseThrow(
            () ->
                new ConfigException(
                    "the metric has neither `metric` nor `curve`",
                    settings.place(),
                    "Say where its number is: `metric: path` or `curve: path`."));
  }

  private static ConfigException undirected(Settings settings) {
    return new ConfigException(
        "`direction` is missing",
        settings.place(),
        "Add `direction: minimize` or `direction: maximize`; no log says it reliably.");
  }

  /** Where the number is: {@code a[*].b} is short for the curve {@code a} with the value b. */
  private static final class Place {
    private Optional<String> field;
    private final List<String> others;
    private Optional<String> curve;
    private Optional<String> value;

    Place(Settings settings, RecordKind record) {
      List<String> names = settings.texts(Key.METRIC_FIELD);
      field = names.stream().findFirst();
      others = names.stream().skip(1).toList();
      curve = settings.text(Key.CURVE);
      value = settings.text(Key.VALUE);
      if (field.isPresent() == curve.isPresent()) {
        throw new ConfigException(
            "a metric takes either `metric` or `curve`",
            settings.place(),
            "Give `metric` for one number, `curve` for an array of points.");
      }
      if (!others.isEmpty() && names.stream().anyMatch(name -> name.contains("[*]"))) {
        throw new ConfigException(
            "a list of names does not go with `[*]`",
            settings.place(),
            "Give one name, or a source of its own to the files that have the other.");
      }
      if (record == RecordKind.TRIAL && field.isPresent() && field.get().contains("[*]")) {
        split(field.get());
      }
    }

    private void split(String path) {
      int star = path.indexOf("[*]");
      field = Optional.empty();
      curve = Optional.of(path.substring(0, star));
      String rest = path.substring(star + 3);
      value =
          Optional.of(rest.startsWith(".") ? rest.substring(1) : rest).filter(r -> !r.isEmpty());
    }
  }

  private MetricConfig checked(Settings settings, RecordKind record) {
    if (curve.isPresent() && record == RecordKind.POINT) {
      throw new ConfigException(
          "`curve` does not go with `record: point`",
          settings.place(),
          "With one point a record, name the number with `metric` and its step with `step`.");
    }
    boolean ofCurve = curve.isPresent() || record == RecordKind.POINT;
    if (ofCurve && reduce.isEmpty()) {
      throw new ConfigException(
          "`reduce` is missing",
          settings.place(),
          "Say which score a curve gives: " + Reduce.FORMS);
    }
    if (!ofCurve && (step.isPresent() || value.isPresent() || needsCurve())) {
      throw new ConfigException(
          "`step`, `value`, at_step and mean_last need a curve",
          settings.place(),
          "Name the array with `curve`, or say `record: point`.");
    }
    return ofCurve ? this : withoutReduce();
  }

  private boolean needsCurve() {
    return reduce
        .map(r -> r.kind() == Reduce.Kind.AT_STEP || r.kind() == Reduce.Kind.MEAN_LAST)
        .orElse(false);
  }

  /** The last, best or only value of one number is the number. */
  private MetricConfig withoutReduce() {
    return new MetricConfig(
        name,
        field,
        otherFields,
        curve,
        step,
        value,
        Optional.empty(),
        direction,
        transform,
        bounds);
  }

  private Object names(String first) {
    return otherFields.isEmpty()
        ? first
        : Stream.concat(Stream.of(first), otherFields.stream()).toList();
  }

  SortedMap<String, Object> settings() {
    SortedMap<String, Object> all = new TreeMap<>();
    all.put(Key.METRIC_NAME.key(), name);
    field.ifPresent(path -> all.put(Key.METRIC_FIELD.key(), names(path)));
    curve.ifPresent(path -> all.put(Key.CURVE.key(), path));
    step.ifPresent(path -> all.put(Key.STEP.key(), path));
    value.ifPresent(path -> all.put(Key.VALUE.key(), path));
    reduce.ifPresent(rule -> all.put(Key.REDUCE.key(), rule.text()));
    all.put(Key.DIRECTION.key(), direction.code());
    all.put(Key.TRANSFORM.key(), transform.code());
    bounds.ifPresent(
        pair -> all.put(Key.METRIC_BOUNDS.key(), Key.METRIC_BOUNDS.type().plain().apply(pair)));
    return all;
  }
}
