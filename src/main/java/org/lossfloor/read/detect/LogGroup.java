package org.lossfloor.read.detect;

import java.util.List;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;

/**
 * Logs that are alike and belong together: they become one source.
 *
 * @param reader what reads them
 * @param how how certain that is and why, from the first that was examined
 * @param home the folder, file or database that they are named after
 * @param logs the files that are read, at least one, in the order of their paths
 * @param parts how many other files belong to them
 */
public record LogGroup(
    LogReader reader, Recognition how, String home, List<LogFile> logs, long parts) {
  /** Copies the list. */
  public LogGroup {
    logs = List.copyOf(logs);
  }

  /** The paths of the files that are read. */
  List<String> paths() {
    return logs.stream().map(LogFile::path).toList();
  }

  /** Whether its logs are folders, each with a file that stands for it. */
  boolean ofFolders() {
    String first = logs.get(0).path();
    return !reader.home(first).equals(first);
  }
}
