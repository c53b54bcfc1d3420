package org.lossfloor.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.Filter;
import org.lossfloor.config.LogChoice;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.error.InputException;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.experiment.AuditSettings;
import org.lossfloor.experiment.ExperimentState;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Sample;
import org.lossfloor.ingest.SourceReport;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.detect.Wanted;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Trial;

/**
 * The experiments of a log that is recognised, read and packed as an audit does it. Spark is asked
 * for only where a format needs it.
 */
public final class LoggedExperiments {
  private static final int SHOWN = 20;

  /** Here nobody has a configuration from which a key can be left out. */
  private static final Set<NoteKind> GUESSES =
      EnumSet.of(NoteKind.GUESSED_MAPPING, NoteKind.GUESSED_DIRECTION);

  private final String path;
  private final LogChoice choice;
  private final AuditConfig config;
  private final Map<String, MetricSettings> settings = new TreeMap<>();
  private final Map<ExperimentKey, ExperimentState> found;
  private final List<String> notes = new ArrayList<>();
  private final Consumer<Trial> seen;

  private LoggedExperiments(
      String path, LogChoice choice, AuditConfig config, Consumer<Trial> seen) {
    this.seen = seen;
    this.path = path;
    this.choice = choice;
    this.config = config;
    found = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
  }

  /**
   * Recognises a log.
   *
   * @param path a file, a folder, a glob or the URL of a database
   * @param choice which experiment is wanted
   * @return the audit of it
   * @throws InputException if no log is recognised there
   */
  static AuditConfig recognised(String path, LogChoice choice) {
    Direction direction = choice.values().find(Key.DIRECTION).orElse(Direction.MINIMIZE);
    AuditConfig all =
        InitJob.recognise(List.of(path), Optional.empty(), new Wanted(choice.score(), direction))
            .config();
    AuditConfig wanted = choice.of(all);
    List<SourceConfig> sources =
        wanted.sources().stream().filter(source -> !source.metrics().isEmpty()).toList();
    if (sources.isEmpty()) {
      throw noScore(path, choice.score().orElse(""), all);
    }
    return new AuditConfig(wanted.name(), sources, wanted.estimate(), false, List.of());
  }

