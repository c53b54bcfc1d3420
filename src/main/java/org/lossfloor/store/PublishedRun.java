package org.lossfloor.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/**
 * A run that readers see: one with a manifest.
 *
 * @param runId its id
 * @param tables the directory of its tables
 * @param manifest what its manifest says
 */
public record PublishedRun(String runId, String tables, JsonNode manifest) {
  /** The part of a manifest that says where the tables are, seen from the run's directory. */
  static final String TABLES = "tables";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A run and when its manifest was written, by the clock of the store. */
  private record Dated(String runId, long written) {}

  /**
   * Finds a run.
   *
   * @param hadoop the configuration that resolves the output's file system
   * @param output the directory of all runs
   * @param runId the id; nothing for the run that was written last
   * @return the run, or nothing if there is none
   * @throws UserException if the output or the manifest cannot be read
   */
  public static Optional<PublishedRun> find(
      Configuration hadoop, String output, Optional<String> runId) {
    try {
      Path path = new Path(output);
      Store store = Store.of(hadoop, path);
      Places places = Places.of(store, path);
      Optional<String> id = runId.isPresent() ? runId : latest(store, places);
      return id.isEmpty() ? Optional.empty() : read(store, places, id.get());
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "the earlier runs cannot be read: " + e.getMessage(),
          output,
          "check --output and its permissions, or leave --incremental out",
          e);
    }
  }

  private static Optional<String> latest(Store store, Places places) throws IOException {
    Stream.Builder<Dated> runs = Stream.builder();
    for (String runId : ids(store, places)) {
      Path manifest = new Path(home(store, places, runId), RunDirectory.MANIFEST);
      store.written(manifest).ifPresent(t -> runs.add(new Dated(runId, t)));
    }
    return runs.build()
        .max(Comparator.comparingLong(Dated::written).thenComparing(Dated::runId))
        .map(Dated::runId);
  }

  /** The ids of all published runs of an output, in no order. */
  static List<String> ids(Store store, Places places) throws IOException {
    Set<String> ids = new TreeSet<>(Places.replacedRuns(store.list(places.attempts())));
    for (FileStatus entry : store.list(places.output())) {
      String name = entry.getPath().getName();
      String runId = name.startsWith(Places.RUN) ? name.substring(Places.RUN.length()) : "";
      if (!runId.isEmpty() && store.exists(places.manifest(runId))) {
        ids.add(runId);
      }
    }
    return List.copyOf(ids);
  }

  /**
   * The directory with the manifest of a run. It is where the run is published, except for the
   * moment between the two renames that move the old run aside and the new one in.
   */
  private static Path home(Store store, Places places, String runId) throws IOException {
    Path published = places.published(runId);
    if (store.exists(places.manifest(runId)) || !store.renamesAtOnce()) {
      return published;
    }
    for (FileStatus entry : store.list(places.attempts())) {
      Path replaced = entry.getPath();
      if (Places.isReplaced(replaced)
          && Places.runOf(replaced.getName()).equals(Optional.of(runId))
          && !store.exists(published)) {
        Path attempt = Places.replacing(replaced);
        return store.exists(new Path(attempt, RunDirectory.MANIFEST)) ? attempt : replaced;
      }
    }
    return published;
  }

  static Optional<PublishedRun> read(Store store, Places places, String runId) throws IOException {
    Path home = home(store, places, runId);
    Optional<JsonNode> manifest = manifest(store, home);
    if (manifest.isEmpty() && !home.equals(places.published(runId))) {
      // It has been moved in meanwhile.
      home = places.published(runId);
      manifest = manifest(store, home);
    }
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    String tables = tables(home, manifest.get()).toString();
    return Optional.of(new PublishedRun(runId, tables, manifest.get()));
  }

  private static Optional<JsonNode> manifest(Store store, Path home) throws IOException {
    Path file = new Path(home, RunDirectory.MANIFEST);
    Optional<String> text = store.read(file);
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text.get()));
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Where the tables of a run are; nothing if it is not published. */
  static Optional<Path> tables(Store store, Places places, String runId) throws IOException {
    Path published = places.published(runId);
    return manifest(store, published).map(json -> tables(published, json));
  }

  private static Path tables(Path home, JsonNode manifest) {
    return new Path(home, manifest.path(TABLES).asText("."));
  }

  /**
   * Returns where a table is.
   *
   * @param name its name
   * @return its path
   */
  public String table(String name) {
    return new Path(tables, name).toString();
  }

  /**
   * Whether the run has a table.
   *
   * @param name its name
   * @return true if the manifest counts its rows
   */
  public boolean has(String name) {
    return manifest.path("rows").has(name);
  }
}
