package org.lossfloor.read.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.lossfloor.config.Filter;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.config.key.RunFields;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.NamedTexts;
import org.lossfloor.sweep.Origin;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.sweep.SamplerWords;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/** Makes canonical trials of the mapped values of a source's records. */
public final class TrialMaker {
  private static final int EXPERIMENTS_KEPT = 10_000;

  private record Condition(Filter filter, Ref ref) {}

  private final SourceConfig source;
  private final Plan plan;
  private final String format;
  private final List<Ref> trialId;
  private final Map<String, Ref> columns = new LinkedHashMap<>();
  private final List<MetricReader> metrics = new ArrayList<>();
  private final NamedRefs parameters;
  private final NamedRefs tags;
  private final Optional<Ref> number;
  private final Optional<Ref> seed;
  private final Optional<ExecutionsReader> executions;
  private final Optional<Ref> start;
  private final Optional<Ref> end;
  private final Optional<Ref> duration;
  private final Optional<Ref> sampler;
  private final LoggedTime times;
  private final List<Condition> conditions;
  private final String name;
  private final RunFields run;
  private final Sampler declared;
  private final SamplerSource declaredBy;

  /** The bounds of each metric. */
  private final List<Bounds> bounds;

  private final StateReader state;
  private final List<Ref> duplicateKey;
  private final Map<List<String>, List<ExperimentKey>> experiments = new HashMap<>();

  /** The key of the last record and its experiments: neighbours mostly have the same. */
  private List<String> lastKey;

  private List<ExperimentKey> lastExperiments;

  public TrialMaker(SourceConfig source) {
    this.source = source;
    plan = new Plan(source.format());
    format = source.format().code();
    trialId = source.trialId().stream().map(name -> Ref.needed(name, source, plan)).toList();
    source.groupBy().forEach((column, name) -> columns.put(column, Ref.needed(name, source, plan)));
    source.constants().forEach((name, value) -> columns.putIfAbsent(name, new Ref.Constant(value)));
    source.metrics().forEach(m -> metrics.add(new MetricReader(m, source.record(), plan)));
    source.roles().forEach(this::reserve);
    parameters = new NamedRefs(planned(source.hyperparameters()));
    tags = new NamedRefs(fields(source.tags()));
    run = source.run();
    name = source.name();
    declared = source.sampler();
    declaredBy = source.samplerSource();
    bounds = source.metrics().stream().map(m -> bounds(m, source)).toList();
    number = ref(run.number());
    seed = ref(run.seed());
    executions = run.executions().map(field -> new ExecutionsReader(field, field(field)));
    start = ref(run.start());
    end = ref(run.end());
    duration = ref(run.duration());
    sampler = ref(source.samplerField());
    times = new LoggedTime(run.timezone(), run.timeFormats());
    conditions = source.filters().stream().map(f -> new Condition(f, field(f.field()))).toList();
    state = new StateReader(source, plan);
    duplicateKey =
        source.dedup().key().stream().map(name -> Ref.needed(name, source, plan)).toList();
  }

  private static Bounds bounds(MetricConfig metric, SourceConfig source) {
    return metric.bounds().or(() -> source.estimate().find(Key.BOUNDS)).orElse(Bounds.NONE);
  }

  /** Names of constants and of groups of the path are not fields. */
  private void reserve(String name) {
    if (Ref.isField(name, source)) {
      plan.reserve(name);
    }
  }

  private Map<String, Ref> planned(List<String> hyperparameters) {
    Map<String, Ref> single = new LinkedHashMap<>();
    for (String name : hyperparameters) {
      if (name.endsWith("*")) {
        plan.prefix(name.substring(0, name.length() - 1));
      } else {
        single.put(name, field(name));
      }
    }
    return single;
  }

  private Map<String, Ref> fields(List<String> names) {
    Map<String, Ref> fields = new LinkedHashMap<>();
    names.forEach(name -> fields.put(name, field(name)));
    return fields;
  }

  private Ref field(String name) {
    return Ref.of(name, source, plan);
  }

  private Optional<Ref> ref(Optional<String> name) {
    return name.map(this::field);
  }

  public Plan plan() {
    return plan;
  }

  public StateReader state() {
    return state;
  }

  public List<MetricReader> metrics() {
    return metrics;
  }

