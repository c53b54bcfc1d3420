package org.lossfloor.estimate.regime;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Scores that are counted in cells. Those of a wide cell are taken to lie evenly in it; those of a
 * cell without width are ties, which are spread as {@code Ties} does.
 */
final class RankedCells implements Ranked {
  private final double[] middle;

  /** Half of the width of a cell, and of what its ties are spread over. */
  private final double[] half;

  private final double[] reach;

  /** How many scores there are up to the end of a cell. */
  private final int[] ends;

  private RankedCells(double[] middle, double[] half, double[] reach, int[] ends) {
    this.middle = middle;
    this.half = half;
    this.reach = reach;
    this.ends = ends;
  }

  /** Cells on the standard scale; those without width and with the same value are joined. */
  static RankedCells of(Scores.Cells cells, StandardScale scale) {
    int m = cells.ends().length;
    double[] low = new double[m];
    double[] high = new double[m];
    int[] ends = new int[m];
    int size = 0;
    for (int i = 0; i < m; i++) {
      double from = scale.fromOriented(cells.low()[i]);
      double to = scale.fromOriented(cells.high()[i]);
      boolean same = size > 0 && low[size - 1] == to && high[size - 1] == from;
      size += same ? 0 : 1;
      low[size - 1] = from;
      high[size - 1] = to;
      ends[size - 1] = cells.ends()[i];
    }
    return of(Arrays.copyOf(low, size), Arrays.copyOf(high, size), Arrays.copyOf(ends, size));
  }

  private static RankedCells of(double[] low, double[] high, int[] ends) {
    int m = ends.length;
    double[] middle = new double[m];
    double[] half = new double[m];
    Arrays.setAll(middle, i -> low[i] == high[i] ? low[i] : .5 * (low[i] + high[i]));
    Arrays.setAll(half, i -> .5 * (high[i] - low[i]));
    RankedCells plain = new RankedCells(middle, half, half, ends);
    double[] reach = half.clone();
    for (int i = 0; i < m; i++) {
      if (half[i] == 0 && plain.held(i) > 1 && m > 1) {
        double below = i > 0 ? middle[i] - plain.tied(ends[i - 1] - 1) : Double.POSITIVE_INFINITY;
        double above = i < m - 1 ? plain.tied(ends[i]) - middle[i] : Double.POSITIVE_INFINITY;
        reach[i] = .5 * Math.min(below, above);
      }
    }
    return new RankedCells(middle, half, reach, ends);
  }

  private int first(int cell) {
    return cell == 0 ? 0 : ends[cell - 1];
  }

  private int held(int cell) {
    return ends[cell] - first(cell);
  }

  /** The cell that holds the i-th best score. */
  private int cell(int i) {
    int at = Arrays.binarySearch(ends, i);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The i-th best score, spread over so much around the middle of its cell. */
  private double at(int i, double... around) {
    int cell = cell(i);
    double width = around[cell];
    int q = held(cell);
    return width == 0 || q == 1
        ? middle[cell]
        : middle[cell] + width * ((2.0 * (i - first(cell)) + 1) / q - 1);
  }

  @Override
  public int size() {
    return ends[ends.length - 1];
  }

  @Override
  public double tied(int i) {
    return at(i, half);
  }

  @Override
  public double spread(int i) {
    return at(i, reach);
  }

  /** All scores of a wide cell count as distinct. */
  @Override
  public int distinct(int size) {
    int distinct = 0;
    for (int cell = 0; cell < ends.length && first(cell) < size; cell++) {
      distinct += half[cell] == 0 ? 1 : Math.min(size, ends[cell]) - first(cell);
    }
    return distinct;
  }

  @Override
  public int occurrences(int from) {
    if (from >= size()) {
      return 0;
    }
    int cell = cell(from);
    return half[cell] == 0 ? ends[cell] - from : 1;
  }

  @Override
  public double smallestGap(int from, int to) {
    double smallest = Double.POSITIVE_INFINITY;
    for (int cell = cell(from); cell < ends.length && first(cell) < to; cell++) {
      if (first(cell) > from) {
        double gap = tied(first(cell)) - tied(first(cell) - 1);
        smallest = gap > 0 ? Math.min(gap, smallest) : smallest;
      }
      boolean within = half[cell] > 0 && Math.min(to, ends[cell]) - Math.max(from, first(cell)) > 1;
      smallest = within ? Math.min(smallest, 2 * half[cell] / held(cell)) : smallest;
    }
    return smallest;
  }

  @Override
  public double resolution(int size) {
    return IntStream.range(0, ends.length)
        .filter(cell -> first(cell) < size)
        .mapToDouble(cell -> 2 * half[cell])
        .max()
        .orElse(0);
  }

  @Override
  public Ranked confined(int size, double threshold) {
    int last = cell(size - 1);
    if (spread(size - 1) <= threshold || half[last] > 0) {
      return this;
    }
    double low = middle[last] - reach[last];
    double[] moved = middle.clone();
    double[] narrowed = reach.clone();
    moved[last] = .5 * (low + threshold);
    narrowed[last] = .5 * (threshold - low);
    return new RankedCells(moved, half, narrowed, ends);
  }

  /**
   * The sum over the scores of a cell is taken at the two points of Gauss, which is exact for what
   * is a cubic over the cell: method.md, section 7, has the error.
   */
  @Override
  public double statistic(int size, DoubleUnaryOperator law) {
    double m = size - 1;
    double last = law.applyAsDouble(spread(size - 1));
    double sum = 0;
    for (int cell = 0; cell < ends.length && first(cell) < m; cell++) {
      double from = first(cell);
      double to = Math.min(ends[cell], m);
      int q = held(cell);
      double middleRank = .5 * (from + to);
      double away = q == 1 ? 0 : .5 * (to - from) / Math.sqrt(3);
      for (int side = -1; side <= 1; side += 2) {
        double rank = middleRank + side * away;
        double score = middle[cell] + (q == 1 ? 0 : reach[cell] * (2 * (rank - from) / q - 1));
        double share = law.applyAsDouble(score) / last;
        sum += .5 * (to - from) * AndersonDarling.term(2 * rank, 2 * (m - rank), share);
      }
    }
    return -m - sum / m;
  }
}
