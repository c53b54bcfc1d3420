package org.lossfloor.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Where the parts of an output are.
 *
 * @param output the directory of all runs
 * @param attempts the directory of what is being written: {@code _staging}; where a directory
 *     cannot be renamed in one step {@code _attempts}, and there they stay
 */
record Places(Path output, Path attempts) {
  /** Starts the name of a run's directory. */
  static final String RUN = "run_id=";

  /** Ends the name of a run that an attempt has moved aside to take its place. */
  private static final String REPLACED = ".replaced";

  /** Ends the name of an attempt that was taken from a process that may still write to it. */
  private static final String DEAD = ".dead";

  private static final Pattern ATTEMPT =
      Pattern.compile(
          "(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\\.replaced)?(?:\\.dead)?");

  static Places of(Store store, Path output) {
    Path qualified = store.qualified(output);
    return new Places(
        qualified, new Path(qualified, store.renamesAtOnce() ? "_staging" : "_attempts"));
  }

  Path newAttempt(String runId) {
    return new Path(attempts, runId + "-" + UUID.randomUUID());
  }

  Path published(String runId) {
    return new Path(output, RUN + runId);
  }

  Path manifest(String runId) {
    return new Path(published(runId), RunDirectory.MANIFEST);
  }

  /** The run that a name among the attempts belongs to. */
  static Optional<String> runOf(String name) {
    Matcher attempt = ATTEMPT.matcher(name);
    return attempt.matches() ? Optional.of(attempt.group(1)) : Optional.empty();
  }

  static Path replacedBy(Path attempt) {
    return attempt.suffix(REPLACED);
  }

  static boolean isReplaced(Path path) {
    return path.getName().endsWith(REPLACED);
  }

  /** The runs that something has moved aside. */
  static List<String> replacedRuns(List<FileStatus> attempts) {
    return attempts.stream()
        .map(FileStatus::getPath)
        .filter(Places::isReplaced)
        .flatMap(path -> runOf(path.getName()).stream())
        .toList();
  }

  /** The attempt that has moved this run aside. */
  static Path replacing(Path replaced) {
    String name = replaced.getName();
    return new Path(replaced.getParent(), name.substring(0, name.length() - REPLACED.length()));
  }

  static Path dead(Path attempt) {
    return attempt.suffix(DEAD);
  }

  static boolean isDead(Path path) {
    return path.getName().endsWith(DEAD);
  }
}
