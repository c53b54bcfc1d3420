package org.lossfloor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.stream.Stream;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.error.UsageException;

/** Which failures of a job are those of the output. */
class OutputExceptionTest {
  private static Throwable wrapped(Throwable cause) {
    return new RuntimeException("Job aborted", new IllegalStateException("a task failed", cause));
  }

  static Stream<Throwable> faultsOfTheOutput() {
    return Stream.of(
        new AccessControlException("Permission denied: user=a, access=WRITE"),
        new AccessDeniedException("/runs"),
        new IOException("No space left on device"),
        new IOException("write: Disk quota exceeded"),
        new IOException("The DiskSpace quota of /runs is exceeded: quota = 1 B"),
        new IOException("File /a could only be written to 0 of the 1 minReplication nodes"));
  }

  @ParameterizedTest
  @MethodSource("faultsOfTheOutput")
  void aFaultOfTheOutputIsFoundHoweverDeep(Throwable fault) {
    for (Throwable failure : new Throwable[] {fault, wrapped(fault), wrapped(wrapped(fault))}) {
      assertThat(OutputException.behind(failure, "/runs"))
          .hasValueSatisfying(
              e -> {
                assertThat(e).isInstanceOf(UsageException.class);
                assertThat(e.what()).contains(fault.getMessage());
                assertThat(e.where()).isEqualTo("/runs");
                assertThat(e.mend()).contains("--output");
                assertThat(e).hasCause(fault);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connection reset", "", "no space left"})
  void otherFailuresAreNotTheOutputs(String message) {
    assertThat(OutputException.behind(wrapped(new IOException(message)), "/runs")).isEmpty();
    assertThat(
            OutputException.behind(
                wrapped(new IllegalStateException("No space left on device")), "/runs"))
        .isEmpty();
    assertThat(OutputException.behind(new IOException((String) null), "/runs")).isEmpty();
  }

  @Test
  void everyMessageSaysWhatWhereAndHowToMendIt() {
    for (OutputException e :
        new OutputException[] {
          OutputException.unwritable("/runs", new IOException("why")),
          OutputException.incomplete("trials", 5, 2, "/runs"),
          OutputException.inUse("r", "process 1 on host", "/runs"),
          OutputException.takenOver("r", "/runs")
        }) {
      assertThat(e.where()).isEqualTo("/runs");
      assertThat(e.what()).isNotBlank();
      assertThat(e.mend()).isNotBlank();
      assertThat(e.getMessage()).contains(e.what());
    }
    assertThat(OutputException.incomplete("trials", 5, 2, "/runs").what())
        .contains("5 rows", "`trials`", "2");
    assertThat(OutputException.inUse("r", "process 1 on host", "/runs").what())
        .contains("`r`", "process 1 on host");
  }
}
