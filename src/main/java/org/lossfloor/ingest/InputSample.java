package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses files for a look at a source: evenly spread over the paths, up to a number of bytes, and
 * never none. Where the chosen ones are too large, the smallest file stands for the source.
 *
 * @param bytes how many bytes are read at most, unless the smallest file is larger
 */
record InputSample(long bytes) {
  /** Everything is read. */
  static final InputSample ALL = new InputSample(Long.MAX_VALUE);

  /** Files of one folder are often of one kind; this many tell of the kinds. */
  private static final int FILES = 32;

  List<InputFile> of(List<InputFile> files) {
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
    return chosen.isEmpty()
        ? List.of(files.stream().min(Comparator.comparingLong(InputFile::length)).orElseThrow())
        : chosen;
  }
}
