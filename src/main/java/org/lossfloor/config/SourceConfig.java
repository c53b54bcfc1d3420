package org.lossfloor.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.OutcomeRules;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;

/**
 * One sweep log and how it is read.
 *
 * @param name its name, the key column {@code source} of its experiments
 * @param format the log format
 * @param paths files, folders or globs
 * @param pathRegex the fields that file paths hold
 * @param text how its text is laid out: encoding, columns, limits of a cell
 * @param record what one record is
 * @param trialId the fields that identify a trial; empty for the place in the log
 * @param metrics where the scores come from, at least one
 * @param groupBy key column to field
 * @param constants key column to value
 * @param hyperparameters fields, or prefixes that end in {@code *}
 * @param tags further fields to keep
 * @param run fields about the run itself
 * @param filters conditions on the records
 * @param state how the log marks the state of a trial
 * @param rules what trials without a plain score count as
 * @param fields what to do with records that lack what the mapping expects
 * @param dedup which record of a trial counts
 * @param sampler how the configurations were drawn
 * @param samplerSource who says so
 * @param samplerField the field in which the log names the sampler
 * @param estimate the values of {@code estimate} and {@code decide}, before those of the metric are
 *     applied
 */
public record SourceConfig(
    String name,
    LogFormat format,
    List<String> paths,
    Optional<PathRegex> pathRegex,
    TextLayout text,
    RecordKind record,
    List<String> trialId,
    List<MetricConfig> metrics,
    Map<String, String> groupBy,
    Map<String, String> constants,
    List<String> hyperparameters,
    List<String> tags,
    RunFields run,
    List<Filter> filters,
    StateConfig state,
    OutcomeRules rules,
    FieldRules fields,
    DedupConfig dedup,
    Sampler sampler,
    SamplerSource samplerSource,
    Optional<String> samplerField,
    KeyValues estimate) {

  /** Copies the collections. */
  public SourceConfig {
    paths = List.copyOf(paths);
    trialId = List.copyOf(trialId);
    metrics = List.copyOf(metrics);
    groupBy = Collections.unmodifiableMap(new LinkedHashMap<>(groupBy));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    hyperparameters = List.copyOf(hyperparameters);
    tags = List.copyOf(tags);
    filters = List.copyOf(filters);
  }

  static SourceConfig load(YamlNode node, KeyValues base) {
    Settings settings = new Settings(node, Key.Section.SOURCE);
    settings.find(Key.SOURCE_ESTIMATE).ifPresent(SourceConfig::refuseSeed);
    return load(settings, base);
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

  private static SourceConfig load(Settings settings, KeyValues base) {
    KeyValues values = settings.values();
    settings.require(Key.FORMAT);
    LogFormat format =
        settings.parsed(Key.FORMAT, LogFormats::named, LogFormats.words()).orElseThrow();
    RecordKind record = values.get(Key.RECORD);
    List<String> trialId = settings.texts(Key.TRIAL_ID);
    settings.require(Key.PATH);
    Optional<Sampler> sampler = values.find(Key.SAMPLER);
    SourceConfig source =
        new SourceConfig(
            settings.requiredText(Key.SOURCE_NAME),
            format,
            settings.texts(Key.PATH),
            values.find(Key.PATH_REGEX),
            TextLayout.load(settings, values),
            record,
            trialId,
            settings.items(Key.METRICS).stream().map(m -> MetricConfig.load(m, record)).toList(),
            settings.find(Key.GROUP_BY).map(SourceConfig::columns).orElse(Map.of()),
            settings.mapping(Key.CONSTANTS),
            settings.texts(Key.HYPERPARAMETERS),
            settings.texts(Key.TAGS),
            RunFields.load(settings, values),
            settings.find(Key.FILTERS).map(SourceConfig::conditions).orElse(List.of()),
            settings.find(Key.STATE).map(StateConfig::load).orElse(StateConfig.NONE),
            rules(values),
            FieldRules.load(settings, values),
            dedup(settings, record, trialId),
            sampler.orElse(Sampler.UNKNOWN),
            sampler.isPresent() ? SamplerSource.DECLARED : SamplerSource.UNDECLARED,
            settings.text(Key.SAMPLER_FIELD),
            AuditConfig.core(settings, base));
    SourceChecks.check(source, settings);
    return source;
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
   * @return the values
   * @throws IllegalArgumentException when the source has no such metric
   */
  public KeyValues estimate(String metric) {
    KeyValues directed = estimate.with(Key.DIRECTION, metric(metric).direction());
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
            .flatMap(m -> Stream.concat(m.field().or(m::curve).stream(), m.otherFields().stream()));
    Stream<String> steps =
        record == RecordKind.POINT
            ? metrics.stream().flatMap(m -> m.step().stream())
            : Stream.empty();
    Stream<String> told =
        Stream.of(state.field().stream(), state.failedIf().stream(), samplerField.stream())
            .flatMap(names -> names);
    Stream<String> keys = Stream.concat(trialId.stream(), groupBy.values().stream());
    return Stream.of(measured, steps, told, keys, run.fields())
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
        .orElseThrow(() -> new IllegalArgumentException("no metric " + metric + " in " + name));
  }

  SourceConfig with(Overrides overrides) {
    return copy(
        overrides.inputs().isEmpty() ? paths : overrides.inputs(),
        overrides.values().over(estimate));
  }

  private SourceConfig copy(List<String> newPaths, KeyValues newEstimate) {
    return new SourceConfig(
        name,
        format,
        newPaths,
        pathRegex,
        text,
        record,
        trialId,
        metrics,
        groupBy,
        constants,
        hyperparameters,
        tags,
        run,
        filters,
        state,
        rules,
        fields,
        dedup,
        sampler,
        samplerSource,
        samplerField,
        newEstimate);
  }

  /**
   * The settings in force, under the keys of the file; loading them again in an audit of the same
   * seed gives an equal source.
   *
   * @return key to text, number, list or mapping
   */
  public SortedMap<String, Object> settings() {
    SortedMap<String, Object> all = new TreeMap<>();
    all.put(Key.SOURCE_NAME.key(), name);
    all.put(Key.FORMAT.key(), format.code());
    all.put(Key.PATH.key(), paths);
    pathRegex.ifPresent(regex -> all.put(Key.PATH_REGEX.key(), regex.text()));
    text.settings(all);
    all.put(Key.RECORD.key(), record.code());
    all.put(Key.TRIAL_ID.key(), trialId);
    all.put(Key.METRICS.key(), metrics.stream().map(MetricConfig::settings).toList());
    all.put(Key.GROUP_BY.key(), groupBy);
    all.put(Key.CONSTANTS.key(), constants);
    all.put(Key.HYPERPARAMETERS.key(), hyperparameters);
    all.put(Key.TAGS.key(), tags);
    run.settings(all);
    all.put(Key.FILTERS.key(), filters.stream().map(Filter::text).toList());
    if (!state.equals(StateConfig.NONE)) {
      all.put(Key.STATE.key(), state.settings());
    }
    all.put(Key.ON_FAILED.key(), rules.onFailed().code());
    all.put(Key.ON_PRUNED.key(), rules.onPruned().code());
    all.put(Key.ON_RUNNING.key(), rules.onRunning().code());
    all.put(Key.ON_MISSING.key(), rules.onMissing().code());
    fields.settings(all);
    all.put(Key.DEDUP.key(), dedup.settings());
    if (samplerSource == SamplerSource.DECLARED) {
      all.put(Key.SAMPLER.key(), sampler.code());
    }
    samplerField.ifPresent(field -> all.put(Key.SAMPLER_FIELD.key(), field));
    all.put(Key.SOURCE_DECIDE.key(), estimate.settings(Key.Section.DECIDE));
    SortedMap<String, Object> own = estimate.settings(Key.Section.ESTIMATE);
    own.remove(Key.RANDOM_SEED.key());
    all.put(Key.SOURCE_ESTIMATE.key(), own);
    return all;
  }

  /**
   * The settings in force and the seed of the audit as JSON, in which form they travel to
   * executors.
   *
   * @return a JSON object
   */
  public String toJson() {
    SortedMap<String, Object> all = settings();
    all.put(Key.SOURCE_ESTIMATE.key(), estimate.settings(Key.Section.ESTIMATE));
    return AuditConfig.json(all);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param json a JSON object
   * @return the source
   * @throws ConfigException when the settings are not valid
   */
  public static SourceConfig fromJson(String json) {
    Settings settings = new Settings(YamlReader.read("settings", json), Key.Section.SOURCE);
    return load(settings, KeyValues.NONE);
  }
}
