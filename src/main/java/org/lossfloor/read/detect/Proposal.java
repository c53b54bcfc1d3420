package org.lossfloor.read.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.StateConfig;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.config.yaml.YamlReader;
import org.lossfloor.error.Printable;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.record.StateNames;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.sweep.MetricWords;
import org.lossfloor.sweep.SamplerWords;

/** Proposes how the fields of a log are mapped, where its format does not know. */
final class Proposal {
  private static final String METRICS = "metrics.";

  /** Prefixes under which logs keep hyperparameters. */
  private static final Pattern PARAMS =
      Pattern.compile("(?i)((hyper_?param(eter)?s?|hparams?|params?|config|hp|args|hps)([./_])).+");

  /** What is the same in so many records is taken for a constant. */
  private static final int MANY = 100;

  private static final Set<String> FLAGS =
      Set.of("true", "false", "True", "False", "TRUE", "FALSE");
  private static final int LONG_TEXT = 100;
  private static final int LISTED = 20;
  private static final String OBJECTIVE = "objective";

  private final LogGroup group;
  private final FieldSample sample;
  private final Mapping mapping = new Mapping();
  private final List<String> arrays = new ArrayList<>();
  private final Set<String> prefixes = new LinkedHashSet<>();

  /** Fields that have a part. */
  private final Set<String> taken = new HashSet<>();

  /** How records are points of curves, if they are. */
  private Optional<PointLog> points = Optional.empty();

  private final Wanted wanted;

  private Proposal(LogGroup group, Wanted wanted) {
    this.group = group;
    this.wanted = wanted;
    this.sample = FieldSample.of(group);
  }

  /**
   * The proposal for a group; it has no metric if none can be told.
   *
   * @param group the group
   * @param wanted the score that somebody has named
   * @return nothing if the files do not hold together as what their first lines look like
   */
  static Optional<Mapping> of(LogGroup group, Wanted wanted) {
    Proposal proposal = new Proposal(group, wanted);
    Optional<Map<String, YamlNode>> known = knownMetric(group);
    if (known.isPresent()) {
      proposal.known(known.get());
    } else if (!group.reader().mapping().isBlank()) {
      proposal.tracker();
    } else if (proposal.isLog()) {
      proposal.homeMade();
    } else {
      return Optional.empty();
    }
    return Optional.of(proposal.mapping);
  }

  /** Any text looks like a table, and a number in a line of its own like a score. */
  private boolean isLog() {
    if (group.reader().unit() == LogReader.Unit.ROWS) {
      return true;
    }
    boolean table = group.reader().is(LogFormat.Trait.TABLE);
    return sample.records() > sample.unreadable()
        && (!table || sample.names().stream().anyMatch(this::isNumeric));
  }

  /** The metric of a format that says where the scores are. */
  private static Optional<Map<String, YamlNode>> knownMetric(LogGroup group) {
    String yaml = group.reader().mapping();
    return yaml.isBlank()
        ? Optional.empty()
        : Optional.ofNullable(
                YamlReader.read(group.reader().code(), yaml).entries().get(Key.METRICS.key()))
            .map(metrics -> metrics.items().get(0).entries());
  }

  /** Some logs of a format lack the direction that the others have, as tables of trials do. */
  private void known(Map<String, YamlNode> metric) {
    YamlNode direction = metric.get(Key.DIRECTION_FIELD.key());
    boolean told =
        direction == null || sample.names().isEmpty() || sample.names().contains(direction.text());
    if (told) {
      mapping.usualMetrics();
      return;
    }
    String field = metric.get(Key.METRIC_FIELD.key()).text();
    Set<Optional<Direction>> named =
        Stream.concat(sample.present(OBJECTIVE).distinct(), fileNames())
            .map(MetricWords::direction)
            .filter(Optional::isPresent)
            .collect(Collectors.toSet());
    if (named.size() > 1) {
      mapping.remark(
          "The log does not say which scores are good, and its objectives seem to differ.");
      return;
    }
    boolean known = !named.isEmpty();
    mapping.metric(
        Map.of(Key.METRIC_FIELD.key(), field),
        known ? named.iterator().next().get() : Direction.MINIMIZE,
        "guess: the log does not say which values are good"
            + (known ? "; by the name of the objective or the file" : "; most are minimised"));
  }

