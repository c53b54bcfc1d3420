package org.lossfloor.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Reason;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.sweep.ExperimentKey;

/**
 * Experiments as a table for a terminal, one line each, and what their reasons mean.
 *
 * @param experiments the experiments, in the order in which they are shown
 */
public record ExperimentsText(List<ExperimentView> experiments) {
  private static final String NONE = "-";

  /** The most characters shown of one value of an experiment's key, and of the whole key. */
  private static final int VALUE = 40;

  private static final int EXPERIMENT = 160;

  private static final String LUCKY = "*";

  /** A column of the table. */
  private enum Cell {
    EXPERIMENT("experiment"),
    GOAL("goal"),
    TRIALS("trials"),
    FAILED("failed"),
    SEEN("best seen"),
    AGAIN("run again"),
    POSSIBLE("best possible"),
    INTERVAL("interval"),
    DIMENSION("dim"),
    SET("dim set"),
    NOISE("noise"),
    PRECISION("precision"),
    VERDICT("verdict");

    private final String heading;

    Cell(String heading) {
      this.heading = heading;
    }
  }

  private static final List<Cell> CELLS = List.of(Cell.values());

  /** Cells of words, which begin at the left; numbers end at the right. */
  private static final List<Cell> WORDS =
      List.of(Cell.EXPERIMENT, Cell.GOAL, Cell.PRECISION, Cell.VERDICT);

  /** What a narrow terminal does without, the least important first. */
  private static final List<Cell> SPARED =
      List.of(
          Cell.NOISE,
          Cell.FAILED,
          Cell.SET,
          Cell.DIMENSION,
          Cell.AGAIN,
          Cell.TRIALS,
          Cell.POSSIBLE,
          Cell.SEEN,
          Cell.GOAL);

  /** Copies the list. */
  public ExperimentsText {
    experiments = List.copyOf(experiments);
  }

  /**
   * Writes the table.
   *
   * @return the heading and a line for each experiment
   */
  public List<String> lines() {
    return table().lines();
  }

  /**
   * Makes the table.
   *
   * @return the heading and a row for each experiment
   */
  public AlignedTable table() {
    List<String> telling = tellingKeys();
    AlignedTable table = new AlignedTable("  ", Set.copyOf(places(WORDS)));
    table.add(cells(cell -> cell.heading));
    experiments.forEach(view -> table.add(row(view, telling)));
    return table;
  }

  /**
   * Returns which columns a narrow terminal does without.
   *
   * @return their places from 0, the least important first
   */
  public static List<Integer> spared() {
    return places(SPARED);
  }

  private static List<Integer> places(List<Cell> cells) {
    return cells.stream().map(CELLS::indexOf).toList();
  }

  /**
   * Explains what the table shows.
   *
   * @return a sentence for lucky best trials, and one for each reason behind its name, those first
   *     that cost the most
   */
  public List<String> explanations() {
    List<String> all = new ArrayList<>();
    if (experiments.stream().anyMatch(ExperimentsText::lucky)) {
      all.add(
          LUCKY
              + ": the best trial was lucky: run again it would be worth what `run again` says, on"
              + " average.");
    }
    if (experiments.stream().anyMatch(view -> view.judgement().reasons().contains(Reason.VAGUE))) {
      all.add("wide: the interval is wider than the tail of the scores: too wide to act on.");
    }
    experiments.stream()
        .flatMap(view -> view.judgement().besidePrecision().stream())
        .distinct()
        .sorted()
        .forEach(reason -> all.add(reason + ": " + reason.sentence()));
    return all;
  }

  private static boolean lucky(ExperimentView view) {
    return NextStep.of(view).numbers().map(n -> n.bestTrial().lucky()).orElse(false);
  }

  private List<String> tellingKeys() {
    List<String> telling = KeyColumns.of(experiments).telling();
    return telling.isEmpty() ? List.of(ExperimentKey.SOURCE, ExperimentKey.METRIC) : telling;
  }

  private static List<String> cells(Function<Cell, String> text) {
    return Arrays.stream(Cell.values()).map(text).toList();
  }

  private static List<String> row(ExperimentView view, List<String> telling) {
    String experiment =
        telling.stream()
            .map(key -> view.key().getOrDefault(key, ""))
            .filter(value -> !value.isEmpty())
            .map(value -> Printable.cut(Printable.line(value), VALUE))
            .collect(Collectors.joining(" "));
    Map<Cell, String> row = new EnumMap<>(Cell.class);
    row.put(Cell.EXPERIMENT, Printable.cut(experiment, EXPERIMENT));
    row.put(Cell.GOAL, view.minimize() ? "min" : "max");
    row.put(Cell.TRIALS, Integer.toString(view.counts().trials()));
    row.put(Cell.FAILED, Integer.toString(view.counts().failed()));
    row.put(
        Cell.SEEN,
        view.observedBest().isPresent() ? number(view.observedBest().getAsDouble()) : NONE);
    row.put(Cell.AGAIN, again(view));
    row.put(Cell.POSSIBLE, ofLaw(view, law -> number(law.bestScore().estimate())));
    row.put(
        Cell.INTERVAL,
        ofLaw(view, law -> law.bestScore().interval().map(ExperimentsText::interval).orElse(NONE)));
    row.put(Cell.DIMENSION, ofLaw(view, law -> Integer.toString(law.dimension().estimate())));
    row.put(Cell.SET, ofLaw(view, law -> set(law.dimension().set())));
    row.put(Cell.NOISE, ofLaw(view, law -> number(law.noise().estimate())));
    row.put(Cell.PRECISION, view.precision().word());
    row.put(Cell.VERDICT, verdict(view));
    return cells(row::get);
  }

  private static String verdict(ExperimentView view) {
    String reasons =
        view.judgement().besidePrecision().stream()
            .map(Reason::name)
            .collect(Collectors.joining(","));
    return (view.judgement().verdict() + " " + reasons).strip();
  }

  /** What the best trial is worth, with a star where it was lucky. */
  private static String again(ExperimentView view) {
    return view.outlook()
        .map(outlook -> number(outlook.bestTrial()) + (lucky(view) ? LUCKY : " "))
        .orElse(NONE);
  }

  private static String ofLaw(ExperimentView view, Function<LawView, String> cell) {
    return view.law().map(cell).orElse(NONE);
  }

  private static String interval(Interval interval) {
    return "[" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
  }

  /**
   * Writes a set of dimensions.
   *
   * @param set ascending
   * @return neighbours as a range, such as {1..4}; a dash for an empty set
   */
  public static String set(List<Integer> set) {
    if (set.isEmpty()) {
      return NONE;
    }
    int first = set.get(0);
    int last = set.get(set.size() - 1);
    boolean range = set.size() > 2 && last - first == set.size() - 1;
    return range
        ? "{" + first + ".." + last + "}"
        : set.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? "not told" : String.format(Locale.ROOT, "%.4g", value);
  }
}
