package org.lossfloor.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.lossfloor.config.UserException;

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
      throw new UserException(
          UserException.Kind.USAGE,
          "the earlier runs cannot be read: " + e.getMessage(),
          output,
          "check --output and its permissions, or leave --incremental out",
          e);
    }
  }

  private static Optional<String> latest(Store store, Places places) throws IOException {
    Stream.Builder<Dated> runs = Stream.builder();
    for (String runId : ids(store, places)) {
      store.written(places.manifest(runId)).ifPresent(t -> runs.add(new Dated(runId, t)));
    }
    return runs.build()
        .max(Comparator.comparingLong(Dated::written).thenComparing(Dated::runId))
        .map(Dated::runId);
  }

  /** The ids of all published runs of an output, in no order. */
  static List<String> ids(Store store, Places places) throws IOException {
    List<String> ids = new ArrayList<>();
    for (FileStatus entry : store.list(places.output())) {
      String name = entry.getPath().getName();
      String runId = name.startsWith(Places.RUN) ? name.substring(Places.RUN.length()) : "";
      if (!runId.isEmpty() && store.exists(places.manifest(runId))) {
        ids.add(runId);
      }
    }
    return ids;
  }

  static Optional<PublishedRun> read(Store store, Places places, String runId) throws IOException {
    Optional<JsonNode> manifest = manifest(store, places, runId);
    return manifest.map(
        json -> new PublishedRun(runId, tables(places, runId, json).toString(), json));
  }

  private static Optional<JsonNode> manifest(Store store, Places places, String runId)
      throws IOException {
    Optional<String> text = store.read(places.manifest(runId));
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(text.get()));
    } catch (JsonProcessingException e) {
      throw new IOException(places.manifest(runId) + " is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Where the tables of a run are; nothing if it is not published. */
  static Optional<Path> tables(Store store, Places places, String runId) throws IOException {
    return manifest(store, places, runId).map(json -> tables(places, runId, json));
  }

  private static Path tables(Places places, String runId, JsonNode manifest) {
    return new Path(places.published(runId), manifest.path(TABLES).asText("."));
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
