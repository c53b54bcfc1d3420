package org.lossfloor.ingest.files;

import java.util.List;

/**
 * How large a source is, and what a sample reads of it.
 *
 * @param files how many files there are
 * @param bytes their length together
 * @param sampledFiles how many of them {@code Ingest.sample} reads
 * @param sampledBytes their length
 */
public record InputSize(long files, long bytes, long sampledFiles, long sampledBytes) {

  static InputSize of(List<InputFile> files, List<InputFile> sampled) {
    return new InputSize(files.size(), total(files), sampled.size(), total(sampled));
  }

  private static long total(List<InputFile> files) {
    return files.stream().mapToLong(InputFile::length).sum();
  }
}
