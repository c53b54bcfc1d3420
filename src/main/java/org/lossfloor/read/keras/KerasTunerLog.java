package org.lossfloor.read.keras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Projects of Keras Tuner. A log is the {@code trial.json} of a trial's folder, or what else a
 * trial's folder holds that has none; {@code oracle.json} is one as well, for the trials whose
 * folders are gone.
 */
public final class KerasTunerLog implements TrackerLog {
  static final String TRIAL = "trial.json";
  static final String ORACLE = "oracle.json";

  private static final double BY_PLACE = 0.6;
  private static final Pattern FOLDER = Pattern.compile("(.*/)(trial_[^/]+)/.*?([^/]+)");
  private static final String MAPPING =
      """
      trial_id: trial_id
      trial_number: number
      group_by: {study: study, objective: objective}
      hyperparameters: ['params.*']
      state: {field: state}
      sampler_field: sampler
      executions: executions
      start_time: start_time
      metrics: [{metric: value, direction_field: direction}]
      """;

  @Override
  public String code() {
    return "keras-tuner";
  }

  @Override
  public String title() {
    return "Keras Tuner project";
  }

  @Override
  public Unit unit() {
    return Unit.FOLDER;
  }

  @Override
  public String mapping() {
    return MAPPING;
  }

  @Override
  public List<String> logs(List<String> paths) {
    Set<String> whole =
        paths.stream()
            .filter(path -> named(path, TRIAL))
            .map(KerasTunerLog::folder)
            .collect(Collectors.toSet());
    Set<String> projects =
        Stream.concat(
                whole.stream().map(KerasTunerLog::folder),
                paths.stream().filter(path -> named(path, ORACLE)).map(KerasTunerLog::folder))
            .collect(Collectors.toSet());
    Set<String> missed = new HashSet<>();
    return paths.stream().filter(path -> isLog(path, whole, projects, missed)).toList();
  }

  /** The folder of the trial; that of the project for oracle.json. */
  @Override
  public String home(String log) {
    Matcher trial = FOLDER.matcher(log);
    return !named(log, ORACLE) && trial.matches() ? trial.group(1) + trial.group(2) : folder(log);
  }

  /** The project, in whose folder oracle.json lies and the folders of the trials. */
  @Override
  public String project(String log) {
    return named(log, ORACLE) ? home(log) : folder(home(log));
  }

  /** The file itself is a log, or the first one of a trial's folder without trial.json. */
  private static boolean isLog(
      String path, Set<String> whole, Set<String> projects, Set<String> missed) {
    if (named(path, TRIAL) || named(path, ORACLE)) {
      return true;
    }
    Matcher trial = FOLDER.matcher(path);
    if (!trial.matches() || !projects.contains(folder(trial.group(1)))) {
      return false;
    }
    String folder = trial.group(1) + trial.group(2);
    return !whole.contains(folder) && missed.add(folder);
  }

  private static boolean named(String path, String name) {
    return path.endsWith("/" + name);
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    boolean trial = named(file.path(), TRIAL);
    if (!trial && !named(file.path(), ORACLE)) {
      return Recognition.NONE;
    }
    List<String> marks =
        trial
            ? List.of("\"trial_id\"", "\"hyperparameters\"")
            : List.of("\"ongoing_trials\"", "\"seed_state\"");
    if (marks.stream().allMatch(head.line()::contains)) {
      return Recognition.of(1, "its name is " + (trial ? TRIAL : ORACLE) + " and it names a trial");
    }
    return near(file, trial ? "../" + ORACLE : ORACLE) && head.line().startsWith("{")
        ? Recognition.of(BY_PLACE, "it lies where Keras Tuner keeps its trials")
        : Recognition.NONE;
  }

  private static boolean near(LogFile file, String relative) {
    try {
      return file.near(relative).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    if (named(piece.file().path(), ORACLE)) {
      return TreeSource.of(LostTrials.of(piece.file()));
    }
    return TreeSource.of(List.of(new KerasTrial(piece).record()));
  }

  /** The fields of the first trial, also for the project's own file. */
  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    LogFile first = file;
    if (named(file.path(), ORACLE)) {
      first = Project.firstTrial(file).orElse(file);
    }
    return TrackerLog.super.fields(first, layout);
  }
}
