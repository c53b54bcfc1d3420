package org.lossfloor.read.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;

/** The trials that a project started and whose folders do not exist any more, or never did. */
final class LostTrials {
  private LostTrials() {}

  /**
   * Finds them.
   *
   * @param file the project's oracle.json
   * @return an unreadable record for each
   * @throws IOException when it is no JSON object
   */
  static List<TreeRecord> of(LogFile file) throws IOException {
    List<TreeRecord> lost = new ArrayList<>();
    try {
      JsonNode order = TrackerJson.object(TrackerJson.text(file)).path("start_order");
      Set<String> folders = order.isEmpty() ? Set.of() : folders(file);
      for (int i = 0; i < order.size(); i++) {
        String folder = "trial_" + order.path(i).asText();
        if (!folders.contains(folder)) {
          lost.add(
              TreeRecord.unreadable(
                  i + 1,
                  KerasTunerLog.ORACLE + " lists a trial whose folder " + folder + " is missing",
                  order.path(i).toString()));
        }
      }
      return lost;
    } catch (UnreadableRecord e) {
      throw new IOException(e.getMessage());
    }
  }

  /** The folders that hold a file which a listing of the source shows. */
  private static Set<String> folders(LogFile file) throws IOException {
    String project = file.path().substring(0, file.path().lastIndexOf('/') + 1);
    return file.folder().stream()
        .map(inside -> inside.path().substring(project.length()))
        .filter(path -> path.indexOf('/') > 0 && !path.matches("(.*/)?[._].*"))
        .map(path -> path.substring(0, path.indexOf('/')))
        .collect(Collectors.toSet());
  }
}
