package org.lossfloor.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repairs what attempts that died have left behind; only the holder of the lease of their run may
 * do it.
 */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final Store store;
  private final Places places;

  Attempts(Store store, Places places) {
    this.store = store;
    this.places = places;
  }

  /**
   * Completes a publication that was interrupted and clears away every attempt of a run. The caller
   * must hold the lease of the run. A directory that a paused process may still write to is moved
   * away first, so that its own last step finds nothing to publish.
   */
  void repair(String runId) throws IOException {
    if (store.renamesAtOnce()) {
      restore(runId);
    }
    for (Path entry : of(runId)) {
      if (pointedAt(runId, entry.getName())) {
        continue;
      }
      Path dead = entry;
      if (store.renamesAtOnce() && !Places.isDead(entry)) {
        dead = Places.dead(entry);
        store.move(entry, dead);
      }
      store.delete(dead);
      LOG.info("run {}: removed {}, which is not the published one", runId, entry.getName());
    }
  }

  /**
   * Between "the old run is moved away" and "the new one is moved in" there is none: an attempt
   * with a manifest is whole and takes its place, else the old one comes back.
   */
  private void restore(String runId) throws IOException {
    Path published = places.published(runId);
    Optional<Path> replaced = of(runId).stream().filter(Places::isReplaced).findFirst();
    if (replaced.isPresent() && !store.exists(published)) {
      Path attempt = Places.replacing(replaced.get());
      boolean whole = store.exists(new Path(attempt, RunDirectory.MANIFEST));
      store.move(whole ? attempt : replaced.get(), published);
      LOG.warn(
          "run {}: a process died while it replaced the run; the {} one is published now",
          runId,
          whole ? "new" : "old");
    }
  }

  private List<Path> of(String runId) throws IOException {
    return store.list(places.attempts()).stream()
        .map(FileStatus::getPath)
        .filter(
            path ->
                Places.runOf(path.getName())
                    .or(() -> Lease.probedRunOf(path.getName()))
                    .equals(Optional.of(runId)))
        .sorted()
        .toList();
  }

  /** Repairs all other runs whose process died, without waiting for any. */
  void sweepOthers(String ownRunId, Lease.Pace pace) throws IOException {
    Set<String> runs = new TreeSet<>();
    for (FileStatus entry : store.list(places.attempts())) {
      String name = entry.getPath().getName();
      Optional<String> runId = Lease.runOf(name).or(() -> Places.runOf(name));
      if (runId.isPresent() && !pointedAt(runId.get(), name)) {
        runs.add(runId.get());
      }
    }
    runs.remove(ownRunId);
    for (String runId : runs) {
      try {
        sweep(runId, pace);
      } catch (IOException e) {
        // Another run's remains are no reason to fail this one; the next run tries again.
      }
    }
  }

  private void sweep(String runId, Lease.Pace pace) throws IOException {
    Optional<Lease> lease =
        Lease.acquire(store, places.attempts(), runId, Lease.Purpose.SWEEP, pace);
    if (lease.isPresent()) {
      try {
        repair(runId);
      } finally {
        lease.get().close();
      }
    }
  }

  private boolean pointedAt(String runId, String name) throws IOException {
    Optional<Path> tables = PublishedRun.tables(store, places, runId);
    return tables.map(Path::getName).equals(Optional.of(name));
  }
}
