package org.lossfloor.study;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lossfloor.estimate.Diagnosis;
import org.lossfloor.estimate.Draws;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Reason;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.Direction;

/**
 * One cell of a study: experiments of one size from some designs in turn.
 *
 * @param group what cells are summarised over
 * @param name the cell's name, unique in its study
 * @param trials the number of trials of every experiment, at least 24
 * @param designs set i is drawn by design i modulo their number
 */
public record Cell(String group, String name, int trials, List<Design> designs)
    implements Serializable {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no design or too few trials
   */
  public Cell {
    designs = List.copyOf(designs);
    if (designs.isEmpty() || trials < 24) {
      throw new IllegalArgumentException(
          "Cannot use " + designs.size() + " designs of " + trials + " trials as a cell");
    }
  }

  /**
   * Draws a set and has it answered.
   *
   * @param seed the seed of the study
   * @param number the set's number, from 0
   * @return a function of the cell, the seed and the number, but for the CPU time
   */
  public SetResult run(long seed, long number) {
    return run(seed, number, IntervalMethod.PROFILE, 0);
  }

  /**
   * As {@link #run(long, long)}, with intervals of another method.
   *
   * @param seed the seed of the study
   * @param number the set's number, from 0
   * @param method how intervals are made
   * @param replicates how many replicates they rest on, where any are drawn
   * @return the answer; a set counts as not answered where the method gives no interval
   */
  public SetResult run(long seed, long number, IntervalMethod method, int replicates) {
    IntervalPlan plan = new IntervalPlan(method, replicates, seed, name + " " + number);
    Design design = designs.get((int) (number % designs.size()));
    Draw draw = draw(seed, number);
    long start = THREADS.getCurrentThreadCpuTime();
    Estimate at95 = answer(draw, Findings.Level.P95, plan);
    double millis = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    Optional<Findings> answer =
        at95 instanceof Estimate.Fitted fitted
            ? both(draw, fitted, (Estimate.Fitted) answer(draw, Findings.Level.P80, plan))
            : Optional.empty();
    Judgement found =
        Diagnosis.of(
                at95,
                draw.settings(Findings.Level.P95.confidence()),
                Draws.ofScores(Optional.empty()))
            .alone();
    return new SetResult(
        name,
        design.name(),
        trials,
        number,
        draw.truth(),
        found.verdict(),
        found.reasons().stream().map(Reason::name).toList(),
        answer,
        millis);
  }

  /**
   * Draws a set.
   *
   * @param seed the seed of the study
   * @param number the set's number, from 0
   * @return a function of the cell, the seed and the number
   */
  public Draw draw(long seed, long number) {
    Design design = designs.get((int) (number % designs.size()));
    return design.draw(trials, Seeds.replicate(Seeds.base(seed, name, "study"), number));
  }

  private static Estimate answer(Draw draw, Findings.Level level, IntervalPlan plan) {
    return new ExperimentEstimator(draw.settings(level.confidence()), plan)
        .answer(draw.scores(), draw.draws())
        .estimate();
  }

  private static Optional<Findings> both(Draw draw, Estimate.Fitted at95, Estimate.Fitted at80) {
    boolean complete =
        Stream.of(at95, at80)
            .flatMap(f -> Stream.of(f.bestScore(), median(f, 0), median(f, 1)))
            .allMatch(quantity -> quantity.interval().isPresent());
    return complete ? Optional.of(complete(draw, at95, at80)) : Optional.empty();
  }

  private static Findings complete(Draw draw, Estimate.Fitted at95, Estimate.Fitted at80) {
    Map<Quantity, Findings.Bracket> brackets =
        Map.of(
            Quantity.BEST,
            bracket(at95.bestScore(), at80.bestScore()),
            Quantity.TWICE,
            bracket(median(at95, 0), median(at80, 0)),
            Quantity.TENFOLD,
            bracket(median(at95, 1), median(at80, 1)));
    int tail = at95.counts().tail();
    return new Findings(
        brackets, at95.dimension().estimate(), at95.dimension().set(), tail, range(draw, tail));
  }

  private static Estimate.Quantity median(Estimate.Fitted fitted, int point) {
    return fitted.tuningCurve().get(point).median();
  }

  private static Findings.Bracket bracket(Estimate.Quantity at95, Estimate.Quantity at80) {
    return new Findings.Bracket(
        at95.estimate(), at95.interval().orElseThrow(), at80.interval().orElseThrow());
  }

  private static double range(Draw draw, int tail) {
    double sign = draw.frame().direction() == Direction.MINIMIZE ? 1 : -1;
    double[] best =
        Arrays.stream(draw.scores()).filter(Double::isFinite).map(y -> sign * y).sorted().toArray();
    return best[tail - 1] - best[0];
  }

  /**
   * The cells of the study of coverage with a known threshold (coverage.md, "Known threshold").
   *
   * @return dimension 1 to 4, times the relative noise, times 32, 64, 128 and 512 trials
   */
  public static List<Cell> coverage() {
    List<Cell> cells = new ArrayList<>();
    for (int n : new int[] {32, 64, 128, 512}) {
      for (Design design : Design.insideRegime()) {
        cells.add(new Cell("n=" + n, design.name() + ",n=" + n, n, List.of(design)));
      }
    }
    return cells;
  }

  /**
   * The cells of the study of everything from end to end (coverage.md, "From scores to verdict").
   *
   * @param real real sweeps to draw subsamples from
   * @return synthetic sets, surfaces, hopeless surfaces and subsamples
   */
  public static List<Cell> regime(List<Subsample> real) {
    List<Cell> cells = new ArrayList<>();
    add(cells, "synthetic", Design.bodyShapes(), 48, 96, 192, 512, 2000);
    add(cells, "surfaces", Design.surfaces(), 48, 96, 192, 1000);
    real.forEach(sweep -> add(cells, sweep.name(), List.of(sweep), 48, 96, 192));
    add(cells, "hopeless", Design.hopeless(), 48, 96, 192, 1000);
    return cells;
  }

  private static void add(List<Cell> cells, String group, List<Design> designs, int... sizes) {
    for (int n : sizes) {
      cells.add(new Cell(group, group + "," + n, n, designs));
    }
  }
}
