package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.record.UnreadableRecord;

/**
 * An experiment of a file store.
 *
 * @param name its name; nothing if its {@code meta.yaml} does not give it
 * @param deleted whether it was deleted
 * @param parents the ids of the runs that others are nested in
 */
record StoredExperiment(Optional<String> name, boolean deleted, Set<String> parents) {
  static final String PARENT = "mlflow.parentRunId";
  static final String DELETED = "deleted";

  /**
   * Reads the experiment that a run belongs to. Only its other runs tell whether a run is a parent,
   * so a tag of each of them is read.
   *
   * @param run the {@code meta.yaml} of one of its runs
   * @param nesting whether parents are wanted
   * @return the experiment
   * @throws IOException when storage does not give it
   */
  static StoredExperiment of(LogFile run, boolean nesting) throws IOException {
    Map<String, String> meta = meta(run);
    return new StoredExperiment(
        Optional.ofNullable(meta.get("name")).filter(name -> !name.isBlank()),
        DELETED.equals(meta.get("lifecycle_stage")),
        nesting ? parents(run) : Set.of());
  }

  private static Map<String, String> meta(LogFile run) throws IOException {
    Optional<LogFile> meta = run.near("../" + RunPaths.META);
    try {
      return meta.isPresent() ? SmallFile.meta(meta.get()) : Map.of();
    } catch (UnreadableRecord e) {
      // The id of the experiment, which each run has, does as well as its name.
      return Map.of();
    }
  }

  private static Set<String> parents(LogFile run) throws IOException {
    Set<String> parents = new HashSet<>();
    for (String sibling : run.inside("..").folders()) {
      Optional<LogFile> tag = run.near("../" + sibling + "/tags/" + PARENT);
      if (tag.isPresent()) {
        try {
          parents.add(SmallFile.text(tag.get(), PARENT).strip());
        } catch (UnreadableRecord e) {
          // It costs that run, where it is read.
        }
      }
    }
    return parents;
  }
}
