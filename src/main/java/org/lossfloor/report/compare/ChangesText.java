package org.lossfloor.report.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lossfloor.decide.diff.Change;
import org.lossfloor.decide.diff.ChangeKind;
import org.lossfloor.decide.diff.RunDiff;
import org.lossfloor.decide.diff.RunState;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.report.AlignedTable;
import org.lossfloor.report.Decimals;

/**
 * What changed between two runs, for people and for programs.
 *
 * @param diff the changes
 */
public record ChangesText(RunDiff diff) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String GAP = "  ";
  private static final int NAME = 60;
  private static final int WIDTH = 160;

  /**
   * Says how many changes there are.
   *
   * @return one line
   */
  public String headline() {
    String counted =
        diff.counts().entrySet().stream()
            .filter(e -> e.getValue() > 0)
            .map(e -> e.getValue() + " " + e.getKey().code())
            .collect(Collectors.joining(", "));
    return "Run "
        + diff.after()
        + " since "
        + diff.before()
        + ": "
        + (counted.isEmpty() ? "no changes." : counted);
  }

  /**
   * Writes a line for every change.
   *
   * @return the lines; none without changes
   */
  public List<String> lines() {
    if (diff.changes().isEmpty()) {
      return List.of();
    }
    return table().fitted(WIDTH, List.of()).lines();
  }

  /**
   * Writes a table.
   *
   * @return a row for the heading and for every change
   */
  public AlignedTable table() {
    AlignedTable table = new AlignedTable(GAP, Set.of(0, 1, 2, 3));
    table.add(List.of("what", "change", "before", "after"));
    for (Change change : diff.changes()) {
      table.add(
          List.of(name(change), change.kind().words(), side(change, true), side(change, false)));
    }
    return table;
  }

  private static String name(Change change) {
    String name =
        change
            .sourceAfter()
            .map(source -> "source " + source.name())
            .orElseGet(() -> change.experiment().map(ChangesText::key).orElse("-"));
    return Printable.cut(Printable.line(name), NAME);
  }

  private static String key(RunState.Experiment experiment) {
    return experiment.key().values().stream()
        .map(value -> value.isEmpty() ? "-" : value)
        .collect(Collectors.joining(" "));
  }

  private static String side(Change change, boolean before) {
    Optional<RunState.Experiment> experiment = before ? change.before() : change.after();
    Optional<RunState.Source> source = before ? change.sourceBefore() : change.sourceAfter();
    return switch (change.kind()) {
      case BROKEN_SOURCES, MENDED_SOURCES ->
          source.map(s -> s.broken() ? "broken" : "ok").orElse("-");
      case NEW_REJECTIONS -> source.map(s -> s.rejected() + " rejected").orElse("-");
      case WORSE_BEST_SCORES, BETTER_BEST_SCORES ->
          experiment.flatMap(RunState.Experiment::bestScore).map(ChangesText::best).orElse("-");
      case NEW_EXPERIMENTS, VANISHED_EXPERIMENTS, WORSE_VERDICTS, BETTER_VERDICTS ->
          experiment.map(e -> e.verdict().name()).orElse("-");
    };
  }

  private static String best(Quantity best) {
    return new PairNumbers(
            Decimals.resolving(
                best.interval().map(i -> i.width()).orElse(Math.abs(best.estimate()))))
        .difference(Optional.of(best));
  }

  /**
   * Writes a change for programs.
   *
   * @param change the change
   * @return one JSON object on one line
   */
  public String json(Change change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", change.kind().code());
    fields.put("run_id_before", diff.before());
    fields.put("run_id_after", diff.after());
    change
        .experiment()
        .ifPresent(
            e -> {
              fields.put("experiment_id", e.id());
              fields.put("key", e.key());
            });
    change.sourceAfter().ifPresent(s -> fields.put("source", s.name()));
    put(fields, "before", change.before(), change.sourceBefore());
    put(fields, "after", change.after(), change.sourceAfter());
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new AssertionError("numbers, words and maps of them can be written", e);
    }
  }

  private static void put(
      Map<String, Object> fields,
      String when,
      Optional<RunState.Experiment> experiment,
      Optional<RunState.Source> source) {
    experiment.ifPresent(e -> fields.put("verdict_" + when, e.verdict()));
    experiment
        .flatMap(RunState.Experiment::bestScore)
        .filter(q -> Double.isFinite(q.estimate()))
        .ifPresent(q -> fields.put("best_score_" + when, q.estimate()));
    source.ifPresent(s -> fields.put("rejected_" + when, s.rejected()));
  }

  /**
   * Counts a kind of change.
   *
   * @param kind the kind
   * @return how much there is of it
   */
  public long count(ChangeKind kind) {
    return diff.counts().get(kind);
  }
}
