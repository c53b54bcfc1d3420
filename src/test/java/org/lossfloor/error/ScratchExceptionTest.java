package org.lossfloor.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A full disk of the engine and a full output are told apart by who wrote. */
class ScratchExceptionTest {
  private static final String SHUFFLE = "org.apache.spark.storage.DiskBlockObjectWriter";
  private static final String SPILL =
      "org.apache.spark.util.collection.unsafe.sort.UnsafeSorterSpillWriter";
  private static final String TABLE = "org.apache.parquet.hadoop.ParquetFileWriter";
  private static final String WRITER =
      "org.apache.spark.sql.execution.datasources.FileFormatWriter$";

  private static IOException failure(String message, String... classes) {
    IOException e = new IOException(message);
    StackTraceElement[] frames = new StackTraceElement[classes.length + 1];
    frames[0] = new StackTraceElement("java.io.FileOutputStream", "writeBytes", "x", 1);
    for (int i = 0; i < classes.length; i++) {
      frames[i + 1] = new StackTraceElement(classes[i], "write", "x", 1);
    }
    e.setStackTrace(frames);
    return e;
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, SHUFFLE, WRITER, true",
    "No space left on device, SPILL, TABLE, true",
    "No space left on device, TABLE, WRITER, false",
    "No space left on device, WRITER, SHUFFLE, false",
    "Disk quota exceeded, SPILL, WRITER, true",
    "Connection reset, SHUFFLE, WRITER, false"
  })
  void theWriterNearestToTheFaultDecides(
      String message, String first, String second, boolean scratch) {
    IOException local = failure(message, named(first), named(second));
    assertThat(ScratchException.isBehind(new IllegalStateException("wrapped", local)))
        .isEqualTo(scratch);
    // From another JVM the same comes as text.
    String text =
        "Lost task 0.0 in stage 1.0: java.io.IOException: %s%n\tat java.io.FileOutputStream.x(F.java)%n\tat %s.write(F.java:1)%n\tat %s.run(G.java:2)%n%nDriver stacktrace:"
            .formatted(message, named(first), named(second));
    assertThat(ScratchException.isBehind(new RuntimeException(text))).isEqualTo(scratch);
  }

  private static String named(String name) {
    return switch (name) {
      case "SHUFFLE" -> SHUFFLE;
      case "SPILL" -> SPILL;
      case "TABLE" -> TABLE;
      default -> WRITER;
    };
  }
}
