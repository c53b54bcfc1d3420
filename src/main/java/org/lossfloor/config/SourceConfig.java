package org.lossfloor.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.lossfloor.config.key.DedupConfig;
import org.lossfloor.config.key.FieldRules;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.config.key.RunFields;
import org.lossfloor.config.key.Settings;
import org.lossfloor.config.key.StateConfig;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.config.path.PathRegex;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.config.yaml.YamlReader;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.OutcomeRules;
import org.lossfloor.sweep.RerunRule;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;

/**
 * One sweep log and how it is read. It travels to executors as it is.
 *
 * @param values values of the keys of a source, defaults included
 * @param metrics where the scores come from, at least one
 * @param groupBy key column to field
 * @param filters conditions on the records
 * @param state how the log marks the state of a trial
 * @param rules what trials without a plain score count as
 * @param fields what to do with records that lack what the mapping expects
 * @param dedup which record of a trial counts
 * @param estimate the values of {@code estimate} and {@code decide}, before those of the metric are
 *     applied
 */
public record SourceConfig(
    KeyValues values,
    List<MetricConfig> metrics,
    Map<String, String> groupBy,
    List<Filter> filters,
    StateConfig state,
    OutcomeRules rules,
    FieldRules fields,
    DedupConfig dedup,
    KeyValues estimate)
    implements Serializable {

  /** Copies the collections. */
  public SourceConfig {
    metrics = List.copyOf(metrics);
    groupBy = Collections.unmodifiableMap(new LinkedHashMap<>(groupBy));
    filters = List.copyOf(filters);
  }

  /**
   * The name.
   *
   * @return the key column {@code source} of its experiments
   */
  public String name() {
    return values.get(Key.SOURCE_NAME);
  }

  /**
   * The log format.
   *
   * @return the format
   */
  public LogFormat format() {
    return LogFormats.named(values.get(Key.FORMAT)).orElseThrow();
  }

  /**
   * What is read.
   *
   * @return files, folders or globs
   */
  public List<String> paths() {
    return values.get(Key.PATH);
  }

  /**
   * The fields that file paths hold.
   *
   * @return the expression, if there is one
   */
  public Optional<PathRegex> pathRegex() {
    return values.find(Key.PATH_REGEX);
  }

  /**
   * How its text is laid out: encoding, columns, limits of a cell.
   *
   * @return the layout
   */
  public TextLayout text() {
    return TextLayout.of(values);
  }

  /**
   * What one record is.
   *
   * @return the kind
   */
  public RecordKind record() {
    return values.get(Key.RECORD);
  }

  /**
   * The fields that identify a trial.
   *
   * @return the fields; empty for the place in the log
   */
  public List<String> trialId() {
    return values.get(Key.TRIAL_ID);
  }

  /**
   * Key columns that the log does not hold.
   *
   * @return key column to value
   */
  public Map<String, String> constants() {
    return values.get(Key.CONSTANTS);
  }

  /**
   * The hyperparameters.
   *
   * @return fields, or prefixes that end in {@code *}
   */
  public List<String> hyperparameters() {
    return values.get(Key.HYPERPARAMETERS);
  }

  /**
   * Further fields to keep.
   *
   * @return the fields
   */
  public List<String> tags() {
    return values.get(Key.TAGS);
  }

  /**
   * The fields about the run itself.
   *
   * @return the fields
   */
  public RunFields run() {
    return new RunFields(values);
  }

  /**
   * How the configurations were drawn.
   *
   * @return the sampler
   */
  public Sampler sampler() {
    return values.find(Key.SAMPLER).orElse(Sampler.UNKNOWN);
  }

  /**
   * Who says how they were drawn.
   *
   * @return whether the configuration does
   */
  public SamplerSource samplerSource() {
    return values.has(Key.SAMPLER) ? SamplerSource.DECLARED : SamplerSource.UNDECLARED;
  }

  /**
   * The field in which the log names the sampler.
   *
   * @return the field, if there is one
   */
  public Optional<String> samplerField() {
    return values.find(Key.SAMPLER_FIELD);
  }

  /**
   * What becomes of trials that differ in nothing but the training seed.
   *
   * @return the rule
   */
  public RerunRule reruns() {
    return values
        .find(Key.RERUNS)
        .map(policy -> new RerunRule(policy, true))
        .orElse(RerunRule.DEFAULT);
  }

  /**
   * The keys of the mapping that nobody has checked.
   *
   * @return keys of a source or a metric
   */
  public List<String> guessed() {
    return values.get(Key.GUESSED);
  }

  static SourceConfig load(YamlNode node, KeyValues base) {
    Settings given = new Settings(node, Key.Section.SOURCE);
    given.find(Key.SOURCE_ESTIMATE).ifPresent(SourceConfig::refuseSeed);
    List.of(Key.SOURCE_NAME, Key.FORMAT, Key.PATH).forEach(given::require);
    LogFormat format =
        Settings.parse(
            given.require(Key.FORMAT),
            Key.FORMAT,
            LogFormats::named,
            LogFormats.words(),
            LogFormats.all().stream().map(LogFormat::code).toList());
    Settings settings = new Settings(node.over(mapping(format)), Key.Section.SOURCE);
    KeyValues values =
        settings.values().complete(Key.Section.SOURCE).with(Key.FORMAT, format.code());
    RecordKind record = values.get(Key.RECORD);
    RunFields.check(settings);
    SourceConfig source =
        new SourceConfig(
            // What holds in a conflict of ids is part of the rules.
            values.without(Key.ON_ID_CONFLICT),
            settings.items(Key.METRICS).stream().map(m -> MetricConfig.load(m, record)).toList(),
            settings.find(Key.GROUP_BY).map(SourceConfig::columns).orElse(Map.of()),
            filters(given, format),
            settings.find(Key.STATE).map(StateConfig::load).orElse(StateConfig.NONE),
            rules(values),
            FieldRules.load(settings, values),
            dedup(settings, record, values.get(Key.TRIAL_ID)),
            AuditConfig.core(settings, base));
    source.text().check(settings);
    SourceChecks.check(source, settings);
    return source;
  }

  /** What the format knows by itself; what the user says goes before it. */
  private static YamlNode mapping(LogFormat format) {
    String file = "the mapping of the format " + format.code();
    return YamlReader.read(file, format.mapping().isBlank() ? "{}" : format.mapping());
  }

  /**
   * The fields that the format maps by itself. A log may lack some of them: not every study has
   * seeds.
   *
   * @return their names
   */
  public Set<String> usualFields() {
    Set<String> names = new HashSet<>();
    collect(mapping(format()), names);
    return names;
  }

  private static void collect(YamlNode node, Set<String> names) {
    names.add(node.text());
    node.items().forEach(item -> collect(item, names));
    node.entries().values().forEach(value -> collect(value, names));
  }

  /** All random streams of an audit come from one seed. */
  private static void refuseSeed(YamlNode estimate) {
    YamlNode.Place seed = estimate.keys().get(Key.RANDOM_SEED.key());
    if (seed != null) {
      throw new ConfigException(
          "`seed` does not belong under a source: one seed holds for the whole audit",
          seed.toString(),
          "Write `seed` in the `estimate` at the top of the file.");
    }
  }

  /** A list of fields, each its own column name, or a mapping of column to field. */
  private static Map<String, String> columns(YamlNode node) {
    if (node.kind() == YamlNode.Kind.MAPPING) {
      return Settings.mapping(node, Key.GROUP_BY);
    }
    Map<String, String> columns = new LinkedHashMap<>();
    Settings.texts(node, Key.GROUP_BY).forEach(field -> columns.put(field, field));
    return columns;
  }

  /**
   * The conditions of the file are added to those of the format, which keep out what is no draw. An
   * empty list stands for none at all.
   */
  private static List<Filter> filters(Settings given, LogFormat format) {
    List<Filter> usual =
        Optional.ofNullable(mapping(format).entries().get(Key.FILTERS.key()))
            .map(SourceConfig::conditions)
            .orElse(List.of());
    List<Filter> own = given.find(Key.FILTERS).map(SourceConfig::conditions).orElse(usual);
    return own.isEmpty() ? own : Stream.concat(usual.stream(), own.stream()).distinct().toList();
  }

  private static List<Filter> conditions(YamlNode node) {
    List<YamlNode> items = node.kind() == YamlNode.Kind.LIST ? node.items() : List.of(node);
    return items.stream()
        .map(item -> Settings.parse(item, Key.FILTERS, Filter::parse, Filter.FORMS))
        .toList();
  }

  private static OutcomeRules rules(KeyValues values) {
    return new OutcomeRules(
        values.get(Key.ON_FAILED),
        values.get(Key.ON_PRUNED),
        values.get(Key.ON_RUNNING),
        values.get(Key.ON_MISSING));
  }

  private static DedupConfig dedup(Settings settings, RecordKind record, List<String> trialId) {
    boolean usual = record == RecordKind.TRIAL && !trialId.isEmpty();
    return settings
        .find(Key.DEDUP)
        .map(DedupConfig::load)
        .orElse(new DedupConfig(List.of(), usual ? DedupConfig.Keep.LAST : DedupConfig.Keep.NONE));
  }

  /**
   * The values of {@code estimate} and {@code decide} for one metric, with its direction; its
   * bounds go before those of the source.
   *
   * @param metric the metric's name
   * @param direction which of its scores are good, as the configuration or the log says
   * @return the values
   * @throws IllegalArgumentException when the source has no such metric
   */
  public KeyValues estimate(String metric, Direction direction) {
    KeyValues directed = estimate.with(Key.DIRECTION, direction);
    return metric(metric).bounds().map(own -> directed.with(Key.BOUNDS, own)).orElse(directed);
  }

  /**
   * The fields that a prefix among the hyperparameters does not take, because they have another
   * part: metrics, trial id, state, times, seed, number, sampler and what separates experiments.
   *
   * @return their names
   */
  public List<String> roles() {
    Stream<String> measured =
        metrics.stream()
            .flatMap(
                m ->
                    Stream.of(
                            m.field().or(m::curve).stream(),
                            m.otherFields().stream(),
                            m.directionField().stream())
                        .flatMap(names -> names));
    Stream<String> steps =
        record() == RecordKind.POINT
            ? metrics.stream().flatMap(m -> m.step().stream())
            : Stream.empty();
    Stream<String> told =
        Stream.of(state.field().stream(), state.failedIf().stream(), samplerField().stream())
            .flatMap(names -> names);
    Stream<String> keys = Stream.concat(trialId().stream(), groupBy.values().stream());
    return Stream.of(measured, steps, told, keys, run().fields())
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /**
   * A metric by its name.
   *
   * @param metric the name
   * @return the metric
   * @throws IllegalArgumentException when the source has no such metric
   */
  public MetricConfig metric(String metric) {
    return metrics.stream()
        .filter(m -> m.name().equals(metric))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no metric " + metric + " in " + name()));
  }

  SourceConfig with(Overrides overrides) {
    return new SourceConfig(
        overrides.inputs().isEmpty() ? values : values.with(Key.PATH, overrides.inputs()),
        metrics,
        groupBy,
        filters,
        state,
        rules,
        fields,
        dedup,
        overrides.values().over(estimate));
  }

  /**
   * The settings in force, under the keys of the file; loading them again in an audit of the same
   * seed gives an equal source.
   *
   * @return key to text, number, list or mapping
   */
  public SortedMap<String, Object> settings() {
    SortedMap<String, Object> all = values.settings(Key.Section.SOURCE);
    if (!format().is(LogFormat.Trait.TABLE)) {
      SourceChecks.OF_TABLES.forEach(key -> all.remove(key.key()));
    }
    if (!format().is(LogFormat.Trait.DELIMITED)) {
      all.remove(Key.DELIMITER.key());
    }
    all.put(Key.METRICS.key(), metrics.stream().map(MetricConfig::settings).toList());
    all.put(Key.GROUP_BY.key(), groupBy);
    all.put(Key.FILTERS.key(), filters.stream().map(Filter::text).toList());
    if (!state.equals(StateConfig.NONE)) {
      all.put(Key.STATE.key(), state.options().settings(Key.Section.STATE));
    }
    fields.settings(all);
    all.put(Key.DEDUP.key(), dedup.settings());
    all.put(Key.SOURCE_DECIDE.key(), estimate.settings(Key.Section.DECIDE));
    SortedMap<String, Object> own = CoreSettings.ofEstimate(estimate);
    own.remove(Key.RANDOM_SEED.key());
    all.put(Key.SOURCE_ESTIMATE.key(), own);
    return all;
  }
}