  private Stream<String> fileNames() {
    return group.paths().stream().map(path -> path.substring(path.lastIndexOf('/') + 1));
  }

  /** A tracker's log names its metrics, but not which was tuned or which values are good. */
  private void tracker() {
    metrics(
        sample.names().stream()
            .filter(name -> name.startsWith(METRICS))
            .filter(this::isNumeric)
            .toList());
  }

  private void homeMade() {
    if (group.reader().onlyField().isPresent()) {
      only(group.reader().onlyField().get());
      return;
    }
    layout();
    sample.names().forEach(this::prefixed);
    List<String> plain = sample.names().stream().filter(name -> !hasPrefix(name)).toList();
    plain.forEach(this::state);
    points = PointLog.find(sample, plain);
    points.ifPresent(this::points);
    List<String> numeric =
        plain.stream().filter(name -> !taken.contains(name) && isNumeric(name)).toList();
    metrics(numeric.stream().filter(name -> role(name).isEmpty() || isMetric(name)).toList());
    plain.forEach(this::curve);
    remark("Arrays whose names do not say which values are good, left out", arrays);
    plain.stream().filter(name -> !taken.contains(name)).forEach(this::run);
    groups(plain);
    hyperparameters(plain);
  }

  private void layout() {
    if (group.reader().is(LogFormat.Trait.TABLE) && group.how().layout().delimiter() != ',') {
      char delimiter = group.how().layout().delimiter();
      mapping.known(
          Key.DELIMITER, delimiter == '\t' ? "'\\t'" : "'" + delimiter + "'", "as in the header");
    }
  }

  /** The scores of a file of numbers have no name but that of the file. */
  private void only(String field) {
    String path = group.paths().get(0);
    MetricWords.direction(path.substring(path.lastIndexOf('/') + 1))
        .filter(direction -> group.logs().size() == 1)
        .ifPresent(direction -> propose(place(field), field, direction));
  }

  private void prefixed(String name) {
    var matcher = PARAMS.matcher(name);
    if (matcher.matches()) {
      prefixes.add(matcher.group(1));
    }
  }

