package org.lossfloor.config;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.config.key.Settings;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Reduce;
import org.lossfloor.sweep.Transform;

/**
 * Where a score comes from.
 *
 * @param values values of the keys of a metric, its name and direction among them
 */
public record MetricConfig(KeyValues values) implements Serializable {
  /**
   * The name.
   *
   * @return the key column {@code metric} of its experiments
   */
  public String name() {
    return values.get(Key.METRIC_NAME);
  }

  /**
   * The number of a record.
   *
   * @return the field; nothing when there is a curve
   */
  public Optional<String> field() {
    return values.find(Key.METRIC_FIELD).map(names -> names.get(0));
  }

  /**
   * Further names of the field.
   *
   * @return the names; the first that a record has counts
   */
  public List<String> otherFields() {
    return values.find(Key.METRIC_FIELD).stream().flatMap(List::stream).skip(1).toList();
  }

  /**
   * The array of curve points of a record.
   *
   * @return the field; nothing when there is a number
   */
  public Optional<String> curve() {
    return values.find(Key.CURVE);
  }

  /**
   * The step, within a point of the curve or in a point record.
   *
   * @return the field; nothing for the position
   */
  public Optional<String> step() {
    return values.find(Key.STEP);
  }

  /**
   * The number within a point of the curve.
   *
   * @return the field; nothing when the point is the number
   */
  public Optional<String> value() {
    return values.find(Key.VALUE);
  }

  /**
   * How a curve becomes a score.
   *
   * @return the rule; nothing when the log holds one number per trial
   */
  public Optional<Reduce> reduce() {
    return values.find(Key.REDUCE);
  }

  /**
   * Which scores are good, as the configuration says.
   *
   * @return the direction; nothing if the log says it
   */
  public Optional<Direction> direction() {
    return values.find(Key.DIRECTION);
  }

  /**
   * The field in which the log says which scores are good.
   *
   * @return the field, if there is one
   */
  public Optional<String> directionField() {
    return values.find(Key.DIRECTION_FIELD);
  }

  /**
   * Whether the direction follows from the metric's name alone.
   *
   * @return whether nobody has checked it
   */
  public boolean directionGuessed() {
    return values.get(Key.DIRECTION_GUESSED);
  }

  /**
   * What is applied to every logged value first.
   *
   * @return the transform
   */
  public Transform transform() {
    return values.get(Key.TRANSFORM);
  }

  /**
   * The values a score can take.
   *
   * @return the bounds; nothing for those of the estimate settings
   */
  public Optional<Bounds> bounds() {
    return values.find(Key.METRIC_BOUNDS);
  }

  static MetricConfig load(YamlNode node, RecordKind record) {
    Settings settings = new Settings(node, Key.Section.METRIC);
    KeyValues given = settings.values();
    if (!given.has(Key.DIRECTION) && !given.has(Key.DIRECTION_FIELD)) {
      throw undirected(settings);
    }
    KeyValues named = given.with(Key.METRIC_NAME, name(settings));
    MetricConfig metric =
        new MetricConfig(placed(named, settings, record).complete(Key.Section.METRIC));
    return metric.checked(settings, record);
  }

  /**
   * The field that a record has to have.
   *
   * @return the number or the curve, by its first name
   */
  public String place() {
    return field().or(this::curve).orElseThrow();
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
        "Add `direction: minimize` or `direction: maximize`, or `direction_field` if the log says"
            + " it.");
  }

  /** Where the number is: {@code a[*].b} is short for the curve {@code a} with the value b. */
  private static KeyValues placed(KeyValues values, Settings settings, RecordKind record) {
    if (values.has(Key.METRIC_FIELD) == values.has(Key.CURVE)) {
      throw new ConfigException(
          "a metric takes either `metric` or `curve`",
          settings.place(),
          "Give `metric` for one number, `curve` for an array of points.");
    }
    List<String> starred =
        values.find(Key.METRIC_FIELD).orElse(List.of()).stream()
            .filter(name -> name.contains("[*]"))
            .toList();
    if (starred.isEmpty()) {
      return values;
    }
    if (values.get(Key.METRIC_FIELD).size() > 1) {
      throw new ConfigException(
          "a list of names does not go with `[*]`",
          settings.place(),
          "Give one name, or a source of its own to the files that have the other.");
    }
    return record == RecordKind.TRIAL ? split(values, starred.get(0)) : values;
  }

  private static KeyValues split(KeyValues values, String path) {
    int star = path.indexOf("[*]");
    String rest = path.substring(star + 3);
    String value = rest.startsWith(".") ? rest.substring(1) : rest;
    KeyValues curve = values.without(Key.METRIC_FIELD).with(Key.CURVE, path.substring(0, star));
    return value.isEmpty() ? curve.without(Key.VALUE) : curve.with(Key.VALUE, value);
  }

  private MetricConfig checked(Settings settings, RecordKind record) {
    if (curve().isPresent() && record == RecordKind.POINT) {
      throw new ConfigException(
          "`curve` does not go with `record: point`",
          settings.place(),
          "With one point a record, name the number with `metric` and its step with `step`.");
    }
    boolean ofCurve = curve().isPresent() || record == RecordKind.POINT;
    if (ofCurve && reduce().isEmpty()) {
      throw new ConfigException(
          "`reduce` is missing",
          settings.place(),
          "Say which score a curve gives: " + Reduce.FORMS);
    }
    if (!ofCurve && (step().isPresent() || value().isPresent() || needsCurve())) {
      throw new ConfigException(
          "`step`, `value`, at_step and mean_last need a curve",
          settings.place(),
          "Name the array with `curve`, or say `record: point`.");
    }
    // The last, best or only value of one number is the number.
    return ofCurve ? this : new MetricConfig(values.without(Key.REDUCE));
  }

  private boolean needsCurve() {
    return reduce()
        .map(r -> r.kind() == Reduce.Kind.AT_STEP || r.kind() == Reduce.Kind.MEAN_LAST)
        .orElse(false);
  }

  SortedMap<String, Object> settings() {
    return values.settings(Key.Section.METRIC);
  }
}
