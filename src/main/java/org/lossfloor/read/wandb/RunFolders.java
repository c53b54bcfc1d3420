package org.lossfloor.read.wandb;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which files of a tree stand for runs. */
final class RunFolders {
  static final String SUMMARY = "wandb-summary.json";
  static final String CONFIG = "config.yaml";
  static final String METADATA = "wandb-metadata.json";
  static final String HISTORY = "wandb-history.jsonl";

  /** The first of them that a folder has stands for it. */
  private static final List<String> PARTS = List.of(SUMMARY, HISTORY, METADATA, CONFIG);

  private static final Pattern TABLE = Pattern.compile("(?i).*\\.(csv|tsv|txt)(\\.[a-z0-9]+)?");
  private static final Pattern FILES = Pattern.compile(".*/(offline-)?run-[^/]+/files");
  private static final Pattern WITHIN =
      Pattern.compile(".*/(offline-)?run-[^/]+/(files|logs|tmp)/.*");
  private static final Pattern BINARY = Pattern.compile(".*/[^/]*\\.wandb");

  private RunFolders() {}

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String folder(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  /** Whether a file is one of those that a run's folder has. */
  static boolean isPart(String path) {
    return PARTS.contains(name(path));
  }

  /**
   * One file a run, in the order of paths, and all tables. A run that has but its binary log is
   * stood for by that. A single file is read whatever it is.
   */
  static List<String> logs(List<String> paths) {
    if (paths.size() == 1) {
      return paths;
    }
    Map<String, String> runs = new TreeMap<>();
    paths.stream()
        .filter(RunFolders::isPart)
        .filter(path -> !name(path).equals(CONFIG) || FILES.matcher(folder(path)).matches())
        .forEach(path -> runs.merge(folder(path), path, RunFolders::better));
    Set<String> chosen = new HashSet<>(runs.values());
    Set<String> homes = new HashSet<>();
    runs.keySet().forEach(files -> homes.add(folder(files)));
    List<String> logs = new ArrayList<>();
    for (String path : paths) {
      boolean table = TABLE.matcher(path).matches() && !WITHIN.matcher(path).matches();
      boolean alone = BINARY.matcher(path).matches() && !homes.contains(folder(path));
      if (chosen.contains(path) || table || alone) {
        logs.add(path);
      }
    }
    return logs;
  }

  /** The folder of a run, with its logs and settings; a table is all by itself. */
  static String home(String log) {
    if (!isPart(log) && !BINARY.matcher(log).matches()) {
      return log;
    }
    return FILES.matcher(folder(log)).matches() ? folder(folder(log)) : folder(log);
  }

  private static String better(String one, String other) {
    return PARTS.indexOf(name(one)) <= PARTS.indexOf(name(other)) ? one : other;
  }
}
