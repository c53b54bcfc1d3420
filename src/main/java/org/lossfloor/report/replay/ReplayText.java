package org.lossfloor.report.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.decide.replay.StopRule;
import org.lossfloor.decide.replay.StopTally;
import org.lossfloor.decide.replay.ToldChance;
import org.lossfloor.error.Printable;
import org.lossfloor.report.AlignedTable;
import org.lossfloor.report.KeyColumns;

/**
 * Replayed experiments as text for people.
 *
 * @param replay what was told and what came
 */
public record ReplayText(ReplayedRun replay) {
  /** What the table of told chances shows. */
  public static final String CHANCES =
      "Told chances of an improvement by more than eps, and how often one came";

  /** What the table of forecasts shows. */
  public static final String TOLD =
      "What was told of the next trials, which were held out, and what came";

  /** What the table of stop rules shows. */
  public static final String RULES =
      "Stop rules against a fixed budget of as many trials, mean over the experiments";

  /** What the table of experiments shows. */
  public static final String EACH = "Stop rules on each experiment";

  private static final String GAP = "   ";
  private static final int VALUE = 24;

  /**
   * Writes the replay.
   *
   * @param most how many experiments are listed at most
   * @return lines
   */
  public List<String> lines(int most) {
    List<String> lines = new ArrayList<>();
    if (!replay.forecasts().isEmpty()) {
      lines.add(TOLD + ":");
      lines.addAll(told().lines());
      lines.add("");
      lines.add(CHANCES + ":");
      lines.addAll(chances().lines());
      lines.add("");
    }
    lines.add(RULES + ":");
    lines.addAll(rules().lines());
    lines.add("");
    lines.addAll(conclusions());
    lines.add("");
    lines.addAll(each(most).lines());
    if (replay.experiments().size() > most) {
      lines.add("and " + (replay.experiments().size() - most) + " more experiments (--limit)");
    }
    return lines;
  }

  /**
   * Says what was replayed.
   *
   * @return sentences
   */
  public List<String> headlines() {
    int replayed = replay.experiments().size();
    List<String> lines = new ArrayList<>();
    lines.add(
        replayed
            + (replayed == 1 ? " experiment" : " experiments")
            + " of run "
            + replay.name()
            + " replayed.");
    replay.notReplayed().forEach(why -> lines.add("Not replayed: " + why + "."));
    return lines;
  }

  /**
   * Holds what was told against what came.
   *
   * @return a row for the heading, and for each number of next trials and verdict
   */
  public AlignedTable told() {
    AlignedTable table = new AlignedTable(GAP, Set.of(1));
    table.add(
        List.of(
            "next", "verdict", "told", "best inside", "chance told", "came", "gain told / came"));
    for (ForecastCell cell : ForecastCell.byVerdict(replay.forecasts())) {
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
    return table;
  }

  /**
   * Holds told chances against how often an improvement came.
   *
   * @return a row for the heading, and for each tenth of the told chance
   */
  public AlignedTable chances() {
    AlignedTable table = new AlignedTable(GAP, Set.of());
    table.add(List.of("chance", "told", "mean", "came", "error"));
    for (ToldChance tenth : replay.calibration()) {
      table.add(
          List.of(
              tenth.tenth() * 10 + " to " + (tenth.tenth() + 1) * 10 + " %",
              Long.toString(tenth.forecasts()),
              percent(tenth.told()),
              percent(tenth.came()),
              percent(tenth.error().orElse(Double.NaN))));
    }
    return table;
  }

  /**
   * Holds stop rules against fixed budgets.
   *
   * @return a row for the heading and for each rule
   */
  public AlignedTable rules() {
    AlignedTable table = new AlignedTable(GAP, Set.of(0));
    table.add(List.of("rule", "budget", "trials", "regret spared", "error", "oracle", "worse on"));
    for (StopTally tally : tallies()) {
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
    return table;
  }

  private List<StopTally> tallies() {
    return StopTally.count(replay.experiments().stream().flatMap(e -> e.stops().stream()).toList());
  }

  /**
   * Says what may be concluded, so that nobody has to read it from the numbers.
   *
   * @return sentences
   */
  public List<String> conclusions() {
    List<String> lines = new ArrayList<>();
    long told = replay.forecasts().stream().mapToLong(ForecastCell::forecasts).sum();
    if (told > 0) {
      long held = replay.forecasts().stream().mapToLong(ForecastCell::held).sum();
      lines.add(
          "The best of the next trials was in the interval that was told for it"
              + confidence()
              + " in "
              + percent((double) held / told)
              + " of "
              + told
              + " forecasts.");
      lines.add(calibrated());
    }
    lines.add(stops());
    return lines;
  }

  private String confidence() {
    return replay.confidence().isPresent()
        ? ", with a confidence of " + percent(replay.confidence().getAsDouble()) + ","
        : "";
  }

  private String calibrated() {
    List<ToldChance> off = replay.calibration().stream().filter(ToldChance::off).toList();
    if (replay.calibration().stream().allMatch(tenth -> tenth.error().isEmpty())) {
      return "One order of one sweep does not tell whether chances are right.";
    }
    return off.isEmpty()
        ? "Told chances of an improvement came about as often as told."
        : "Told chances that came clearly less or more often: "
            + off.stream()
                .map(tenth -> percent(tenth.told()) + " (" + percent(tenth.came()) + " came)")
                .collect(Collectors.joining(", "))
            + ". Take what came for what is told.";
  }

  private String stops() {
    if (replay.experiments().stream().allMatch(e -> e.orders() < 2)) {
      return "One order of a sweep does not tell whether a stop rule beats a fixed budget.";
    }
    List<String> good =
        tallies().stream().filter(StopTally::supported).map(ReplayText::name).toList();
    return good.isEmpty()
        ? "No stop rule beat a fixed budget on these sweeps: choose a number of trials and run"
            + " them."
        : "On these sweeps this beat a fixed budget of as many trials, by more than three standard"
            + " errors in the mean and on none clearly worse: "
            + String.join(", ", good)
            + ".";
  }

  private static String name(StopTally tally) {
    return tally.rule().code()
        + (tally.budget().isPresent() ? " " + tally.budget().getAsInt() : "");
  }

  /**
   * Lists the experiments.
   *
   * @param most how many at most
   * @return a row for the heading, and for each experiment and stop rule
   */
  public AlignedTable each(int most) {
    Set<String> telling = telling(replay.experiments());
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
    replay.experiments().stream()
        .limit(most)
        .forEach(
            e ->
                e.stops().stream()
                    .filter(stop -> stop.rule() != StopRule.FIXED)
                    .forEach(stop -> table.add(row(e, stop, telling))));
    return table;
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
    return new TreeSet<>(
        new KeyColumns(experiments.stream().map(ReplayedExperiment::key).toList()).telling());
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
        "told: forecasts; mean: the mean told chance; came: the share after which an improvement"
            + " came; error: its standard error over the experiments, or over the orders of one.",
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
