package org.lossfloor.read.nni;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;
import org.lossfloor.read.tracker.TrialTree;

/** What {@code nnictl experiment export} writes: the trials that succeeded, and no settings. */
final class NniExport {
  private static final String SUCCEEDED = "SUCCEEDED";
  private static final String INTERMEDIATE = "intermediate";
  private static final List<String> SCORES = List.of("reward", "default");
  private static final Set<String> OWN = Set.of("reward", "default", NniLog.ID, INTERMEDIATE);

  private final Profile profile;

  private NniExport(Profile profile) {
    this.profile = profile;
  }

  static TreeSource open(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    String path = piece.file().path();
    String study = piece.storeName(path);
    NniExport export = new NniExport(Profile.unknown(study));
    FileTally unseen = new FileTally(path, new long[0]);
    try (TrackerTable table = TrackerTable.open(piece, layout, unseen)) {
      if (table.columns().contains(NniLog.ID)) {
        return new TableRecords(TrackerTable.open(piece, layout, tally), export::row);
      }
    } catch (IOException e) {
      if (StorageFault.behind(e).isPresent()) {
        throw e;
      }
      // JSON makes no table.
    }
    return TreeSource.of(export.document(piece));
  }

  private List<TreeRecord> row(TrackerTable.Row row) throws UnreadableRecord {
    TrialTree tree = start(row.cell(NniLog.ID));
    for (Map.Entry<String, String> cell : row.cells().entrySet()) {
      if (!OWN.contains(cell.getKey()) && !cell.getValue().isEmpty()) {
        tree.param(cell.getKey(), cell.getValue());
      }
    }
    String score =
        SCORES.stream().map(row::cell).filter(text -> !text.isEmpty()).findFirst().orElse(null);
    curve(tree, NniJson.inner(TextNode.valueOf(row.cell(INTERMEDIATE))));
    return List.of(scored(tree, score).at(row.line()));
  }

  private TrialTree start(String id) throws UnreadableRecord {
    if (id.isEmpty()) {
      throw new UnreadableRecord("`" + NniLog.ID + "` is empty");
    }
    return profile.start(id).with("state", SUCCEEDED);
  }

  private static TrialTree scored(TrialTree tree, String score) {
    return tree.objective("default", Optional.ofNullable(score), Optional.empty());
  }

  private static void curve(TrialTree tree, JsonNode points) {
    if (points.isArray()) {
      for (int i = 0; i < points.size(); i++) {
        String value = NniJson.score(NniJson.inner(points.path(i)));
        if (value != null) {
          tree.point("default", Integer.toString(i), value, null);
        }
      }
    }
  }

  private List<TreeRecord> document(LogPiece piece) throws IOException {
    JsonNode root;
    try {
      root = TrackerJson.parse(TrackerJson.text(piece.file()));
    } catch (UnreadableRecord e) {
      throw new IOException(
          "neither a table with the column `trialJobId` nor JSON: " + e.getMessage());
    }
    if (!root.isArray()) {
      throw new IOException("not an array of trials");
    }
    List<TreeRecord> records = new ArrayList<>();
    for (int i = 0; i < root.size(); i++) {
      records.add(record(root.path(i), i + 1));
    }
    return records;
  }

  private TreeRecord record(JsonNode node, int position) {
    try {
      TrialTree tree = start(node.path(NniLog.ID).asText());
      NniJson.params(tree, node.path("parameter"));
      JsonNode value = NniJson.inner(node.path("value"));
      curve(tree, node.path(INTERMEDIATE));
      NniJson.named(value).properties().stream()
          .filter(named -> named.getValue().isValueNode())
          .forEach(named -> tree.metric(named.getKey(), named.getValue().asText()));
      return scored(tree, NniJson.score(value)).at(position);
    } catch (UnreadableRecord e) {
      return TreeRecord.unreadable(
          position, "item " + position + ": " + e.getMessage(), node.toString());
    }
  }
}