  private boolean hasPrefix(String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  private static Optional<FieldRole> role(String name) {
    return FieldRole.of(name);
  }

  private boolean isMetric(String name) {
    return direction(name).isPresent();
  }

  /** The direction that the name of a metric tells, or that of the score that is wanted. */
  private Optional<Direction> direction(String name) {
    return wanted.direction(name).or(() -> MetricWords.direction(name));
  }

  /** Whether all texts are numbers or words for missing ones, and one is finite. */
  private boolean isNumeric(String name) {
    if (sample.records() == 0) {
      return true;
    }
    List<String> texts = sample.present(name).toList();
    return texts.stream().allMatch(text -> number(text).isPresent())
        && texts.stream().anyMatch(text -> Double.isFinite(number(text).get()));
  }

  /** The number of a text, NaN for a missing one; nothing for another text. */
  private static Optional<Double> number(String text) {
    try {
      return Optional.of(LoggedNumber.parse(text).orElse(Double.NaN));
    } catch (LoggedNumber.Unreadable e) {
      return Optional.empty();
    }
  }

  private long distinct(String name) {
    return sample.present(name).distinct().count();
  }

  /** Whether each record has a value of its own. */
  private boolean isUnique(String name) {
    return sample.present(name).count() == sample.records() && distinct(name) == sample.records();
  }

  private void state(String name) {
    List<String> texts = sample.present(name).toList();
    if (texts.isEmpty()) {
      return;
    }
    boolean words =
        StateNames.isOne(name)
            && texts.stream().allMatch(text -> StateConfig.usual(text).isPresent());
    boolean flags = FieldRole.FAILED.fits(name) && FLAGS.containsAll(texts);
    if ((words || flags) && !mapping.has(Key.STATE)) {
      taken.add(name);
      String key = (words ? Key.STATE_FIELD : Key.FAILED_IF).key();
      mapping.guess(
          Key.STATE,
          Yaml.mapping(Map.of(key, name)),
          words ? "its values are words for states" : "its values are true or false");
    }
  }

  /** Metrics by their names; those of the training only if there are no others. */
  private void metrics(List<String> fields) {
    List<String> known = fields.stream().filter(this::isMetric).toList();
    boolean others = known.stream().anyMatch(name -> !isTraining(name));
    List<String> training = new ArrayList<>();
    for (String name : known) {
      taken.add(name);
      if (others && isTraining(name)) {
        training.add(name);
      } else {
        propose(place(name), name, direction(name).get());
      }
    }
    remark("Metrics of the training, left out", training);
    List<String> unknown =
        fields.stream().filter(name -> name.startsWith(METRICS) && !isMetric(name)).toList();
    remark("Numbers whose names do not say which values are good, left out", unknown);
  }

  private boolean isTraining(String name) {
    return MetricWords.isTraining(name) && wanted.direction(name).isEmpty();
  }

  private Map<String, String> place(String field) {
    Map<String, String> place = new LinkedHashMap<>();
    place.put(Key.METRIC_FIELD.key(), field);
    points.ifPresent(
        curves -> {
          place.put(Key.STEP.key(), curves.step());
          place.put(Key.REDUCE.key(), "last");
        });
    return place;
  }

  private void propose(Map<String, String> place, String name, Direction direction) {
    String good = direction == Direction.MINIMIZE ? "small" : "large";
    mapping.metric(place, direction, "guess: its name says that " + good + " values are good");
    taken.add(name);
  }

  private void remark(String what, List<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > LISTED ? ", and " + (names.size() - LISTED) + " more" : "";
      String listed =
          names.stream()
              .limit(LISTED)
              .map(name -> Printable.line(name))
              .collect(Collectors.joining(", "));
      mapping.remark(what + ": " + listed + more + ".");
    }
  }

  /** An array of numbers, of pairs of step and number, or of objects. */
  private void curve(String name) {
    if (!group.reader().is(LogFormat.Trait.NESTED) || sample.present(name).findAny().isPresent()) {
      return;
    }
    List<String> inner = sample.pointFields(name);
    if (!inner.isEmpty()) {
      taken.add(name);
      Optional<String> step = inner.stream().filter(FieldRole.STEP::fits).findFirst();
      boolean others = inner.stream().anyMatch(f -> isMetric(f) && !isTraining(f));
      inner.stream()
          .filter(f -> isMetric(f) && !(others && isTraining(f)))
          .filter(f -> sample.isCurve(name, step.orElse(null), f))
          .forEach(f -> curve(name, step, Optional.of(f), f));
    } else if (sample.isCurve(name, null, null)) {
      taken.add(name);
      curve(name, Optional.empty(), Optional.empty(), name);
    } else if (sample.isCurve(name, "[0]", "[1]")) {
      taken.add(name);
      curve(name, Optional.of("[0]"), Optional.of("[1]"), name);
    }
  }

  private void curve(String name, Optional<String> step, Optional<String> value, String called) {
    Optional<Direction> direction = direction(called).or(() -> wanted.direction(name));
    if (direction.isEmpty()) {
      arrays.add(name);
      return;
    }
    Map<String, String> place = new LinkedHashMap<>();
    if (value.filter(v -> !v.startsWith("[")).isPresent()) {
      place.put(Key.METRIC_NAME.key(), called);
    }
    place.put(Key.CURVE.key(), name);
    step.ifPresent(s -> place.put(Key.STEP.key(), s));
    value.ifPresent(v -> place.put(Key.VALUE.key(), v));
    place.put(Key.REDUCE.key(), "last");
    propose(place, name, direction.get());
    mapping.guessed(Key.REDUCE);
  }

  private void points(PointLog curves) {
    mapping.guess(
        Key.RECORD, "point", "`" + Printable.line(curves.step()) + "` goes up within a trial");
    taken.add(curves.step());
    curves.id().ifPresent(id -> map(Key.TRIAL_ID, id, "its values repeat with other steps"));
    mapping.guessed(Key.REDUCE);
  }

