package org.lossfloor.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

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

  /**
   * The directory with the manifest of a run. It is where the run is published, except for the
   * moment between the two renames that move the old run aside and the new one in.
   */
  static Path home(Store store, Places places, String runId) throws IOException {
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
   * Returns the tables of the run.
   *
   * @return the names of those whose rows the manifest counts, sorted
   */
  public NavigableSet<String> names() {
    NavigableSet<String> names = new TreeSet<>();
    manifest.path("rows").fieldNames().forEachRemaining(names::add);
    return names;
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
