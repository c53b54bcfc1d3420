package org.lossfloor.read.ray;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Experiments of Ray Tune. A log is the best file of a trial's folder: {@code result.json}, {@code
 * progress.csv}, or for a trial that reported nothing {@code params.json} or {@code error.txt}. The
 * newest {@code experiment_state-*.json} is one as well, for the trials that have no folder.
 */
public final class RayLog implements TrackerLog {
  static final String RESULTS = "result.json";
  static final String PROGRESS = "progress.csv";
  static final String PARAMS = "params.json";
  static final String ERROR = "error.txt";

  /** The files of a trial, the most telling first. */
  static final List<String> FILES = List.of(RESULTS, PROGRESS, PARAMS, ERROR, "params.pkl");

  private static final double BY_PLACE = 0.8;
  private static final String STATE = "experiment_state-";
  private static final List<String> MARKS =
      List.of("time_this_iter_s", "training_iteration", "time_since_restore");
  private static final String MAPPING =
      """
      trial_id: trial_id
      trial_number: number
      group_by: {study: study}
      hyperparameters: ['params.*']
      state: {field: state}
      sampler_field: sampler
      seed: seed
      start_time: start_time
      end_time: end_time
      """;

  @Override
  public String code() {
    return "ray";
  }

  @Override
  public String title() {
    return "Ray Tune experiment";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.NESTED, Trait.DELIMITED);
  }

  @Override
  public Unit unit() {
    return Unit.FOLDER;
  }

  /** Nothing says which of the metrics was tuned. */
  @Override
  public String mapping() {
    return MAPPING;
  }

  @Override
  public List<String> logs(List<String> paths) {
    Set<String> experiments = new HashSet<>();
    Map<String, String> chosen = new HashMap<>();
    for (String path : paths) {
      String folder = folder(path);
      if (isState(name(path))) {
        experiments.add(folder);
        chosen.merge(folder + "/" + STATE, path, (a, b) -> a.compareTo(b) > 0 ? a : b);
      } else if (List.of(RESULTS, PROGRESS).contains(name(path))) {
        experiments.add(folder(folder));
      }
    }
    for (String path : paths) {
      String folder = folder(path);
      if (FILES.contains(name(path)) && experiments.contains(folder(folder))) {
        chosen.merge(folder, path, RayLog::better);
      }
    }
    Set<String> logs = Set.copyOf(chosen.values());
    return paths.stream().filter(logs::contains).toList();
  }

  /** The experiment, in whose folder its state and the folders of the trials lie. */
  @Override
  public String project(String log) {
    return isState(name(log)) ? folder(log) : folder(folder(log));
  }

  private static String better(String some, String other) {
    return FILES.indexOf(name(some)) <= FILES.indexOf(name(other)) ? some : other;
  }

  static boolean isState(String name) {
    return name.startsWith(STATE) && name.endsWith(".json");
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    String name = name(file.path());
    String line = head.line();
    if (isState(name)) {
      return line.contains("\"checkpoints\"") || line.contains("\"trial_data\"")
          ? Recognition.of(1, "its name is that of the state of a Ray experiment")
          : Recognition.of(BY_PLACE, "its name is that of the state of a Ray experiment");
    }
    boolean marked = MARKS.stream().filter(line::contains).count() >= 2;
    if (marked && (name.equals(RESULTS) || name.equals(PROGRESS))) {
      return Recognition.of(1, "its fields are those of Ray's " + name);
    }
    return marked ? Recognition.of(BY_PLACE, "its fields are those of Ray") : Recognition.NONE;
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    if (isState(name(piece.file().path()))) {
      return TreeSource.of(new LostTrials(piece, tally).records());
    }
    Experiment experiment = Experiment.of(piece, "..");
    Reports reports = Reports.of(piece, experiment, layout, tally);
    return TreeSource.of(new RayTrial(piece, experiment, reports, tally).records());
  }

  /** The fields of the first trial, also for the experiment's own file. */
  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    if (isState(name(file.path()))) {
      for (LogFile inside : file.folder()) {
        if (name(inside.path()).equals(RESULTS) || name(inside.path()).equals(PROGRESS)) {
          return TrackerLog.super.fields(inside, layout);
        }
      }
    }
    return TrackerLog.super.fields(file, layout);
  }
}
