package org.lossfloor.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.decide.compare.ComparedAt;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Reason;
import org.lossfloor.report.AlignedTable;
import org.lossfloor.report.Decimals;
import org.lossfloor.sweep.Direction;

/**
 * Comparisons for a terminal: many as a table, one in full.
 *
 * @param pairs the pairs, in the order in which they are shown
 */
public record ComparisonsText(List<ComparedPair> pairs) {
  private static final String GAP = "  ";
  private static final int WIDTH = 160;

  /** Copies the list. */
  public ComparisonsText {
    pairs = List.copyOf(pairs);
  }

  /**
   * Writes pairs: one alone in full, several as a table.
   *
   * @param batch the pairs
   * @return lines
   */
  public static List<String> shown(ComparedBatch batch) {
    if (batch.pairs() == 1) {
      return inFull(batch.first().get(0), batch.confidence());
    }
    List<String> lines =
        new ArrayList<>(
            new ComparisonsText(batch.first()).table().fitted(WIDTH, List.of(6, 8)).lines());
    if (batch.pairs() > batch.first().size()) {
      lines.add("... and " + (batch.pairs() - batch.first().size()) + " more: --limit N");
    }
    lines.add("");
    explanations().forEach(line -> lines.add("  " + line));
    return lines;
  }

  /**
   * Says how many pairs of a run were compared, and why those.
   *
   * @param batch the pairs
   * @param runId the run
   * @return sentences
   */
  public static List<String> headlines(ComparedBatch batch, String runId) {
    List<String> lines = new ArrayList<>();
    lines.add(
        batch.pairs()
            + (batch.pairs() == 1 ? " pair" : " pairs")
            + " of run "
            + runId
            + " compared, "
            + batch.differ()
            + (batch.differ() == 1 ? " differs" : " differ")
            + " (q at most "
            + ComparedPair.LEVEL
            + ").");
    String columns = Printable.line(String.join(", ", batch.by().columns()));
    switch (batch.by().how()) {
      case NAMES -> {}
      case BETWEEN ->
          lines.add("A and B differ in " + columns + " and agree in all else but the source.");
      case DATA ->
          lines.add(
              "A and B have one data set, which is "
                  + columns
                  + (batch.by().columns().size() == 1 ? "" : " together")
                  + ", and one metric.");
    }
    if (batch.by().without() > 0) {
      lines.add(
          batch.by().without()
              + (batch.by().without() == 1 ? " experiment has" : " experiments have")
              + " no "
              + columns
              + " and took no part.");
    }
    return lines;
  }

  /**
   * Writes a table.
   *
   * @return a row for the heading and for every pair
   */
  public AlignedTable table() {
    PairNames names = new PairNames(pairs);
    AlignedTable table = new AlignedTable(GAP, Set.of(0, 1, 2, 5, 9));
    table.add(
        List.of(
            "on",
            "A",
            "B",
            "A wins",
            "q",
            "better",
            "A - B at trials run",
            "A - B at most trials",
            "crossing",
            "verdict"));
    for (ComparedPair pair : pairs) {
      PairNumbers numbers = PairNumbers.of(pair);
      String common = names.common(pair);
      table.add(
          List.of(
              common.isEmpty() ? "-" : common,
              names.first(pair),
              names.second(pair),
              PairNumbers.probability(pair.comparison().test().probability()),
              PairNumbers.pValue(pair.qValue()),
              names.better(pair).orElse("-"),
              numbers.difference(PairNumbers.run(pair).flatMap(ComparedAt::difference)),
              numbers.difference(PairNumbers.farthest(pair).flatMap(ComparedAt::difference)),
              PairNumbers.crossing(pair.comparison().crossing()),
              pair.verdict().name()));
    }
    return table;
  }

  /**
   * Says what the columns of the table mean.
   *
   * @return sentences
   */
  public static List<String> explanations() {
    return List.of(
        "A wins: probability that A's best beats B's after a twelfth of the trials that were run, by"
            + " the trials alone.",
        "q: of the pairs with a q of at most 0.05, at most 5 % differ by chance; only these have a"
            + " better one.",
        "A - B: difference of the expected best scores after as many trials as were run of both, and"
            + " after ten times as many, with its interval.",
        "crossing: the number of trials at which the tuning curves cross; beyond it the other one is"
            + " better.");
  }