  /** Whether all filters hold for a record. */
  public boolean passes(Fields fields, Place place) {
    for (Condition condition : conditions) {
      String text = condition.ref().text(fields, place.parts());
      Optional<String> value = Optional.ofNullable(text).filter(t -> !t.isEmpty());
      if (!condition.filter().holds(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The id of the trial that a record belongs to.
   *
   * @throws UnreadableRecord when the log should hold one and does not
   */
  String trialId(Fields fields, Place place) throws UnreadableRecord {
    return trialId.size() == 1
        ? idPart(0, fields, place)
        : String.join("/", idParts(fields, place));
  }

  /** The parts of the id; joined for people, a slash within one looks like one between two. */
  private List<String> idParts(Fields fields, Place place) throws UnreadableRecord {
    if (trialId.isEmpty()) {
      boolean point = source.record() == RecordKind.POINT;
      return List.of(point ? place.path() : place.path() + "#" + place.line());
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < trialId.size(); i++) {
      parts.add(idPart(i, fields, place));
    }
    return parts;
  }

  private String idPart(int position, Fields fields, Place place) throws UnreadableRecord {
    String part = trialId.get(position).text(fields, place.parts());
    if (part == null || part.isEmpty()) {
      throw new UnreadableRecord(
          "the trial id `" + source.trialId().get(position) + "` is missing");
    }
    return part;
  }

  /** What the point records of one trial agree in. */
  public String group(Fields fields, Place place) throws UnreadableRecord {
    return joined(idParts(fields, place), key(fields, place));
  }

  /**
   * What duplicates agree in: the experiment, and the configured fields or the trial id.
   *
   * @return null if the record lacks one of the configured fields: then it is never a duplicate
   */
  public String duplicateGroup(Trial trial, Fields fields, Place place) throws UnreadableRecord {
    List<String> experiment = List.of(trial.experiment().id());
    if (duplicateKey.isEmpty()) {
      return joined(
          experiment, trialId.size() < 2 ? List.of(trial.trialId()) : idParts(fields, place));
    }
    List<String> parts = new ArrayList<>(duplicateKey.size());
    for (Ref ref : duplicateKey) {
      String part = ref.text(fields, place.parts());
      if (part == null || part.isEmpty()) {
        return null;
      }
      parts.add(part);
    }
    return joined(experiment, parts);
  }

  /** Texts joined into one, each preceded by its length, so that no two lists give the same. */
  private static String joined(List<String> first, List<String> second) {
    StringBuilder text = new StringBuilder();
    first.forEach(part -> append(text, part));
    second.forEach(part -> append(text, part));
    return text.toString();
  }

  private static void append(StringBuilder text, String part) {
    text.append(part.length()).append(':').append(part);
  }

  /** The values of the key columns, in the order of {@link #columns}. */
  private List<String> key(Fields fields, Place place) {
    List<String> key = new ArrayList<>(columns.size());
    for (Ref ref : columns.values()) {
      key.add(orEmpty(ref.text(fields, place.parts())));
    }
    return key;
  }

  /**
   * The experiments of a record, one for each metric; they are cached, because there are few among
   * many records.
   */
  private List<ExperimentKey> experiments(Fields fields, Place place) {
    if (lastKey != null && hasLastKey(fields, place)) {
      return lastExperiments;
    }
    List<String> values = key(fields, place);
    List<ExperimentKey> known = experiments.get(values);
    if (known != null) {
      lastKey = values;
      lastExperiments = known;
      return known;
    }
    Map<String, String> key = new LinkedHashMap<>();
    columns.keySet().forEach(column -> key.put(column, values.get(key.size())));
    List<ExperimentKey> made =
        source.metrics().stream()
            .map(metric -> ExperimentKey.of(name, metric.name(), key))
            .toList();
    if (experiments.size() < EXPERIMENTS_KEPT) {
      experiments.put(values, made);
    }
    return made;
  }

  private boolean hasLastKey(Fields fields, Place place) {
    int at = 0;
    for (Ref ref : columns.values()) {
      if (!lastKey.get(at++).equals(orEmpty(ref.text(fields, place.parts())))) {
        return false;
      }
    }
    return true;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /**
   * Makes the trials of a record, or of all records of a trial.
   *
   * @param fields the values
   * @param place where the first record stands
   * @param records how many records there are
   * @param passes whether the filters hold
   * @param tally takes notes
   * @return one trial for each metric
   * @throws UnreadableRecord when a value is not of its kind
   */
  public List<Trial> trials(
      Fields fields, Place place, long records, boolean passes, FileTally tally)
      throws UnreadableRecord {
    String id = trialId(fields, place);
    TrialState reached = state.state(fields, place.parts());
    List<ExperimentKey> keys = experiments(fields, place);
    Origin origin = new Origin(name, format, place.path(), OptionalLong.of(place.line()), records);
    NamedTexts drawn = parameters.texts(fields, place).with(fields.prefixed());
    NamedTexts tagged = tags.texts(fields, place);
    Timing timing = timing(fields, place, tally);
    Optional<String> raw = state.raw(fields, place.parts());
    Optional<Sampler> recorded = sampler(text(sampler, fields, place));
    List<Double> runs = executions.map(e -> e.scores(fields, place, tally)).orElse(List.of());
    List<Trial> trials = new ArrayList<>(metrics.size());
    for (int i = 0; i < metrics.size(); i++) {
      MetricReader metric = metrics.get(i);
      // The runs are those of the first metric.
      List<Double> own = i == 0 ? runs : List.of();
      Score logged = metric.score(fields, place.line(), tally);
      Score score = metric.score(logged, own, place.line(), tally);
      trials.add(
          new Trial(
              keys.get(i),
              id,
              number.isEmpty()
                  ? OptionalLong.empty()
                  : whole(number.get().value(fields, place.parts())),
              reached,
              raw,
              score,
              drawn,
              Optional.ofNullable(text(seed, fields, place)),
              metric.scaled(own),
              recorded.orElse(declared),
              recorded.isPresent() ? SamplerSource.RECORDED : declaredBy,
              timing,
              tagged,
              origin,
              outcome(bounds.get(i), reached, score, passes)));
    }
    return trials;
  }

  /** The sampler that the log names; what the configuration says must not be another one. */
  private Optional<Sampler> sampler(String word) throws UnreadableRecord {
    Optional<Sampler> recorded = Optional.ofNullable(word).flatMap(SamplerWords::parse);
    boolean stated = declaredBy == SamplerSource.DECLARED && declared != Sampler.UNKNOWN;
    if (stated && recorded.isPresent() && recorded.get() != declared) {
      throw new UnreadableRecord(
          "`sampler` is "
              + declared.code()
              + " in the configuration, but `"
              + source.samplerField().orElseThrow()
              + "` of the log is "
              + word
              + "; leave `sampler` out, or leave `sampler_field` out if the log is wrong");
    }
    return recorded;
  }

  private Outcome outcome(Bounds bounds, TrialState reached, Score score, boolean passes) {
    if (!passes) {
      return new Outcome.Excluded(ExclusionReason.FILTERED);
    }
    return source.rules().judge(reached, score, bounds);
  }

  private static String text(Optional<Ref> ref, Fields fields, Place place) {
    return ref.map(r -> r.text(fields, place.parts())).orElse(null);
  }

  private Timing timing(Fields fields, Place place, FileTally tally) {
    if (start.isEmpty() && end.isEmpty() && duration.isEmpty()) {
      return Timing.UNKNOWN;
    }
    Optional<Instant> from = time(run.start(), text(start, fields, place), place, tally);
    Optional<Instant> to = time(run.end(), text(end, fields, place), place, tally);
    OptionalDouble seconds = seconds(text(duration, fields, place));
    if (seconds.isEmpty() && from.isPresent() && to.isPresent()) {
      seconds = OptionalDouble.of((to.get().toEpochMilli() - from.get().toEpochMilli()) / 1000.0);
    }
    return new Timing(from, to, seconds);
  }

  private Optional<Instant> time(
      Optional<String> field, String text, Place place, FileTally tally) {
    Optional<Instant> time = times.parse(text);
    if (time.isEmpty() && LoggedTime.isTold(text)) {
      tally.note(
          NoteKind.UNREAD_TIME, place.line(), "`" + field.orElseThrow() + "` is " + text.strip());
    }
    return time;
  }

  private static OptionalDouble seconds(String text) {
    try {
      OptionalDouble seconds = Fields.number("duration", text);
      return seconds.isPresent() && Double.isFinite(seconds.getAsDouble())
          ? seconds
          : OptionalDouble.empty();
    } catch (UnreadableRecord e) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalLong whole(Object value) {
    if (value instanceof Long number) {
      return OptionalLong.of(number);
    }
    String text = NamedTexts.spelled(value);
    try {
      return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