  /** Fields about the run itself. */
  private void run(String name) {
    switch (role(name).orElse(FieldRole.OTHER)) {
      case ID -> {
        if (isUnique(name) && sample.records() > 1 && single(Key.TRIAL_ID)) {
          map(Key.TRIAL_ID, name, "its values are all different");
        }
      }
      case SEED -> map(Key.SEED, name, "by its name");
      case START -> map(Key.START_TIME, name, "by its name");
      case END -> map(Key.END_TIME, name, "by its name");
      case DURATION -> {
        if (isNumeric(name)) {
          map(Key.DURATION, name, "by its name, in seconds");
        }
      }
      case NUMBER -> {
        if (isUnique(name) && isNumeric(name) && points.isEmpty()) {
          map(Key.TRIAL_NUMBER, name, "its values are numbers and all different");
        }
      }
      case SAMPLER -> {
        if (sample.present(name).allMatch(text -> SamplerWords.parse(text).isPresent())) {
          map(Key.SAMPLER_FIELD, name, "its values are names of samplers");
        }
      }
      default -> {}
    }
  }

  private boolean single(Key<?> key) {
    return !mapping.has(key);
  }

  private void map(Key<?> key, String name, String why) {
    if (single(key)) {
      taken.add(name);
      mapping.guess(key, Yaml.text(name), why);
    }
  }

  /**
   * What separates experiments. If too much does, experiments are smaller than they could be, which
   * makes answers vague; if too little does, trials of several are one, which makes them wrong.
   */
  private void groups(List<String> plain) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String name : plain) {
      boolean separates =
          !taken.contains(name)
              && role(name).filter(FieldRole.GROUP::equals).isPresent()
              && distinct(name) > 0
              && (points.isPresent() || 2 * distinct(name) <= sample.records());
      if (separates) {
        taken.add(name);
        String column = name.equals("metric") || name.equals("source") ? name + "_field" : name;
        columns.put(column, name);
      }
    }
    byPath(columns);
    if (!columns.isEmpty()) {
      mapping.guess(Key.GROUP_BY, Yaml.mapping(columns), "these seem to separate experiments");
    }
  }

  /** Files with several trials each may be of several experiments. */
  private void byPath(Map<String, String> columns) {
    boolean several = sample.sizes().stream().anyMatch(size -> size > 1);
    if (group.logs().size() < 2 || points.isPresent() || !several) {
      return;
    }
    long folders =
        group.paths().stream().map(p -> p.substring(0, p.lastIndexOf('/'))).distinct().count();
    String column = folders > 1 ? "log_folder" : "log_file";
    String regex = folders > 1 ? "/(?<folder>[^/]+)/[^/]+$" : "/(?<file>[^/]+)$";
    String named = folders > 1 ? "folder" : "file";
    mapping.guess(
        Key.PATH_REGEX,
        Yaml.text(regex),
        "each " + named + " may be an experiment of its own; leave it out if all are one");
    columns.put(column, named);
  }

  private void hyperparameters(List<String> plain) {
    List<String> names = new ArrayList<>();
    prefixes.forEach(prefix -> names.add(prefix + "*"));
    List<String> left = new ArrayList<>();
    for (String name : plain) {
      if (taken.contains(name)) {
        continue;
      }
      if (varies(name)
          && role(name).filter(r -> r != FieldRole.STEP && r != FieldRole.GROUP).isEmpty()) {
        names.add(name);
      } else {
        left.add(name);
      }
    }
    if (!names.isEmpty()) {
      mapping.guess(Key.HYPERPARAMETERS, Yaml.list(names), "what else differs between trials");
    }
    remark("Fields without a part", left);
  }

  /** Whether it differs between trials and is no free text. */
  private boolean varies(String name) {
    boolean free =
        !isNumeric(name)
            && (isUnique(name) || sample.present(name).anyMatch(text -> text.length() > LONG_TEXT));
    boolean moves = points.filter(curves -> !curves.isConstant(sample, name)).isPresent();
    boolean few = sample.records() < MANY && !sample.isWhole();
    return !free && !moves && (distinct(name) > 1 || (few && distinct(name) == 1));
  }
}