  /**
   * Writes a pair in full.
   *
   * @param pair the pair
   * @param confidence of the intervals
   * @return lines
   */
  public static List<String> inFull(ComparedPair pair, double confidence) {
    PairNames names = new PairNames(List.of(pair));
    List<String> lines = new ArrayList<>();
    lines.add("A  " + names.first(pair) + ": " + trials(pair.a()));
    lines.add("B  " + names.second(pair) + ": " + trials(pair.b()));
    lines.add("");
    lines.add(test(pair, names));
    if (!pair.reasons().isEmpty()) {
      lines.add("Verdict " + pair.verdict() + ":");
      for (Reason reason : pair.reasons()) {
        lines.add("  " + reason + ": " + reason.sentence());
      }
    }
    lines.add("");
    lines.add(
        "Expected best score ("
            + (pair.comparison().direction() == Direction.MINIMIZE ? "smaller" : "larger")
            + " is better), difference with its "
            + Math.round(100 * confidence)
            + " % interval:");
    lines.addAll(budgets(pair, pair.comparison().byTrials(), "trials"));
    lines.add(
        crossing(
            pair.comparison().crossing().isPresent(),
            PairNumbers.crossing(pair.comparison().crossing()),
            "trials"));
    pair.comparison()
        .costRatio()
        .ifPresent(
            ratio -> {
              lines.add("");
              lines.add(
                  "At equal cost; a trial of A costs "
                      + new PairNumbers(Decimals.resolving(ratio.estimate()))
                          .difference(Optional.of(ratio))
                      + " times one of B:");
              lines.addAll(budgets(pair, pair.comparison().byCost(), "cost"));
              lines.add(
                  crossing(
                      pair.comparison().crossingOfCost().isPresent(),
                      PairNumbers.crossing(pair.comparison().crossingOfCost()),
                      "cost"));
            });
    return lines;
  }

  private static String crossing(boolean there, String shown, String unit) {
    String budget = unit.equals("trials") ? "number of trials" : unit;
    return there
        ? "The curves cross at a " + budget + " of about " + shown + "."
        : "The curves do not cross within these budgets.";
  }

  private static String trials(ComparedPair.Side side) {
    return side.trials() + " trials, " + side.failed() + " failed";
  }

  private static String test(ComparedPair pair, PairNames names) {
    return "With "
        + pair.comparison().test().trials()
        + " trials each, the best of A beats that of B with probability "
        + PairNumbers.probability(pair.comparison().test().probability())
        + " (p "
        + PairNumbers.pValue(pair.comparison().test().pValue())
        + ", q "
        + PairNumbers.pValue(pair.qValue())
        + "): "
        + names
            .better(pair)
            .map(name -> name + " is better.")
            .orElse("the trials do not show which one is better.");
  }

  private static List<String> budgets(ComparedPair pair, List<ComparedAt> all, String unit) {
    PairNumbers numbers = PairNumbers.of(pair);
    boolean cost = unit.equals("cost");
    AlignedTable table = new AlignedTable(GAP, Set.of(6, 7));
    table.add(
        List.of(unit, cost ? "trials" : "", "A", "B", "A - B", "A wins", "evidence", "basis"));
    for (ComparedAt at : all) {
      table.add(
          List.of(
              PairNumbers.budget(at.budget().cost().orElse(at.budget().trialsOfA())),
              cost
                  ? PairNumbers.budget(at.budget().trialsOfA())
                      + " / "
                      + PairNumbers.budget(at.budget().trialsOfB())
                  : "",
              numbers.score(at.bestOfA()),
              numbers.score(at.bestOfB()),
              numbers.difference(at.difference()),
              PairNumbers.probability(at.probability()),
              at.evidence().map(e -> e.code()).orElse("-"),
              at.basis().code()));
    }
    return table.lines().stream().map(line -> "  " + line).toList();
  }
}
