package org.lossfloor.ingest.files;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses files for a sample of a source: evenly spread over the paths, up to a number of bytes,
 * and at least one. If all are too large, the smallest one represents the source: by its first
 * lines if they can be read by themselves, else as a whole.
 *
 * @param bytes how many bytes are read at most, unless a file is read as a whole that is larger
 */
public record InputSample(long bytes) {
  /** Everything is read. */
  public static final InputSample ALL = new InputSample(Long.MAX_VALUE);

  /** Files of one folder are often of one kind; this many show the kinds. */
  private static final int FILES = 32;

  /**
   * Chooses.
   *
   * @param files all files, at least one
   * @param plain whether the first lines of a file can be read by themselves
   */
  List<InputFile> of(List<InputFile> files, Predicate<InputFile> plain) {
    if (bytes == Long.MAX_VALUE) {
      return files;
    }
    List<InputFile> chosen = new ArrayList<>();
    int step = Math.max(1, files.size() / FILES);
    long total = 0;
    for (int i = 0; i < files.size(); i += step) {
      if (total + files.get(i).length() <= bytes) {
        chosen.add(files.get(i));
        total += files.get(i).length();
      }
    }
    if (!chosen.isEmpty()) {
      return chosen;
    }
    InputFile smallest =
        files.stream().min(Comparator.comparingLong(InputFile::length)).orElseThrow();
    boolean part = smallest.length() > bytes && plain.test(smallest);
    return List.of(part ? smallest.first(bytes) : smallest);
  }
}
