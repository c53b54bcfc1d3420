package org.lossfloor.read.mlflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lossfloor.config.path.DatabaseUrl;

/**
 * Which of many files are MLflow's. In a file store each run is a folder: {@code meta.yaml} and the
 * folders {@code metrics}, {@code params} and {@code tags}. Experiments, data sets, models, traces
 * and what a run has as input have a {@code meta.yaml} as well, and artifacts can be anything.
 */
final class RunPaths {
  static final String META = "meta.yaml";
  static final String EXPORT = "run.json";

  private static final int ID_LENGTH = 32;
  private static final Pattern PARTS = Pattern.compile("/(metrics|params|tags)/");
  private static final Pattern ARTIFACTS = Pattern.compile("/[0-9a-f]{32}/artifacts/");

  /** Folders whose entries are named like runs and are none. */
  private static final Set<String> NAMED_ALIKE = Set.of("datasets", "inputs", "outputs");

  /** Folders whose entries have the files of runs and are none. */
  private static final Set<String> BUILT_ALIKE =
      Set.of("datasets", "inputs", "outputs", "models", "traces", "artifacts");

  private static final List<String> TABLES =
      List.of(".csv", ".csv.gz", ".db", ".sqlite", ".sqlite3");

  private RunPaths() {}

  /** What the paths show of one folder. */
  private static final class Folder {
    private String mark;
    private boolean described;
    private boolean measured;

    void see(String path, String part) {
      boolean meta = part.equals(META);
      if (mark == null || meta) {
        mark = path;
      }
      described |= meta;
      measured |= part.equals("metrics") || part.equals("params");
    }
  }

  /**
   * Chooses the files that are read: one for each run folder, {@code meta.yaml} if it has it, and
   * exported files. Where there is none of them, the files are what their owner says they are.
   *
   * @param paths all files
   * @return those that stand for runs or hold some, in the order of their paths
   */
  static List<String> logs(Collection<String> paths) {
    Map<String, Folder> folders = new HashMap<>();
    List<String> exported = new ArrayList<>();
    for (String path : paths) {
      if (ARTIFACTS.matcher(path).find()) {
        continue;
      }
      see(path, folders);
      if (isExport(path)) {
        exported.add(path);
      }
    }
    folders.entrySet().removeIf(folder -> !isRun(folder.getKey(), folder.getValue()));
    Set<String> runs = folders.keySet();
    Stream<String> marks = folders.values().stream().map(folder -> folder.mark);
    Stream<String> files = exported.stream().filter(path -> !isWithin(path, runs));
    List<String> logs = Stream.concat(marks, files).sorted().distinct().toList();
    return logs.isEmpty() ? paths.stream().filter(path -> !isMeta(path)).toList() : logs;
  }

  /** Counts a file for the folder that it would belong to, if that is a run's. */
  private static void see(String path, Map<String, Folder> folders) {
    if (isMeta(path)) {
      folders.computeIfAbsent(parent(path), folder -> new Folder()).see(path, META);
      return;
    }
    Matcher part = PARTS.matcher(path);
    for (int from = 0; part.find(from); from = part.end() - 1) {
      String folder = path.substring(0, part.start());
      folders.computeIfAbsent(folder, f -> new Folder()).see(path, part.group(1));
      if (isId(name(folder))) {
        return;
      }
    }
  }

  private static boolean isRun(String folder, Folder seen) {
    String above = name(parent(folder));
    return isId(name(folder))
        ? !NAMED_ALIKE.contains(above)
        : seen.described && seen.measured && !BUILT_ALIKE.contains(above);
  }

  private static boolean isExport(String path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return DatabaseUrl.is(path) || name.equals(EXPORT) || TABLES.stream().anyMatch(name::endsWith);
  }

  private static boolean isWithin(String path, Set<String> runs) {
    if (name(path).equals(EXPORT)) {
      return false;
    }
    Set<String> above = new HashSet<>();
    for (String folder = parent(path); !folder.isEmpty(); folder = parent(folder)) {
      above.add(folder);
    }
    return above.stream().anyMatch(runs::contains);
  }

  /**
   * Returns whether a file is the description of something in a file store.
   *
   * @param path its path
   * @return whether that is its name
   */
  static boolean isMeta(String path) {
    return path.endsWith("/" + META);
  }

  /**
   * Finds the run folder that a file stands for although it is not its {@code meta.yaml}.
   *
   * @param path its path
   * @return the folder; nothing if the file lies in none
   */
  static Optional<String> bereft(String path) {
    Matcher part = PARTS.matcher(path);
    for (int from = 0; part.find(from); from = part.end() - 1) {
      String folder = path.substring(0, part.start());
      if (isId(name(folder))) {
        return Optional.of(folder);
      }
    }
    return Optional.empty();
  }

  /**
   * Returns whether a name is one that MLflow gives a run.
   *
   * @param name the name of a folder
   * @return whether it is 32 hexadecimal digits
   */
  static boolean isId(String name) {
    return name.length() == ID_LENGTH
        && name.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
