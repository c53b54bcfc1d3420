package org.lossfloor.store;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Runs on a Hadoop file system.
 *
 * @param output the directory of all runs as the user wrote it
 * @param store its file system
 * @param places where its parts are
 */
record HadoopRunStore(String output, Store store, Places places) implements RunStore {
  /** A run and when its manifest was written, by the clock of the store. */
  private record Dated(String runId, long written) {}

  static HadoopRunStore of(Configuration hadoop, String output) {
    try {
      Path path = new Path(output);
      Store store = Store.of(hadoop, path);
      return new HadoopRunStore(output, store, Places.of(store, path));
    } catch (IOException | IllegalArgumentException e) {
      throw OutputException.unwritable(output, e);
    }
  }

  @Override
  public RunDirectory stage(String runId) {
    return stage(runId, Lease.Pace.DEFAULT);
  }

  RunDirectory stage(String runId, Lease.Pace pace) {
    try {
      return RunDirectory.stage(store, places, runId, pace);
    } catch (IOException | IllegalArgumentException e) {
      throw OutputException.unwritable(output, e);
    }
  }

  @Override
  public Optional<PublishedRun> find(String runId) {
    try {
      return PublishedRun.read(store, places, runId);
    } catch (IOException | IllegalArgumentException e) {
      throw OutputException.unreadable(output, e);
    }
  }

  @Override
  public Optional<PublishedRun> latest() {
    try {
      Stream.Builder<Dated> runs = Stream.builder();
      for (String runId : published()) {
        Path manifest = new Path(PublishedRun.home(store, places, runId), RunDirectory.MANIFEST);
        store.written(manifest).ifPresent(t -> runs.add(new Dated(runId, t)));
      }
      Optional<Dated> last =
          runs.build().max(Comparator.comparingLong(Dated::written).thenComparing(Dated::runId));
      return last.isEmpty()
          ? Optional.empty()
          : PublishedRun.read(store, places, last.get().runId());
    } catch (IOException e) {
      throw OutputException.unreadable(output, e);
    }
  }

  @Override
  public List<String> ids() {
    try {
      return List.copyOf(published());
    } catch (IOException e) {
      throw OutputException.unreadable(output, e);
    }
  }

  private Set<String> published() throws IOException {
    Set<String> ids = new TreeSet<>(Places.replacedRuns(store.list(places.attempts())));
    for (FileStatus entry : store.list(places.output())) {
      String name = entry.getPath().getName();
      String runId = name.startsWith(Places.RUN) ? name.substring(Places.RUN.length()) : "";
      if (!runId.isEmpty() && store.exists(places.manifest(runId))) {
        ids.add(runId);
      }
    }
    return ids;
  }

  @Override
  public String writeBeside(String name, String text) {
    try {
      store.replace(new Path(places.output(), name), text);
      return new Path(output, name).toString();
    } catch (IOException e) {
      throw OutputException.unwritable(output, e);
    }
  }
}
