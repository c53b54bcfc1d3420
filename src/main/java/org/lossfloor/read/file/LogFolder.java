package org.lossfloor.read.file;

import java.util.List;

/**
 * What lies in a folder itself.
 *
 * @param files its files in the order of their paths
 * @param folders the names of the folders within it, in their order
 */
public record LogFolder(List<LogFile> files, List<String> folders) {
  /** A folder that is empty or does not exist. */
  public static final LogFolder NOTHING = new LogFolder(List.of(), List.of());

  /** Copies the lists. */
  public LogFolder {
    files = List.copyOf(files);
    folders = List.copyOf(folders);
  }
}
