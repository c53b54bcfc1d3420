package org.lossfloor.read.ray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.tracker.TrackerTable;

/** The names of the columns of {@code progress.csv}, which lacks them after some restores. */
final class Headers {
  private Headers() {}

  /**
   * Takes the header of another trial of the experiment.
   *
   * @param piece a table without header
   * @param experiment what it belongs to
   * @param columns how many columns it has
   * @return the names; none if no trial has a header of that many columns
   */
  static List<String> of(LogPiece piece, Experiment experiment, int columns) throws IOException {
    for (String folder : experiment.byFolder().keySet()) {
      Optional<LogFile> table = piece.file().near("../" + folder + "/" + RayLog.PROGRESS);
      if (table.isPresent()) {
        List<String> names = header(table.get());
        if (names.size() == columns && names.contains(TrialState.ITERATION)) {
          return names;
        }
      }
    }
    return List.of();
  }

  private static List<String> header(LogFile table) throws IOException {
    try (LineReader lines = new LineReader(table.text(Optional.empty()).bytes())) {
      return lines.next() ? TrackerTable.names(lines.text(LineReader.LONGEST)) : List.of();
    }
  }

  /** The cells of a row by the names of their columns; an empty cell is no value. */
  static Map<String, JsonNode> named(List<String> names, List<String> cells) {
    Map<String, JsonNode> report = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.size(), cells.size()); i++) {
      if (!cells.get(i).isEmpty()) {
        report.put(names.get(i), TextNode.valueOf(cells.get(i)));
      }
    }
    return report;
  }
}
