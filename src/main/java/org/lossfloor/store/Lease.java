package org.lossfloor.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The right to write a run: at most one process at a time holds the lease of a run id.
 *
 * <p>A lease is a file {@code RUN_ID.lease.GENERATION}, created in one step by the process that
 * finds it missing, and written again by its holder every few seconds. The highest generation
 * counts. A holder that died stops writing; once its file is older than {@link Pace#patience}, the
 * process that creates the next generation takes over. Age is the difference of two modification
 * times that the store itself gave, so the clocks of the processes do not matter. A holder that was
 * only paused finds a higher generation and stops; what keeps it from publishing in between is that
 * the new holder moves its attempt away ({@link Attempts#repair}).
 */
final class Lease implements AutoCloseable {
  /**
   * How often a holder gives a sign of life, and how long the others wait for one.
   *
   * @param beat the time between two signs of life
   * @param patience how old the last sign may be; several beats
   */
  record Pace(Duration beat, Duration patience) {
    static final Pace DEFAULT = new Pace(Duration.ofSeconds(3), Duration.ofSeconds(15));
  }

  /** The purpose of a lease; others wait for the end of a sweep, not of a run. */
  enum Purpose {
    RUN,
    SWEEP
  }

  /** A longer number is not ours, so its file is left alone. */
  private static final Pattern NAME = Pattern.compile("(.+)\\.lease\\.(\\d{1,15})");

  private static final long LAST = 999_999_999_999_999L;
  private static final int BYTES = 200;

  private static final Pattern PROBE = Pattern.compile("(.+)\\.lease\\.\\d+\\.probe-.*");

  private final Store store;
  private final Path directory;
  private final String runId;
  private final long generation;
  private final String owner;
  private final Pace pace;
  private final Thread heart;
  private boolean closed;

  private Lease(
      Store store, Path directory, String runId, long generation, String owner, Pace pace) {
    this.store = store;
    this.directory = directory;
    this.runId = runId;
    this.generation = generation;
    this.owner = owner;
    this.pace = pace;
    this.heart = new Thread(this::beat, "lossfloor-lease-" + runId);
    heart.setDaemon(true);
    heart.start();
  }

  /** The run that a file is a lease of; nothing if it is none. */
  static Optional<String> runOf(String fileName) {
    Matcher name = NAME.matcher(fileName);
    return name.matches() ? Optional.of(name.group(1)) : probedRunOf(fileName);
  }

  /** The run that a file asked the time for; nothing if it is no such file. */
  static Optional<String> probedRunOf(String fileName) {
    Matcher name = PROBE.matcher(fileName);
    return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
  }

  /**
   * Takes the lease of a run, after waiting for a sign of life of its apparent holder.
   *
   * @return the lease, or nothing if its holder lives
   */
  static Optional<Lease> acquire(
      Store store, Path directory, String runId, Purpose purpose, Pace pace) throws IOException {
    while (true) {
      store.makeDirectory(directory);
      OptionalLong held = highest(store, directory, runId);
      if (held.isPresent()) {
        Path file = file(directory, runId, held.getAsLong());
        boolean sweeping = store.start(file, BYTES).orElse("").startsWith(Purpose.SWEEP.name());
        if (!abandoned(store, file, purpose == Purpose.RUN, pace)) {
          if (purpose == Purpose.SWEEP || !sweeping) {
            return Optional.empty();
          }
          continue;
        }
      }
      if (held.orElse(0) == LAST) {
        throw new IOException(
            file(directory, runId, LAST) + " was not written by Lossfloor; delete it");
      }
      long next = held.orElse(0) + 1;
      String owner = purpose + " " + process();
      if (created(store, file(directory, runId, next), owner)) {
        return Optional.of(new Lease(store, directory, runId, next, owner, pace));
      }
    }
  }

  private static boolean created(Store store, Path file, String owner) throws IOException {
    try {
      return store.createNew(file, owner);
    } catch (NoSuchFileException | FileNotFoundException e) {
      // Another run has just removed the empty directory.
      return false;
    }
  }

  /** Who holds the lease of a run, in words. */
  static String holder(Store store, Path directory, String runId) throws IOException {
    OptionalLong held = highest(store, directory, runId);
    return held.isEmpty()
        ? "another process"
        : store
            .start(file(directory, runId, held.getAsLong()), BYTES)
            .map(text -> text.replaceFirst("^[A-Z]+ ", ""))
            .filter(text -> !text.isBlank())
            .orElse("another process");
  }

  private static OptionalLong highest(Store store, Path directory, String runId)
      throws IOException {
    return store.list(directory).stream().flatMapToLong(f -> generation(f, runId)).max();
  }

  /** Which lease of a run a file is, if any. */
  private static LongStream generation(FileStatus file, String runId) {
    Matcher name = NAME.matcher(file.getPath().getName());
    return file.isFile() && name.matches() && name.group(1).equals(runId)
        ? LongStream.of(Long.parseLong(name.group(2)))
        : LongStream.empty();
  }

  private static Path file(Path directory, String runId, long generation) {
    return new Path(directory, runId + ".lease." + generation);
  }

  private static String process() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "an unknown host";
    }
    return "process " + ProcessHandle.current().pid() + " on " + host;
  }

  /** Whether the holder of a lease shows no sign of life; a file that went away counts as such. */
  private static boolean abandoned(Store store, Path file, boolean wait, Pace pace)
      throws IOException {
    Optional<Long> first = store.written(file);
    long start = System.nanoTime();
    while (first.isPresent()) {
      Optional<Long> last = store.written(file);
      if (last.isEmpty()) {
        break;
      }
      if (!last.equals(first)) {
        return false;
      }
      boolean silent = System.nanoTime() - start > pace.patience().toNanos();
      if (silent || now(store, file) - last.get() > pace.patience().toMillis()) {
        return true;
      }
      if (!wait) {
        return false;
      }
      pause(pace.beat().dividedBy(4));
    }
    return true;
  }

  /** The time by the clock of the store. */
  private static long now(Store store, Path file) throws IOException {
    Path probe = file.suffix(".probe-" + UUID.randomUUID());
    store.replace(probe, "");
    long now = store.written(probe).orElse(0L);
    store.delete(probe);
    return now;
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for another process", e);
    }
  }

  /** Whether no other process has taken over. */
  boolean held() throws IOException {
    return highest(store, directory, runId).equals(OptionalLong.of(generation));
  }

  private synchronized void beat() {
    long beats = 0;
    while (!closed) {
      try {
        wait(pace.beat().toMillis());
      } catch (InterruptedException e) {
        return;
      }
      beats++;
      try {
        if (closed || !held()) {
          return;
        }
        store.replace(file(directory, runId, generation), owner + ", beat " + beats);
      } catch (IOException e) {
        // A store that does not answer: the next beat tries again, and publishing looks anyway.
      }
    }
  }

  /** Returns the lease and removes what is left of earlier ones, the oldest first. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        // By now the file may be another holder's.
        return;
      }
      closed = true;
      notifyAll();
    }
    List<FileStatus> files =
        store.list(directory).stream()
            .filter(f -> generation(f, runId).anyMatch(old -> old <= generation))
            .sorted(Comparator.comparingLong(f -> generation(f, runId).sum()))
            .toList();
    for (FileStatus file : files) {
      store.delete(file.getPath());
    }
  }
}
