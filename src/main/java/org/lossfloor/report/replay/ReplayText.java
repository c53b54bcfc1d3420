package org.lossfloor.report.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.decide.replay.StopRule;
import org.lossfloor.decide.replay.StopTally;
import org.lossfloor.error.Printable;
import org.lossfloor.report.AlignedTable;

/** Replayed experiments as text for people. */
public final class ReplayText {
  private static final String GAP = "   ";
  private static final int VALUE = 24;

  private ReplayText() {}

  /**
   * Writes a replay of some experiments.
   *
   * @param forecasts what was told and what came
   * @param experiments the experiments, at least one
   * @param most how many of them are listed at most
   * @return lines
   */
  public static List<String> lines(
      Collection<ForecastCell> forecasts, List<ReplayedExperiment> experiments, int most) {
    List<String> lines = new ArrayList<>();
    if (!forecasts.isEmpty()) {
      lines.add("What was told of the next trials, which were held out, and what came:");
      lines.addAll(told(forecasts));
      lines.add("");
      lines.add("Told chances of an improvement by more than eps, and how often one came:");
      lines.addAll(calibration(forecasts));
      lines.add("");
    }
    lines.add("Stop rules against a fixed budget of as many trials, mean over the experiments:");
    lines.addAll(rules(experiments));
    lines.add("");
    lines.addAll(verdicts(experiments));
    lines.add("");
    lines.addAll(each(experiments, most));
    return lines;
  }

  private static List<String> told(Collection<ForecastCell> cells) {
    AlignedTable table = new AlignedTable(GAP, Set.of(1));
    table.add(
        List.of(
            "next", "verdict", "told", "best inside", "chance told", "came", "gain told / came"));
    for (ForecastCell cell : ForecastCell.byVerdict(cells)) {
      table.add(
          List.of(
              Integer.toString(cell.next()),
              cell.verdict().name(),
              Long.toString(cell.forecasts()),
              percent(cell.coverage()),
              percent(cell.told()),
              percent(cell.came()),
              cell.gain() > 0 ? number(cell.toldGain() / cell.gain()) : "-"));
    }
    return table.lines();
  }

  private static List<String> calibration(Collection<ForecastCell> cells) {
    AlignedTable table = new AlignedTable(GAP, Set.of());
    table.add(List.of("chance", "told", "mean", "came"));
    for (ForecastCell cell : ForecastCell.byTenth(cells)) {
      table.add(
          List.of(
              cell.tenth() * 10 + " to " + (cell.tenth() + 1) * 10 + " %",
              Long.toString(cell.forecasts()),
              percent(cell.told()),
              percent(cell.came())));
    }
    return table.lines();
  }

  private static List<String> rules(List<ReplayedExperiment> experiments) {
    AlignedTable table = new AlignedTable(GAP, Set.of(0));
    table.add(List.of("rule", "budget", "trials", "regret spared", "error", "oracle", "worse on"));
    for (StopTally tally : tallies(experiments)) {
      table.add(
          List.of(
              tally.rule().code(),
              tally.budget().isPresent() ? Integer.toString(tally.budget().getAsInt()) : "-",
              Long.toString(Math.round(tally.trials())),
              percent(tally.spared()),
              percent(tally.error()),
              percent(tally.oracle()),
              tally.worse() + " of " + tally.experiments()));
    }
    return table.lines();
  }

  private static List<StopTally> tallies(List<ReplayedExperiment> experiments) {
    return StopTally.count(experiments.stream().flatMap(e -> e.stops().stream()).toList());
  }

  /** What may be concluded, so that nobody has to read it from the numbers. */
  private static List<String> verdicts(List<ReplayedExperiment> experiments) {
    List<String> good = new ArrayList<>();
    if (experiments.stream().allMatch(e -> e.orders() < 2)) {
      return List.of(
          "One order of a sweep does not tell whether a stop rule beats a fixed budget.");
    }
    for (StopTally tally : tallies(experiments)) {
      if (tally.supported()) {
        good.add(name(tally));
      }
    }
    return good.isEmpty()
        ? List.of(
            "No stop rule beat a fixed budget on these sweeps: choose a number of trials and run"
                + " them.")
        : List.of(
            "On these sweeps this beat a fixed budget of as many trials, by more than three standard"
                + " errors in the mean and on none clearly worse: "
                + String.join(", ", good)
                + ".");
  }

