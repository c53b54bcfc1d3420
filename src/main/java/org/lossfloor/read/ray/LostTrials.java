package org.lossfloor.read.ray;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.tracker.TreeRecord;

/**
 * The trials that the state of an experiment lists and that have no file of their own: they wait,
 * died before their first report, or their folders were deleted.
 */
final class LostTrials {
  private final LogPiece piece;
  private final FileTally tally;

  LostTrials(LogPiece piece, FileTally tally) {
    this.piece = piece;
    this.tally = tally;
  }

  /**
   * Finds them.
   *
   * @return a trial for each, with its last report where the state holds one
   * @throws IOException when the file is no state of an experiment
   */
  List<TreeRecord> records() throws IOException {
    List<TrialState> states = Experiment.states(piece.file());
    Experiment experiment = Experiment.of(piece, "");
    Set<String> folders = folders();
    List<TreeRecord> records = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      TrialState state = states.get(i);
      if (state.id().isEmpty()) {
        String reason = "trial " + (i + 1) + " of the experiment's state has no id";
        records.add(TreeRecord.unreadable(i + 1, reason, state.setup().toString()));
      } else if (state.folder().filter(folders::contains).isEmpty()
          && !folders.contains(state.id().get())) {
        records.add(record(state, experiment, i + 1));
      }
    }
    return records;
  }

  /** The folders that hold a file of a trial, and the ids within their names. */
  private Set<String> folders() throws IOException {
    Set<String> folders = new HashSet<>();
    String experiment = RayLog.folder(piece.file().path());
    for (LogFile file : piece.file().folder()) {
      String folder = RayLog.folder(file.path());
      if (RayLog.FILES.contains(RayLog.name(file.path()))
          && RayLog.folder(folder).equals(experiment)) {
        folders.add(RayLog.name(folder));
        RayTrial.id(RayLog.name(folder)).ifPresent(folders::add);
      }
    }
    return folders;
  }

  private TreeRecord record(TrialState state, Experiment experiment, int line) {
    String id = state.id().orElseThrow();
    TrialFields fields = new TrialFields(id, piece.folderName("")).sampler(experiment);
    fields.params(state.config());
    if (!state.lastResult().isEmpty()) {
      fields.reports(List.of(Values.flat(state.lastResult())));
    }
    fields.times(state);
    fields.number(Optional.of(state), id, state.folder().orElse(null));
    Optional<String> stopped = experiment.rungs().stopped(state);
    stopped.ifPresent(why -> fields.stopped(why, tally, line));
    if (stopped.isEmpty()) {
      fields.state(state.status().orElse(null));
    }
    fields.tag("status", state.status().orElse(null));
    return fields.at(line);
  }
}
