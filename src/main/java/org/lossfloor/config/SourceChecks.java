package org.lossfloor.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lossfloor.config.key.DedupConfig;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.config.key.Settings;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.config.path.FieldPath;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.ExperimentKey;

/** Checks that go across the keys of a source. */
final class SourceChecks {
  /** The keys of a table's text. */
  static final List<Key<?>> OF_TABLES =
      List.of(Key.HEADER, Key.COLUMNS, Key.CELL_LINES, Key.CELL_BYTES);

  private SourceChecks() {}

  static void check(SourceConfig source, Settings settings) {
    noSecrets(source, settings);
    uniqueMetrics(source, settings);
    freeColumns(source, settings);
    boolean nested = source.format().is(LogFormat.Trait.NESTED);
    if (nested) {
      readablePaths(source, settings);
    }
    tableKeys(source, settings);
    records(source, settings);
    if (!nested && source.metrics().stream().anyMatch(metric -> metric.curve().isPresent())) {
      throw new ConfigException(
          "a " + source.format().code() + " has no arrays for `curve`",
          place(settings, Key.METRICS),
          "With one point a row say `record: point` and name the column with `metric`.");
    }
    if (source.record() == RecordKind.POINT && source.dedup().keep() != DedupConfig.Keep.NONE) {
      throw new ConfigException(
          "`dedup` does not go with `record: point`",
          place(settings, Key.DEDUP),
          "Leave it out: of several points at one step the last written counts.");
    }
  }

  private static void records(SourceConfig source, Settings settings) {
    Optional<String> records = source.text().records();
    if (records.isPresent() && !source.format().is(LogFormat.Trait.DOCUMENT)) {
      throw new ConfigException(
          "`records` is for json only", place(settings, Key.RECORDS), "Leave it out.");
    }
    if (records.filter(p -> !p.equals("*") && FieldPath.parse(p).isEmpty()).isPresent()) {
      throw new ConfigException(
          "`records: " + records.get() + "` is not a path",
          place(settings, Key.RECORDS),
          "Write names separated by dots, such as study.trials, or `*` for the document itself.");
    }
  }

  /**
   * Settings about the layout of a table are refused for other formats, where they would have no
   * effect.
   */
  private static void tableKeys(SourceConfig source, Settings settings) {
    for (Key<?> key : OF_TABLES) {
      if (!source.format().is(LogFormat.Trait.TABLE) && settings.find(key).isPresent()) {
        throw new ConfigException(
            "`" + key.key() + "` is for csv only", place(settings, key), "Leave it out.");
      }
    }
    if (!source.format().is(LogFormat.Trait.DELIMITED)
        && settings.find(Key.DELIMITER).isPresent()) {
      throw new ConfigException(
          "`delimiter` is for tables only, and no log of the format "
              + source.format().code()
              + " is one",
          place(settings, Key.DELIMITER),
          "Leave it out.");
    }
    if (!source.format().is(LogFormat.Trait.TEXT) && settings.find(Key.ENCODING).isPresent()) {
      throw new ConfigException(
          "`encoding` is for text only", place(settings, Key.ENCODING), "Leave it out.");
    }
  }

  /** Whoever reads the configuration, the manifest or a log must not be able to log in. */
  private static void noSecrets(SourceConfig source, Settings settings) {
    for (String path : source.paths()) {
      if (DatabaseUrl.is(path) && DatabaseUrl.holdsLogin(path)) {
        throw new ConfigException(
            "the URL of the database holds a user or a password: " + DatabaseUrl.masked(path),
            place(settings, Key.PATH),
            "Leave them out and set "
                + DatabaseUrl.USER
                + " and "
                + DatabaseUrl.PASSWORD
                + " in the environment, or keep them in Hadoop's credential provider under these"
                + " names.");
      }
    }
  }

  private static String place(Settings settings, Key<?> key) {
    return settings.find(key).map(node -> node.place().toString()).orElse(settings.place());
  }

  private static void uniqueMetrics(SourceConfig source, Settings settings) {
    Set<String> names = new HashSet<>();
    for (MetricConfig metric : source.metrics()) {
      if (!names.add(metric.name())) {
        throw new ConfigException(
            "two metrics are called `" + metric.name() + "`",
            place(settings, Key.METRICS),
            "Give one of them another `name`.");
      }
    }
  }

  private static void freeColumns(SourceConfig source, Settings settings) {
    List<String> columns = new ArrayList<>(source.groupBy().keySet());
    source.constants().keySet().stream()
        .filter(name -> !name.equals(source.groupBy().get(name)))
        .forEach(columns::add);
    Set<String> seen = new HashSet<>(List.of(ExperimentKey.SOURCE, ExperimentKey.METRIC));
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new ConfigException(
            "the key column `" + column + "` is taken",
            place(settings, source.groupBy().containsKey(column) ? Key.GROUP_BY : Key.CONSTANTS),
            "Columns are unique, and `source` and `metric` are always there; write group_by as"
                + " `other_name: field`.");
      }
    }
  }

  private static void readablePaths(SourceConfig source, Settings settings) {
    fields(source)
        .forEach(
            field -> {
              if (FieldPath.parse(field).filter(path -> path.stars() == 0).isEmpty()) {
                throw new ConfigException(
                    "`" + field + "` is not a path to a field",
                    settings.place(),
                    "Write names separated by dots, with [0] for an item of an array: a.b[0].c"
                        + " ([*] only in `metric`).");
              }
            });
  }

  private static Stream<String> fields(SourceConfig source) {
    Stream<String> metrics =
        source.metrics().stream()
            .flatMap(
                m ->
                    Stream.concat(
                        m.otherFields().stream(),
                        Stream.of(m.field(), m.curve(), m.step(), m.value(), m.directionField())
                            .flatMap(java.util.Optional::stream)));
    Stream<String> plain =
        Stream.of(
                source.trialId(),
                source.groupBy().values(),
                source.tags(),
                source.state().failedIf(),
                source.dedup().key(),
                source.hyperparameters().stream().filter(f -> !f.endsWith("*")).toList())
            .flatMap(java.util.Collection::stream);
    Stream<String> others =
        Stream.of(
                source.run().fields(),
                source.filters().stream().map(Filter::field),
                source.state().field().stream(),
                source.samplerField().stream())
            .flatMap(stream -> stream);
    return Stream.of(metrics, plain, others).flatMap(stream -> stream);
  }
}
