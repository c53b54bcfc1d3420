package org.lossfloor.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.format.converter.ParquetMetadataConverter;

/**
 * Looks whether the end of a Parquet file can be read: the mark, the length of the footer in front
 * of it, and the footer itself with the schema. Spark would stop the run at a file where it cannot.
 */
final class ParquetFooter {
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};
  private static final int TRAILER = Integer.BYTES + MAGIC.length;

  private ParquetFooter() {}

  /**
   * What is wrong with the end of a file.
   *
   * @param file the file
   * @param hadoop the Hadoop settings
   * @return one sentence, or nothing when all is well
   * @throws StorageFault when storage does not give the file
   */
  static Optional<String> fault(InputFile file, Configuration hadoop) throws StorageFault {
    if (file.length() < MAGIC.length + TRAILER) {
      return Optional.of("no whole Parquet file: its end mark is missing");
    }
    Path path = new Path(file.path());
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      byte[] trailer = new byte[TRAILER];
      in.readFully(file.length() - TRAILER, trailer);
      if (!Arrays.equals(trailer, Integer.BYTES, TRAILER, MAGIC, 0, MAGIC.length)) {
        return Optional.of("no whole Parquet file: its end mark is missing");
      }
      int length = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (length <= 0 || length > file.length() - TRAILER - MAGIC.length) {
        return Optional.of("no whole Parquet file: its footer cannot be " + length + " bytes long");
      }
      byte[] footer = new byte[length];
      in.readFully(file.length() - TRAILER - length, footer);
      return fault(footer);
    } catch (IOException e) {
      throw new StorageFault(file.path(), e);
    }
  }

  private static Optional<String> fault(byte[] footer) {
    try {
      new ParquetMetadataConverter()
          .readParquetMetadata(
              new ByteArrayInputStream(footer), ParquetMetadataConverter.NO_FILTER);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of("the footer of the Parquet file cannot be read: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
