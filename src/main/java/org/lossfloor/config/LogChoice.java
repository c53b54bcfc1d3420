package org.lossfloor.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.ExperimentKey;

/**
 * Which experiment of a recognised log is wanted, as it is typed.
 *
 * @param score the metric; nothing for the only one
 * @param groupBy what separates experiments; nothing for what was recognised
 * @param where conditions on key columns of experiments or on fields of records
 * @param values what else is typed: direction, reduction, settings of the estimate
 */
public record LogChoice(
    Optional<String> score, Optional<List<String>> groupBy, List<Filter> where, KeyValues values) {
  /** What {@code --group-by} takes where nothing separates experiments. */
  public static final String NONE = "none";

  /** Copies the conditions. */
  public LogChoice {
    where = List.copyOf(where);
  }

  /**
   * Reads what was typed.
   *
   * @param score the metric
   * @param groupBy fields, or {@link #NONE} alone; empty where nothing was typed
   * @param where conditions, {@code FIELD=VALUE} or one of {@link Filter#FORMS}
   * @param values what else was typed
   * @return the choice
   * @throws ConfigException if a condition is none
   */
  public static LogChoice typed(
      Optional<String> score, List<String> groupBy, List<String> where, KeyValues values) {
    Optional<List<String>> groups =
        groupBy.isEmpty()
            ? Optional.empty()
            : Optional.of(groupBy.equals(List.of(NONE)) ? List.of() : List.copyOf(groupBy));
    return new LogChoice(score, groups, where.stream().map(LogChoice::condition).toList(), values);
  }

  private static Filter condition(String text) {
    int equals = text.indexOf('=');
    return Filter.parse(text)
        .or(
            () ->
                Optional.of(equals)
                    .filter(at -> at > 0)
                    .map(at -> text.substring(0, at).strip())
                    .map(field -> new Filter(field, Filter.Op.EQ, List.of(value(text, equals)))))
        .orElseThrow(
            () ->
                new ConfigException(
                    "`" + text + "` is no condition",
                    "--where",
                    "Write FIELD=VALUE, for example dataset=cifar10, or " + Filter.FORMS + "."));
  }

  private static String value(String text, int equals) {
    return text.substring(equals + 1).strip();
  }

  /**
   * Applies the choice to what was recognised.
   *
   * @param audit the audit of what was recognised
   * @return the audit of what is wanted, but for the conditions on key columns
   */
  public AuditConfig of(AuditConfig audit) {
    return new AuditConfig(
        audit.name(),
        audit.sources().stream().map(this::of).toList(),
        values.over(audit.estimate()),
        false,
        List.of());
  }

  private SourceConfig of(SourceConfig source) {
    Map<String, String> groups =
        groupBy
            .map(
                fields ->
                    fields.stream()
                        .collect(Collectors.toMap(f -> f, f -> f, (a, b) -> a, LinkedHashMap::new)))
            .map(fields -> (Map<String, String>) fields)
            .orElse(source.groupBy());
    List<Filter> filters = new ArrayList<>(source.filters());
    where.stream().filter(filter -> !isKey(filter, groups)).forEach(filters::add);
    KeyValues read =
        values.has(Key.ENCODING)
            ? source.values().with(Key.ENCODING, values.get(Key.ENCODING))
            : source.values();
    return new SourceConfig(
        read.with(Key.GUESSED, guessed(source)),
        metrics(source),
        groups,
        filters,
        source.state(),
        source.rules(),
        source.fields(),
        source.dedup(),
        values.over(source.estimate()));
  }

  private static boolean isKey(Filter filter, Map<String, String> groups) {
    return groups.containsKey(filter.field())
        || filter.field().equals(ExperimentKey.SOURCE)
        || filter.field().equals(ExperimentKey.METRIC);
  }

  /** What somebody has said is no guess any more. */
  private List<String> guessed(SourceConfig source) {
    boolean grouped = groupBy.isPresent() || !where.isEmpty();
    return source.guessed().stream()
        .filter(key -> !(grouped && key.equals(Key.GROUP_BY.key())))
        .filter(key -> !(values.has(Key.REDUCE) && key.equals(Key.REDUCE.key())))
        .toList();
  }

  private List<MetricConfig> metrics(SourceConfig source) {
    return source.metrics().stream()
        .filter(metric -> score.isEmpty() || isNamed(metric, score.get()))
        .map(metric -> of(metric, source.record()))
        .toList();
  }

  private static boolean isNamed(MetricConfig metric, String score) {
    return List.of(score, "metrics." + score).stream()
        .anyMatch(name -> name.equals(metric.name()) || name.equals(metric.place()));
  }

  private MetricConfig of(MetricConfig metric, RecordKind record) {
    KeyValues own = metric.values();
    boolean ofCurve = metric.curve().isPresent() || record == RecordKind.POINT;
    if (values.has(Key.REDUCE) && ofCurve) {
      own = own.with(Key.REDUCE, values.get(Key.REDUCE));
    }
    if (values.has(Key.DIRECTION)) {
      own =
          own.without(Key.DIRECTION_FIELD)
              .with(Key.DIRECTION, values.get(Key.DIRECTION))
              .with(Key.DIRECTION_GUESSED, false);
    }
    return new MetricConfig(own);
  }

  /**
   * Whether an experiment is wanted.
   *
   * @param key its key columns
   * @return whether all conditions on them hold
   */
  public boolean takes(Map<String, String> key) {
    return where.stream()
        .filter(filter -> key.containsKey(filter.field()))
        .allMatch(filter -> filter.holds(Optional.of(key.get(filter.field()))));
  }
}
