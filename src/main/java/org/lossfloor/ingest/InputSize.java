package org.lossfloor.ingest;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.config.SourceConfig;

/**
 * How large a source is, and what a sample reads of it.
 *
 * @param files how many files there are
 * @param bytes their length together
 * @param sampledFiles how many of them {@link Ingest#sample} reads
 * @param sampledBytes their length
 */
public record InputSize(long files, long bytes, long sampledFiles, long sampledBytes) {

  /**
   * Lists a source.
   *
   * @param spark the session
   * @param source the source
   * @param bytes how much a sample reads
   * @return its size
   * @throws InputException when a path matches nothing or cannot be listed
   */
  public static InputSize of(SparkSession spark, SourceConfig source, long bytes) {
    List<InputFile> files = InputFiles.of(spark.sessionState().newHadoopConf(), source);
    List<InputFile> sampled = new InputSample(bytes).of(files);
    return new InputSize(files.size(), total(files), sampled.size(), total(sampled));
  }

  private static long total(List<InputFile> files) {
    return files.stream().mapToLong(InputFile::length).sum();
  }
}
