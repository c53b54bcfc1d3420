package org.lossfloor.read.ray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;

/** A trial of an experiment that has a folder. */
final class RayTrial {
  /** The ids of trials within the names of their folders. */
  private static final Pattern ID = Pattern.compile("(?<=_)([0-9a-f]{5}_\\d{5}|[0-9a-f]{8})(?=_)");

  private final LogPiece piece;
  private final LogFile file;
  private final Experiment experiment;
  private final Reports reports;
  private final FileTally tally;
  private final String folder;

  RayTrial(LogPiece piece, Experiment experiment, Reports reports, FileTally tally) {
    this.piece = piece;
    this.tally = tally;
    this.file = piece.file();
    this.experiment = experiment;
    this.reports = reports;
    folder = RayLog.name(RayLog.folder(file.path()));
  }

  /**
   * Reads it.
   *
   * @return the trial, and what of its reports cannot be read
   * @throws IOException when a file is no text
   */
  List<TreeRecord> records() throws IOException {
    List<TreeRecord> records = new ArrayList<>();
    Optional<String> reported = reports.last("trial_id").or(() -> id(folder));
    Optional<TrialState> state = experiment.trial(folder, reported);
    String id = state.flatMap(TrialState::id).or(() -> reported).orElse(folder);
    TrialFields fields = new TrialFields(id, piece.folderName("..")).sampler(experiment);
    fields.params(params(state, records));
    fields.reports(reports.all());
    fields.number(state, id, folder);
    state.ifPresent(fields::times);
    state(fields, state);
    if (reports.repeated() > 0) {
      fields.tag("repeated_reports", Integer.toString(reports.repeated()));
    }
    records.add(0, fields.at(1));
    records.addAll(reports.unreadable());
    return records;
  }

  /** The id of a trial within the name of its folder. */
  static Optional<String> id(String folder) {
    Matcher id = ID.matcher(folder);
    return id.find() ? Optional.of(id.group()) : Optional.empty();
  }

  /** What the trial was started with; the file says it also for a trial that reported nothing. */
  private JsonNode params(Optional<TrialState> state, List<TreeRecord> unreadable)
      throws IOException {
    Optional<LogFile> params = file.near(RayLog.PARAMS);
    if (params.isPresent()) {
      String text = "";
      try {
        text = TrackerJson.text(params.get());
        return TrackerJson.object(text);
      } catch (StorageFault e) {
        throw e;
      } catch (IOException | UnreadableRecord e) {
        unreadable.add(TreeRecord.unreadable(1, RayLog.PARAMS + ": " + e.getMessage(), text));
      }
    }
    JsonNode told = state.map(TrialState::config).orElseGet(TrackerJson::object);
    return reports.config().isEmpty() && told instanceof ObjectNode ? told : reports.config();
  }

  /**
   * The state of an experiment lags behind its trials, so a trial that said it was done is. An
   * error that a trial survived is no failure.
   */
  private void state(TrialFields fields, Optional<TrialState> state) throws IOException {
    Optional<String> status = state.flatMap(TrialState::status);
    boolean done = reports.last("done").filter("true"::equalsIgnoreCase).isPresent();
    boolean error = file.near(RayLog.ERROR).isPresent();
    if (status.filter("TERMINATED"::equals).isPresent() || (done && !error)) {
      Optional<String> stopped = state.flatMap(experiment.rungs()::stopped);
      fields.state("TERMINATED");
      stopped.ifPresent(why -> fields.stopped(why, tally, 0));
    } else if (error) {
      fields.state("ERROR");
    } else {
      fields.state(status.orElse(reports.all().isEmpty() ? "PENDING" : null));
    }
    fields.tag("status", status.orElse(null));
  }
}
