package org.lossfloor.estimate.regime;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lossfloor.sweep.Direction;

/**
 * The scores of all trials of one experiment in the direction and on the scale of the metric: each
 * by itself, or for a giant one as a sketch, in which the best and the worst are and the others are
 * counted in cells (method.md, section 3). Immutable; neither order nor parts matter.
 */
public final class Scores {
  private final double[] each;
  private final int failed;

  /** The cells of a sketch, ascending: a score by itself is a cell from it to it. */
  private final double[] low;

  private final double[] high;
  private final long[] counts;

  private Scores(double[] each, int failed, double[] low, double[] high, long[] counts) {
    this.each = each;
    this.failed = failed;
    this.low = low;
    this.high = high;
    this.counts = counts;
  }

  /**
   * Scores that are all known.
   *
   * @param each one score per trial; NaN and infinite values are failed trials. Kept, not copied
   * @return the scores
   */
  public static Scores of(double... each) {
    int finite = (int) Arrays.stream(each).filter(Double::isFinite).count();
    double[] none = new double[0];
    return new Scores(each, each.length - finite, none, none, new long[0]);
  }

  /**
   * A sketch. The first and the last cell may reach beyond the ends; they are cut there. A cell
   * that begins where all scores of an end are, or ends there, counts as that value: a limit of the
   * metric which many trials have reached.
   *
   * @param failed trials without a finite score
   * @param lowest the lowest scores, ascending, at least one
   * @param low where the cells begin, ascending, at least one
   * @param high where they end, not before they begin and not behind where the next begins
   * @param counts how many scores each cell holds
   * @param highest the highest scores, ascending, at least one
   * @return the scores
   */
  public static Scores sketched(
      int failed, double[] lowest, double[] low, double[] high, long[] counts, double[] highest) {
    double[] from = low.clone();
    double[] to = high.clone();
    int last = from.length - 1;
    double best = lowest[lowest.length - 1];
    double worst = highest[0];
    to[0] = lowest[0] == best && from[0] == best ? best : to[0];
    from[last] = worst == highest[highest.length - 1] && to[last] == worst ? worst : from[last];
    from[0] = Math.max(from[0], best);
    to[last] = Math.min(to[last], worst);
    long[] ones = new long[Math.max(lowest.length, highest.length)];
    Arrays.fill(ones, 1);
    return new Scores(
        new double[0],
        failed,
        joined(lowest, from, highest),
        joined(lowest, to, highest),
        joined(ones, lowest.length, counts, highest.length));
  }

  private static double[] joined(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static long[] joined(long[] ones, int before, long[] counts, int after) {
    long[] all = Arrays.copyOf(ones, before + counts.length + after);
    System.arraycopy(counts, 0, all, before, counts.length);
    System.arraycopy(ones, 0, all, before + counts.length, after);
    return all;
  }

  /**
   * Returns the number of trials.
   *
   * @return all of them, failed ones included
   */
  public int trials() {
    return sketched() ? Math.toIntExact(failed + Arrays.stream(counts).sum()) : each.length;
  }

  /**
   * Returns the number of trials without a finite score.
   *
   * @return how many failed
   */
  public int failed() {
    return failed;
  }

  /**
   * Returns whether some scores are only counted.
   *
   * @return false where each score is known
   */
  public boolean sketched() {
    return counts.length > 0;
  }

  /**
   * Returns one score per trial, NaN or infinite for a failed one.
   *
   * @return of a sketch, the middles of the cells, each as often as it counts: 8 bytes for every
   *     trial; otherwise as they were given, not copied
   */
  public double[] each() {
    if (!sketched()) {
      return each;
    }
    double[] all = new double[trials()];
    int next = 0;
    for (int i = 0; i < counts.length; i++) {
      int end = next + Math.toIntExact(counts[i]);
      Arrays.fill(all, next, end, middle(i));
      next = end;
    }
    Arrays.fill(all, next, all.length, Double.NaN);
    return all;
  }

  /**
   * The middles of the cells of a sketch, ascending.
   *
   * @return one for each of {@link #counts}
   */
  public double[] middles() {
    return IntStream.range(0, counts.length).mapToDouble(this::middle).toArray();
  }

  /**
   * How many scores the cells of a sketch hold.
   *
   * @return one number for each of {@link #middles}
   */
  public long[] counts() {
    return counts.clone();
  }

  private double middle(int i) {
    return low[i] == high[i] ? low[i] : .5 * low[i] + .5 * high[i];
  }

  /** The cells of a sketch, negated where larger is better, ascending. */
  Cells cells(Direction direction) {
    int m = counts.length;
    boolean minimize = direction == Direction.MINIMIZE;
    Cells cells = new Cells(new double[m], new double[m], new int[m]);
    int before = 0;
    for (int i = 0; i < m; i++) {
      int at = minimize ? i : m - 1 - i;
      cells.low[i] = StandardScale.oriented(direction, minimize ? low[at] : high[at]);
      cells.high[i] = StandardScale.oriented(direction, minimize ? high[at] : low[at]);
      before += Math.toIntExact(counts[at]);
      cells.ends[i] = before;
    }
    return cells;
  }

  /**
   * Cells in ascending order.
   *
   * @param low where they begin
   * @param high where they end
   * @param ends how many scores they hold up to and with each
   */
  @SuppressWarnings("ArrayRecordComponent") // as large as a sketch, and only read
  record Cells(double[] low, double[] high, int[] ends) {}
}