  private static String name(StopTally tally) {
    return tally.rule().code()
        + (tally.budget().isPresent() ? " " + tally.budget().getAsInt() : "");
  }

  private static List<String> each(List<ReplayedExperiment> experiments, int most) {
    Set<String> telling = telling(experiments);
    AlignedTable table = new AlignedTable(GAP, Set.of(0));
    table.add(
        List.of(
            "experiment",
            "trials",
            "orders",
            "rule",
            "spent",
            "regret",
            "of a fixed budget",
            "oracle",
            "same by fixed"));
    experiments.stream()
        .limit(most)
        .forEach(
            e ->
                e.stops().stream()
                    .filter(stop -> stop.rule() != StopRule.FIXED)
                    .forEach(stop -> table.add(row(e, stop, telling))));
    List<String> lines = new ArrayList<>(table.lines());
    if (experiments.size() > most) {
      lines.add("and " + (experiments.size() - most) + " more experiments (--limit)");
    }
    return lines;
  }

  private static List<String> row(
      ReplayedExperiment experiment, StopResult stop, Set<String> telling) {
    String rule =
        stop.rule().code() + (stop.budget().isPresent() ? " " + stop.budget().getAsInt() : "");
    return List.of(
        name(experiment.key(), telling),
        Integer.toString(experiment.trials()),
        experiment.orders() == 0 ? "as run" : Integer.toString(experiment.orders()),
        rule,
        Long.toString(Math.round(stop.trials())),
        size(OptionalDouble.of(stop.regret())),
        size(OptionalDouble.of(stop.fixedRegret())),
        size(stop.oracleRegret()),
        Long.toString(Math.round(stop.sameRegretTrials())));
  }

  /** The key columns in which experiments differ. */
  private static Set<String> telling(List<ReplayedExperiment> experiments) {
    return experiments.stream()
        .flatMap(e -> e.key().keySet().stream())
        .filter(
            column ->
                experiments.stream()
                        .map(e -> Optional.ofNullable(e.key().get(column)))
                        .distinct()
                        .count()
                    > 1)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(SortedMap<String, String> key, Set<String> telling) {
    String name =
        key.entrySet().stream()
            .filter(e -> telling.isEmpty() || telling.contains(e.getKey()))
            .map(e -> e.getValue() == null ? "-" : e.getValue())
            .map(value -> Printable.cut(Printable.line(value), VALUE))
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? "-" : name;
  }

  private static String size(OptionalDouble regret) {
    return regret.isPresent() ? String.format(Locale.ROOT, "%.3g", regret.getAsDouble()) : "-";
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : Math.round(100 * share) + " %";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /**
   * Says what the words mean.
   *
   * @return sentences
   */
  public static List<String> explanations() {
    return List.of(
        "best inside: how often the best of the next trials was in the interval that was told for"
            + " it.",
        "regret: the best score when the rule stops against the best of the full sweep. Regret"
            + " spared: the share of the regret of a fixed budget of as many trials; below 0 the"
            + " rule is worse.",
        "oracle: who knows the sweep and stops at the first score beyond a constant, after as many"
            + " trials in the mean. No rule can spare more.",
        "luck N: stops when the best score is as good as N trials make it on average, by their"
            + " number or by luck that the other scores show. law N: at the first best score that"
            + " one trial in N would beat by the fitted law. chance: when 100 more trials improve it with a told chance below 5 %. close: when"
            + " trials_to_within is 0.",
        "worse on: experiments on which the rule has more regret than the fixed budget, by more"
            + " than two standard errors.");
  }
}
