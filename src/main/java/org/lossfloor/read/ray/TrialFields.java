package org.lossfloor.read.ray;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;
import org.lossfloor.sweep.LoggedNumber;

/** Builds the record of a trial of Ray. */
final class TrialFields {
  private static final String TIME = "timestamp";
  private static final String TOTAL = "time_total_s";

  /** What Ray adds to every report. */
  private static final Set<String> OWN =
      Set.of(
          TIME,
          TOTAL,
          TrialState.ITERATION,
          "checkpoint_dir_name",
          "date",
          "done",
          "experiment_id",
          "experiment_tag",
          "hostname",
          "iterations_since_restore",
          "node_ip",
          "pid",
          "should_checkpoint",
          "time_since_restore",
          "time_this_iter_s",
          "timesteps_since_restore",
          "timesteps_total",
          "trial_id",
          "warmup_time");

  private static final Pattern NUMBER = Pattern.compile("^(\\d{1,9})(_|$)");
  private static final Pattern LAST_NUMBER = Pattern.compile("^[0-9a-f]{5,8}_(\\d{5,9})$");

  private final TrialTree tree;

  TrialFields(String id, String study) {
    tree = new TrialTree(id).with("study", study);
    List.of("number", "state", "start_time", "end_time", "sampler", "seed")
        .forEach(tree.tree()::putNull);
  }

  /** A search algorithm that keeps a state learns from its trials. */
  TrialFields sampler(Experiment experiment) {
    tree.with("sampler", experiment.adaptive() ? "SearchGenerator (adaptive)" : null);
    return this;
  }

  void params(JsonNode config) {
    for (Map.Entry<String, JsonNode> value : Values.flat(config).entrySet()) {
      if (value.getKey().equals("seed")) {
        tree.with("seed", value.getValue());
      } else {
        tree.param(value.getKey(), value.getValue());
      }
    }
  }

  /** The last values and the curves of all that is a number. */
  void reports(List<Map<String, JsonNode>> reports) {
    for (Map<String, JsonNode> report : reports) {
      String step =
          report.containsKey(TrialState.ITERATION) ? text(report, TrialState.ITERATION) : null;
      for (Map.Entry<String, JsonNode> value : report.entrySet()) {
        if (!OWN.contains(value.getKey()) && isNumber(value.getValue())) {
          String number = value.getValue().asText();
          tree.metric(value.getKey(), number);
          if (reports.size() > 1) {
            tree.point(value.getKey(), step, number, text(report, TIME));
          }
        }
      }
    }
    if (!reports.isEmpty()) {
      times(reports.get(0), reports.get(reports.size() - 1));
    }
  }

  /** Numbers, and the words for what is none: numpy's NaN is the text "null". */
  private static boolean isNumber(JsonNode node) {
    try {
      return node.isNumber() || (node.isTextual() && LoggedNumber.parse(node.asText()).isPresent());
    } catch (LoggedNumber.Unreadable e) {
      return false;
    }
  }

  private static String text(Map<String, JsonNode> report, String field) {
    JsonNode node = report.get(field);
    return node == null ? null : Values.text(node).orElse(null);
  }

  private void times(Map<String, JsonNode> first, Map<String, JsonNode> last) {
    JsonNode time = first.get(TIME);
    JsonNode run = first.get(TOTAL);
    if (time != null && run != null && isNumber(time) && isNumber(run)) {
      double start = time.asDouble() - run.asDouble();
      tree.with(
          "start_time", Double.isFinite(start) ? String.format(Locale.ROOT, "%.3f", start) : null);
    }
    tree.with("end_time", text(last, TIME)).with("duration", text(last, TOTAL));
    tree.tag("iterations", text(last, TrialState.ITERATION));
  }

  /** The time at which the experiment says that the trial began. */
  void times(TrialState state) {
    tree.with("start_time", Values.text(state.run().path("start_time")).orElse(null));
  }

  /** The position among the draws: Ray writes it into the tag, and into newer ids. */
  void number(Optional<TrialState> state, String id, String folder) {
    Optional<String> tag = state.flatMap(s -> Values.text(s.setup().path("experiment_tag")));
    String number =
        tag.flatMap(text -> group(NUMBER, text)).or(() -> group(LAST_NUMBER, id)).orElse(null);
    tree.with("number", number == null ? null : number.replaceFirst("^0+(?=\\d)", ""));
    tree.tag("folder", folder);
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Ray calls a trial that a scheduler stopped TERMINATED like others, so this is a guess. */
  void stopped(String why, FileTally tally, long line) {
    tally.note(NoteKind.GUESSED_STOP, line, why);
    tree.tag("early_stopped", why).with("state", "EARLY_STOPPED");
  }

  void state(String word) {
    tree.with("state", word);
  }

  void tag(String name, String text) {
    tree.tag(name, text);
  }

  TreeRecord at(long line) {
    return tree.at(line);
  }
}