  private static UsageException noScore(String path, String score, AuditConfig all) {
    Set<String> names =
        all.sources().stream()
            .flatMap(source -> source.metrics().stream())
            .map(MetricConfig::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new UsageException(
        "there is no score `" + score + "`; there are: " + String.join(", ", names),
        path,
        Nearest.question(score, names).orElse("give --score one of these names"));
  }

  /**
   * Reads a log.
   *
   * @param spark gives the session; not asked where the log is read without it
   * @param path a file, a folder, a glob or the URL of a database
   * @param choice which experiment is wanted
   * @return its experiments, those that are not wanted included
   * @throws org.lossfloor.error.UserException if it cannot be read
   */
  public static LoggedExperiments read(
      Supplier<SparkSession> spark, String path, LogChoice choice) {
    return read(spark, path, choice, recognised(path, choice));
  }

  /**
   * Reads a log and shows its trials, which are not kept.
   *
   * @param spark gives the session; not asked where the log is read without it
   * @param path a file, a folder, a glob or the URL of a database
   * @param choice which experiment is wanted
   * @param seen is shown every trial
   * @return its experiments, those that are not wanted included
   * @throws org.lossfloor.error.UserException if it cannot be read
   */
  public static LoggedExperiments read(
      Supplier<SparkSession> spark, String path, LogChoice choice, Consumer<Trial> seen) {
    return read(spark, new LoggedExperiments(path, choice, recognised(path, choice), seen));
  }

  /** Reads a log that is recognised already. */
  static LoggedExperiments read(
      Supplier<SparkSession> spark, String path, LogChoice choice, AuditConfig config) {
    return read(spark, new LoggedExperiments(path, choice, config, trial -> {}));
  }

  private static LoggedExperiments read(Supplier<SparkSession> spark, LoggedExperiments all) {
    List<InputException> faults = new ArrayList<>();
    for (SourceConfig source : all.config.sources()) {
      all.read(spark, source).ifPresent(faults::add);
    }
    if (faults.size() == all.config.sources().size()) {
      throw faults.get(0);
    }
    faults.forEach(fault -> all.notes.add(fault.what() + " (" + fault.where() + ")"));
    all.found.values().forEach(ExperimentState::ended);
    all.found.values().removeIf(state -> state.scores().length == 0);
    return all;
  }

  private Optional<InputException> read(Supplier<SparkSession> spark, SourceConfig source) {
    AuditConfig one =
        new AuditConfig(config.name(), List.of(source), config.estimate(), false, List.of());
    try (Sample sample =
        Ingest.sample(spark, one, Optional.empty(), Long.MAX_VALUE, Long.MAX_VALUE)) {
      SourceReport report = sample.report();
      if (report.fault().isEmpty()) {
        sample.trials().forEachRemaining(this::add);
        settings.putAll(Doubts.added(one, AuditSettings.of(one), report.notes()));
        notes.addAll(told(source, report.warnings()));
      }
      return report.fault();
    }
  }

  private List<String> told(SourceConfig source, List<String> warnings) {
    List<String> told = new ArrayList<>();
    warnings.stream()
        .filter(warning -> GUESSES.stream().noneMatch(kind -> warning.contains(kind.sentence())))
        .forEach(told::add);
    if (!source.guessed().isEmpty()) {
      told.add(
          "what the log means is guessed in part ("
              + String.join(", ", source.guessed())
              + "); `lossfloor init "
              + path
              + "` shows how it is read");
    }
    return told;
  }

  private void add(Trial trial) {
    seen.accept(trial);
    found.computeIfAbsent(trial.experiment(), key -> ExperimentState.startedBy(trial)).add(trial);
  }

  /**
   * The only experiment that is wanted.
   *
   * @return the experiment
   * @throws UsageException if there are several, or none; it names those that there are
   */
  public LoggedExperiment only() {
    List<ExperimentKey> taken =
        found.keySet().stream().filter(key -> choice.takes(key.columns())).toList();
    if (taken.size() == 1) {
      return experiment(taken.get(0), found.get(taken.get(0)));
    }
    throw taken.isEmpty() ? none() : several(taken);
  }

  /**
   * Estimates every experiment that is wanted, without replicates, as an audit does.
   *
   * @return the answers, by the key of the experiment
   * @throws UsageException if there is none
   */
  public Map<ExperimentKey, Answer> answers() {
    Map<ExperimentKey, Answer> answers = new LinkedHashMap<>();
    found.forEach(
        (key, ended) -> {
          if (choice.takes(key.columns())) {
            MetricSettings wanted = settings.get(ended.settings());
            ExperimentState packed = ended.settled(wanted.reruns());
            answers.put(
                key,
                new ExperimentEstimator(wanted.settings())
                    .answer(packed.scores(), packed.draws(wanted)));
          }
        });
    if (answers.isEmpty()) {
      throw none();
    }
    return answers;
  }

  /** How many trials count in all experiments. */
  int trials() {
    return found.values().stream().mapToInt(state -> state.scores().length).sum();
  }

  /** How many experiments there are of the metric that has most of them. */
  int most() {
    return (int)
        found.keySet().stream()
            .collect(
                Collectors.groupingBy(
                    key -> key.columns().get(ExperimentKey.METRIC), Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
  }

  private LoggedExperiment experiment(ExperimentKey key, ExperimentState ended) {
    MetricSettings wanted = settings.get(ended.settings());
    ExperimentState packed = ended.settled(wanted.reruns());
    SourceConfig source = config.source(key.columns().get(ExperimentKey.SOURCE));
    MetricConfig metric = source.metric(key.columns().get(ExperimentKey.METRIC));
    KeyValues values = choice.values().with(Key.DIRECTION, wanted.settings().direction());
    String groups =
        source.groupBy().keySet().stream()
            .map(column -> ", " + column + " " + key.columns().get(column))
            .collect(Collectors.joining());
    return new LoggedExperiment(
        key.id(),
        path,
        LogReaders.of(source.format()).title() + groups,
        metric.name(),
        metric.bounds().map(own -> values.with(Key.BOUNDS, own)).orElse(values),
        !metric.directionGuessed(),
        Arrays.stream(packed.scores()).boxed().toList(),
        packed.draws(wanted),
        notes);
  }

  private UsageException none() {
    for (Filter filter : choice.where()) {
      List<String> values =
          found.keySet().stream()
              .flatMap(key -> Optional.ofNullable(key.columns().get(filter.field())).stream())
              .distinct()
              .toList();
      if (!values.isEmpty() && values.stream().noneMatch(v -> filter.holds(Optional.of(v)))) {
        String wanted = filter.values().isEmpty() ? "" : filter.values().get(0);
        return new UsageException(
            "no experiment has " + filter.text() + "; there are: " + shown(values),
            path,
            Nearest.question(wanted, values).orElse("give --where one of these values"));
      }
    }
    return new UsageException(
        "no trial that counts is left", path, "take a condition out of --where");
  }

  private static String shown(List<String> values) {
    String more = values.size() > SHOWN ? ", and " + (values.size() - SHOWN) + " more" : "";
    return values.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more;
  }

  private UsageException several(List<ExperimentKey> taken) {
    List<String> columns = separating(taken);
    List<String> lines = new ArrayList<>();
    for (ExperimentKey key : taken.subList(0, Math.min(SHOWN, taken.size()))) {
      String name =
          columns.stream()
              .map(column -> column + "=" + key.columns().get(column))
              .collect(Collectors.joining(" "));
      lines.add("  " + name + ": " + found.get(key).scores().length + " trials");
    }
    if (taken.size() > SHOWN) {
      lines.add("  and " + (taken.size() - SHOWN) + " more");
    }
    ExperimentKey first = taken.get(0);
    String example =
        columns.stream()
            .map(column -> condition(column, first.columns().get(column)))
            .collect(Collectors.joining(" "));
    return new UsageException(
        "there are " + taken.size() + " experiments in it:\n" + String.join("\n", lines),
        path,
        "choose one, for example "
            + example
            + "; `lossfloor audit` answers for all of them; --group-by "
            + LogChoice.NONE
            + " takes them for one");
  }

  private static List<String> separating(List<ExperimentKey> keys) {
    return keys.get(0).columns().keySet().stream()
        .filter(
            column -> keys.stream().map(key -> key.columns().get(column)).distinct().count() > 1)
        .toList();
  }

  private static String condition(String column, String value) {
    String typed = value.matches("[\\w.:/@+-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    return (column.equals(ExperimentKey.METRIC) ? "--score " : "--where " + column + "=") + typed;
  }
}
