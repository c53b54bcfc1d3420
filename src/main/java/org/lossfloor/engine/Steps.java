package org.lossfloor.engine;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;
import org.lossfloor.error.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a job. Each is named in Spark's UI, timed, and logged at its end with what it
 * counted. While it runs, a terminal shows how far it has come; without one a line is logged every
 * half minute.
 */
public final class Steps {
  private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

  /** Where Spark keeps what {@code setJobDescription} sets. */
  private static final String DESCRIPTION = "spark.job.description";

  private static final Duration SHOWN_EVERY = Duration.ofMillis(500);
  private static final Duration LOGGED_EVERY = Duration.ofSeconds(30);

  private final SparkContext spark;
  private final String job;
  private final PrintWriter terminal;
  private final Duration loggedEvery;
  private final Map<String, Long> millis = new LinkedHashMap<>();

  /**
   * Makes the steps of a job, none of them done.
   *
   * @param spark the context that does the work
   * @param job the name of the job in Spark's UI and in the log
   * @param terminal where progress is shown; null shows none and logs it
   */
  public Steps(SparkContext spark, String job, PrintWriter terminal) {
    this(spark, job, terminal, LOGGED_EVERY);
  }

  Steps(SparkContext spark, String job, PrintWriter terminal, Duration loggedEvery) {
    this.spark = spark;
    this.job = job;
    this.terminal = terminal;
    this.loggedEvery = loggedEvery;
  }

  /**
   * Does a step.
   *
   * @param name its name among the timings
   * @param doing what it does, in a few words
   * @param work the work
   * @param found what it counted, in words, from what the work gives
   * @param <T> what the work gives
   * @return what the work gives
   */
  public <T> T run(String name, String doing, Supplier<T> work, Function<T, String> found) {
    return run(name, doing, Optional.empty(), work, found);
  }

  /**
   * Does a step of a known size.
   *
   * @param name its name among the timings
   * @param doing what it does, in a few words
   * @param amount how much there is to do
   * @param work the work
   * @param <T> what the work gives
   * @return what the work gives
   */
  public <T> T run(String name, String doing, Amount amount, Supplier<T> work) {
    return run(
        name, doing, Optional.of(amount), work, made -> amount.total() + " " + amount.unit());
  }

  private <T> T run(
      String name,
      String doing,
      Optional<Amount> amount,
      Supplier<T> work,
      Function<T, String> found) {
    String before = spark.getLocalProperty(DESCRIPTION);
    describe(doing + amount.map(a -> ": " + a.total() + " " + a.unit()).orElse(""));
    long start = System.nanoTime();
    T made;
    try {
      made = watched(name, amount, start, work);
    } finally {
      spark.setJobDescription(before);
    }
    long taken = since(start).toMillis();
    millis.merge(name, taken, Long::sum);
    LOG.info(
        "{}: {}: {} in {} s",
        job,
        doing,
        Secrets.masked(found.apply(made)),
        String.format(Locale.ROOT, "%.1f", taken / 1000.0));
    return made;
  }

  /**
   * Says in Spark's UI what is being done, until the step ends.
   *
   * @param doing what is done, in a few words
   */
  public void describe(String doing) {
    spark.setJobDescription("lossfloor " + job + ": " + doing);
  }

  /**
   * Tells something that a person should know: a line of the log at the level WARN.
   *
   * @param note one sentence
   */
  public void warn(String note) {
    LOG.warn("{}: {}", job, Secrets.masked(note));
  }

  /**
   * What the steps took.
   *
   * @return the wall time in milliseconds by the name of the step, in the order of their ends
   */
  public Map<String, Long> millis() {
    return new LinkedHashMap<>(millis);
  }

  private <T> T watched(String name, Optional<Amount> amount, long start, Supplier<T> work) {
    if (terminal == null) {
      Watch watch = Watch.every(loggedEvery, () -> log(name, amount, start));
      try {
        return work.get();
      } finally {
        watch.close();
      }
    }
    if (amount.isEmpty() || amount.get().total() == 0) {
      return work.get();
    }
    Watch watch = Watch.every(SHOWN_EVERY, () -> show(amount.get(), start));
    try {
      return work.get();
    } finally {
      watch.close();
      terminal.print("\r\033[K");
      terminal.flush();
    }
  }

  private void show(Amount amount, long start) {
    terminal.print("\r" + Progress.line(amount, since(start)) + "\033[K");
    terminal.flush();
  }

  private void log(String name, Optional<Amount> amount, long start) {
    Duration elapsed = since(start);
    LOG.info(
        "{}: {} is at {} after {} s",
        job,
        name,
        amount.map(a -> Progress.line(a, elapsed)).orElseGet(this::tasks),
        elapsed.toSeconds());
  }

  /** How many tasks of the stages that run now are done. */
  private String tasks() {
    SparkStatusTracker tracker = spark.statusTracker();
    SparkStageInfo[] stages =
        Arrays.stream(tracker.getActiveStageIds())
            .mapToObj(id -> tracker.getStageInfo(id).getOrElse(() -> null))
            .filter(Objects::nonNull)
            .toArray(SparkStageInfo[]::new);
    int done = Arrays.stream(stages).mapToInt(SparkStageInfo::numCompletedTasks).sum();
    int all = Arrays.stream(stages).mapToInt(SparkStageInfo::numTasks).sum();
    return all == 0 ? "work on the driver" : "tasks " + done + "/" + all;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
