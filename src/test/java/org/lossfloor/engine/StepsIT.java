package org.lossfloor.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;

class StepsIT {
  private final SparkContext spark = LocalSpark.session().sparkContext();
  private final Lines lines = new Lines();

  /** Keeps what is logged, and lets a step wait for a line. */
  private static final class Lines extends AbstractAppender {
    private final List<String> all = new CopyOnWriteArrayList<>();
    private final CountDownLatch any = new CountDownLatch(1);

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      all.add(event.getLevel() + " " + event.getMessage().getFormattedMessage());
      any.countDown();
    }
  }

  private static Logger logger() {
    return (Logger) LogManager.getLogger(Steps.class);
  }

  @BeforeEach
  void listen() {
    Configurator.setLevel(Steps.class.getName(), Level.INFO);
    lines.start();
    logger().addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger().removeAppender(lines);
  }

  private String description() {
    return spark.getLocalProperty("spark.job.description");
  }

  @Test
  void aStepIsNamedTimedAndLogged() {
    spark.setJobDescription("before");
    Steps steps = new Steps(spark, "run 7", null);

    String made = steps.run("read", "read the logs", this::description, text -> "3 trials");
    steps.run("fit", "fit", new Amount("experiments", 5, () -> 5), this::description);

    assertThat(made).isEqualTo("lossfloor run 7: read the logs");
    assertThat(description()).isEqualTo("before");
    assertThat(steps.millis()).containsOnlyKeys("read", "fit");
    assertThat(lines.all.get(0)).matches("INFO run 7: read the logs: 3 trials in \\d+\\.\\d s");
    assertThat(lines.all.get(1)).matches("INFO run 7: fit: 5 experiments in \\d+\\.\\d s");
    spark.setJobDescription(null);
  }

  @Test
  void aStepThatFailsIsNotTimedAndGivesItsNameBack() {
    spark.setJobDescription("before");
    Steps steps = new Steps(spark, "run", null);
    assertThatThrownBy(
            () ->
                steps.run(
                    "read",
                    "read",
                    () -> {
                      throw new IllegalStateException("why");
                    },
                    nothing -> ""))
        .isInstanceOf(IllegalStateException.class);
    assertThat(description()).isEqualTo("before");
    spark.setJobDescription(null);
    assertThat(steps.millis()).isEmpty();
    assertThat(lines.all).isEmpty();
  }

  @Test
  void aLongStepLogsHowFarItIs() {
    Steps steps = new Steps(spark, "run", null, Duration.ofMillis(10));
    steps.run(
        "fit",
        "fit experiments",
        new Amount("experiments", 8, () -> 2),
        () -> {
          await();
          return null;
        });
    assertThat(lines.all.get(0)).startsWith("INFO run: fit is at experiments 2/8").endsWith(" s");
  }

  @Test
  void aLongStepOfUnknownSizeLogsItsTasks() {
    Steps steps = new Steps(spark, "run", null, Duration.ofMillis(10));
    steps.run(
        "read",
        "read",
        () -> {
          await();
          return null;
        },
        nothing -> "all");
    assertThat(lines.all.get(0)).isEqualTo("INFO run: read is at work on the driver after 0 s");
  }

  @Test
  void aTerminalIsWipedAtTheEndAndTheLogIsQuietMeanwhile() {
    StringWriter shown = new StringWriter();
    Steps steps = new Steps(spark, "run", new PrintWriter(shown), Duration.ofMillis(1));
    steps.run("fit", "fit", new Amount("experiments", 3, () -> 1), () -> "done");
    assertThat(shown.toString()).endsWith("\r\033[K");
    assertThat(lines.all).hasSize(1);
  }

  @Test
  void secretsInNotesAreMasked() {
    new Steps(spark, "run", null).warn("cannot list s3a://key:hidden@bucket/logs");
    assertThat(lines.all).hasSize(1);
    assertThat(lines.all.get(0)).startsWith("WARN run: ").doesNotContain("hidden");
  }

  private void await() {
    try {
      lines.any.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
