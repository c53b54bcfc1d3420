package org.lossfloor.read.ray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;

/**
 * What the trials of an experiment share.
 *
 * @param byFolder the trials that its newest state lists, by the names of their folders
 * @param byId the same by their ids
 * @param rungs where a scheduler seems to have stopped trials
 * @param adaptive whether a search algorithm kept a state of its own
 */
record Experiment(
    Map<String, TrialState> byFolder, Map<String, TrialState> byId, Rungs rungs, boolean adaptive) {

  /**
   * Reads what lies in the folder of an experiment, once a task.
   *
   * @param piece a file of it
   * @param relative the folder from that of the file
   * @return the experiment, without trials where its state is missing or cannot be read, which its
   *     own piece says
   * @throws StorageFault when storage does not give the files
   */
  static Experiment of(LogPiece piece, String relative) throws IOException {
    return piece
        .memo()
        .get(Experiment.class, piece.folderName(relative), () -> of(piece.file().beside(relative)));
  }

  private static Experiment of(List<LogFile> files) throws IOException {
    List<TrialState> trials = List.of();
    boolean adaptive = false;
    LogFile newest = null;
    for (LogFile file : files) {
      String name = RayLog.name(file.path());
      adaptive |= name.startsWith("search_gen_state-") || name.startsWith("searcher-state");
      newest = RayLog.isState(name) ? file : newest;
    }
    if (newest != null) {
      try {
        trials = states(newest);
      } catch (StorageFault e) {
        throw e;
      } catch (IOException e) {
        trials = List.of();
      }
    }
    return of(trials, adaptive);
  }

  private static Experiment of(List<TrialState> trials, boolean adaptive) {
    Map<String, TrialState> byFolder = new LinkedHashMap<>();
    Map<String, TrialState> byId = new LinkedHashMap<>();
    for (TrialState trial : trials) {
      trial.folder().ifPresent(folder -> byFolder.put(folder, trial));
      trial.id().ifPresent(id -> byId.put(id, trial));
    }
    return new Experiment(byFolder, byId, Rungs.of(trials), adaptive);
  }

  /**
   * Reads the trials of a state, in all of its layouts: {@code trial_data} holds pairs of a trial
   * and its results, {@code checkpoints} trials, each an object or the text of one.
   *
   * @param file the state
   * @return the trials; those that cannot be read have no fields
   * @throws IOException when the file is no state
   */
  static List<TrialState> states(LogFile file) throws IOException {
    try {
      ObjectNode state = TrackerJson.object(TrackerJson.text(file));
      JsonNode trials =
          state.has("trial_data") ? state.path("trial_data") : state.path("checkpoints");
      List<TrialState> states = new ArrayList<>();
      for (JsonNode trial : trials) {
        boolean pair = trial.isArray();
        ObjectNode setup = object(pair ? trial.path(0) : trial);
        states.add(new TrialState(setup, pair ? object(trial.path(1)) : setup));
      }
      return states;
    } catch (UnreadableRecord e) {
      throw new IOException(e.getMessage());
    }
  }

  private static ObjectNode object(JsonNode node) {
    try {
      return node instanceof ObjectNode object ? object : TrackerJson.object(node.asText());
    } catch (UnreadableRecord e) {
      return TrackerJson.object();
    }
  }

  /** The state of a trial, by its folder or its id. */
  Optional<TrialState> trial(String folder, Optional<String> id) {
    TrialState known = byFolder.get(folder);
    return known != null ? Optional.of(known) : id.map(byId::get);
  }
}
