package org.lossfloor.report.html;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.RunView;

/**
 * The whole run in a few numbers.
 *
 * @param run the run
 * @param experiments its experiments
 */
record GlanceSection(RunView run, List<ExperimentView> experiments) implements Section {
  /**
   * How many experiments have a standing.
   *
   * @param code its name
   * @param mark a sign that tells it from others without colour
   * @param words what follows the number
   * @param sentence what it means
   * @param count how many
   * @param percent of all
   */
  public record StandingCount(
      String code, String mark, String words, String sentence, long count, double percent) {}

  /**
   * How many experiments have a verdict.
   *
   * @param code its name
   * @param sentence what it means
   * @param count how many
   */
  public record VerdictCount(String code, String sentence, long count) {}

  /**
   * How many experiments have a reason.
   *
   * @param code its name
   * @param verdict what it leads to
   * @param sentence what it means
   * @param count how many
   */
  public record ReasonCount(String code, String verdict, String sentence, long count) {}

  @Override
  public String id() {
    return "glance";
  }

  @Override
  public String title() {
    return "At a glance";
  }

  @Override
  public Map<String, Object> model() {
    return Map.of(
        "standings", Arrays.stream(Standing.values()).map(this::count).toList(),
        "verdicts", Arrays.stream(Verdict.values()).map(this::count).toList(),
        "reasons",
            Arrays.stream(Reason.values()).map(this::count).filter(r -> r.count() > 0).toList(),
        "broken", run.broken());
  }

  private StandingCount count(Standing standing) {
    long count = experiments.stream().filter(e -> e.standing() == standing).count();
    return new StandingCount(
        standing.name(),
        mark(standing),
        standing.words(),
        standing.sentence(),
        count,
        experiments.isEmpty() ? 0 : Math.rint(1000.0 * count / experiments.size()) / 10);
  }

  static String mark(Standing standing) {
    return switch (standing) {
      case ACT -> "✓";
      case CHECK -> "!";
      case TOO_WIDE -> "↔";
      case NOT_JUDGED -> "×";
    };
  }

  private VerdictCount count(Verdict verdict) {
    return new VerdictCount(
        verdict.name(),
        switch (verdict) {
          case OK -> "The theory applies as far as the data show.";
          case CAUTION -> "The theory may not apply, or there are too few data to decide.";
          case INVALID -> "The numbers must not be used, or there are none.";
        },
        experiments.stream().filter(e -> e.judgement().verdict() == verdict).count());
  }

  private ReasonCount count(Reason reason) {
    return new ReasonCount(
        reason.name(),
        reason.verdict().name(),
        reason.sentence(),
        experiments.stream().filter(e -> e.judgement().besidePrecision().contains(reason)).count());
  }
}
