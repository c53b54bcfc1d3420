package org.lossfloor.read.sklearn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.PythonLiteral;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;

/** The candidates of one {@code cv_results_} table. */
final class CvResults implements TableRecords.RowReader {
  private static final String MEAN = "mean_test_";
  private static final String PARAM = "param_";

  private final String study;
  private final List<String> scorers;
  private final boolean halving;

  /**
   * Takes a table.
   *
   * @throws IOException when it has no scores
   */
  CvResults(String study, List<String> columns) throws IOException {
    this.study = study;
    scorers = scorers(columns);
    halving = columns.contains("n_resources") && columns.contains("iter");
    if (scorers.isEmpty() && !columns.isEmpty()) {
      throw new IOException(
          "the table is no cv_results_: it has no column `mean_test_...` but "
              + TrackerTable.shown(columns));
    }
  }

  /** The scorers of a table with these columns; {@code score} where there is one without name. */
  static List<String> scorers(List<String> columns) {
    return columns.stream()
        .filter(name -> name.startsWith(MEAN) && name.length() > MEAN.length())
        .map(name -> name.substring(MEAN.length()))
        .toList();
  }

  @Override
  public List<TreeRecord> records(TrackerTable.Row row) throws UnreadableRecord {
    ObjectNode params = params(row);
    return scorers.stream().map(scorer -> record(row, params, scorer)).toList();
  }

  private TreeRecord record(TrackerTable.Row row, ObjectNode params, String scorer) {
    String score = row.cell(MEAN + scorer);
    TrialTree trial =
        new TrialTree(String.valueOf(row.number()))
            .with("number", String.valueOf(row.number()))
            .with("study", study)
            .objective(
                scorer, Optional.of(score).filter(text -> !text.isEmpty()), Optional.of("maximize"))
            .tag("std_test_" + scorer, TrackerTable.orNull(row.cell("std_test_" + scorer)));
    trial.tree().put("sampler", halving ? "successive halving" : null);
    trial.tree().put("duration", TrackerTable.orNull(row.cell("mean_fit_time")));
    if (halving) {
      trial.tag("iter", row.cell("iter")).tag("n_resources", row.cell("n_resources"));
    }
    trial.tree().set("params", params);
    return trial.at(row.line());
  }

  /** The dict tells {@code None} from a parameter that a candidate does not have. */
  private static ObjectNode params(TrackerTable.Row row) throws UnreadableRecord {
    ObjectNode params = TrackerJson.object();
    String dict = row.cell("params");
    if (!dict.isEmpty()) {
      JsonNode parsed = PythonLiteral.parse(dict).orElse(null);
      if (parsed instanceof ObjectNode object) {
        params.setAll(object);
      } else if (row.cells().keySet().stream().noneMatch(name -> name.startsWith(PARAM))) {
        throw new UnreadableRecord("`params` is not the text of a Python dict: " + dict);
      }
    }
    row.cells()
        .forEach(
            (name, text) -> {
              String param = name.startsWith(PARAM) ? name.substring(PARAM.length()) : "";
              boolean masked = text.isBlank() || text.strip().equals("--");
              if (!param.isEmpty() && !masked && !params.has(param)) {
                params.put(param, text.strip());
              }
            });
    return params;
  }
}
