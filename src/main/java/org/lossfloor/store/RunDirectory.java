package org.lossfloor.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * One attempt to write a run: tables are written to a place that readers skip, then published in
 * one step.
 *
 * <p>A process that writes a run holds its {@link Lease}; a second process with the same run id
 * gets an error that says so. Tables are written below {@code OUTPUT/_staging/RUN_ID-ATTEMPT};
 * readers and Spark skip names that start with an underscore. {@link #publish} writes the manifest
 * as the last file and renames the whole directory to {@code OUTPUT/run_id=RUN_ID}. Nothing else is
 * touched. At whatever step a process dies, the next one that writes to the output completes or
 * undoes the publication ({@link Attempts}).
 *
 * <p>Where a run with the same id is there already, the two directories change places in one step
 * ({@link Exchange}), and the old one is deleted afterwards: at every instant {@code run_id=RUN_ID}
 * is the old run or the new one. A file system that has no such step (HDFS, NFS, other systems than
 * Linux) takes two renames, the old run aside and the new one in. Between them {@link PublishedRun}
 * finds the new run where it waits; a reader that looks for {@code run_id=*} without it finds the
 * old run, for a moment no run of this id, and then the new one; never a part or a mixture. If a
 * process dies at that moment, the next run moves the new run in.
 *
 * <p>A store that cannot rename a directory in one step (object stores) keeps the tables where they
 * were written, {@code OUTPUT/_attempts/RUN_ID-ATTEMPT}, and the one step is the writing of the
 * manifest {@code OUTPUT/run_id=RUN_ID/manifest.json}, whose part {@code tables} points there.
 */
final class RunDirectory implements RunStore.Attempt {
  /** Name of the file that is written last; a run without it is not complete. */
  static final String MANIFEST = "manifest.json";

  private final Store store;
  private final Places places;
  private final String runId;
  private final Path attempt;
  private final Lease lease;

  private RunDirectory(Store store, Places places, String runId, Path attempt, Lease lease) {
    this.store = store;
    this.places = places;
    this.runId = runId;
    this.attempt = attempt;
    this.lease = lease;
  }

  /**
   * Takes the lease of a run and makes the directory of a new attempt. If the holder of the lease
   * has died, this waits until it has been silent for some seconds and then clears up after it.
   *
   * @throws OutputException if another process is writing the same run
   */
  static RunDirectory stage(Store store, Places places, String runId, Lease.Pace pace)
      throws IOException {
    Optional<Lease> lease = Lease.acquire(store, places.attempts(), runId, Lease.Purpose.RUN, pace);
    if (lease.isEmpty()) {
      String holder = Lease.holder(store, places.attempts(), runId);
      throw OutputException.inUse(runId, holder, places.published(runId).toString());
    }
    return staged(store, places, runId, lease.get(), pace);
  }

  private static RunDirectory staged(
      Store store, Places places, String runId, Lease lease, Lease.Pace pace) throws IOException {
    boolean done = false;
    try {
      Attempts attempts = new Attempts(store, places);
      attempts.repair(runId);
      Path attempt = places.newAttempt(runId);
      store.makeDirectory(attempt);
      attempts.sweepOthers(runId, pace);
      done = true;
      return new RunDirectory(store, places, runId, attempt, lease);
    } finally {
      if (!done) {
        lease.close();
      }
    }
  }

  @Override
  public String table(String name) {
    return new Path(attempt, name).toString();
  }

  @Override
  public List<String> tables() {
    try {
      return store.list(attempt).stream().map(s -> s.getPath().getName()).sorted().toList();
    } catch (IOException e) {
      throw OutputException.unwritable(places.output().toString(), e);
    }
  }

  @Override
  public void drop(String name) {
    try {
      store.delete(new Path(attempt, name));
    } catch (IOException e) {
      throw OutputException.unwritable(places.output().toString(), e);
    }
  }

  @Override
  public String publishedPath() {
    return (store.renamesAtOnce() ? places.published(runId) : attempt).toString();
  }

  @Override
  public void publish(Manifest manifest) {
    try {
      if (!lease.held()) {
        throw OutputException.takenOver(runId, places.published(runId).toString());
      }
      if (store.renamesAtOnce()) {
        store.createInside(
            new Path(attempt, MANIFEST), manifest.with(PublishedRun.TABLES, ".").toJson());
        moveIn();
      } else {
        String tables = "../" + places.attempts().getName() + "/" + attempt.getName();
        store.replace(places.manifest(runId), manifest.with(PublishedRun.TABLES, tables).toJson());
      }
    } catch (IOException e) {
      throw OutputException.unwritable(places.output().toString(), e);
    }
    clearUp();
  }

  private void moveIn() throws IOException {
    Path published = places.published(runId);
    if (store.exists(published)) {
      if (store.exchange(attempt, published)) {
        return;
      }
      store.move(published, Places.replacedBy(attempt));
    }
    store.move(attempt, published);
  }

  /** The run is published: what cannot be cleared away now is left to the next run. */
  private void clearUp() {
    try {
      if (lease.held()) {
        new Attempts(store, places).repair(runId);
      }
      end();
    } catch (IOException e) {
      // Nothing that readers see depends on it.
    }
  }

  /** A publication that was interrupted is completed or undone. */
  @Override
  public void discard() {
    try {
      if (lease.held()) {
        new Attempts(store, places).repair(runId);
      }
      end();
    } catch (IOException e) {
      throw OutputException.unwritable(places.output().toString(), e);
    }
  }

  private void end() throws IOException {
    lease.close();
    store.deleteIfEmpty(places.attempts());
  }
}
