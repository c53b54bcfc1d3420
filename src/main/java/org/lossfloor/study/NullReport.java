package org.lossfloor.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lossfloor.estimate.regime.NullTable;
import org.lossfloor.estimate.regime.TailTest;

/** A null table from simulated fits, and how it differs from the one that ships. */
public final class NullReport {
  private static final int FEWEST = 200;

  private final double[][][] statistics;
  private final int unfitted;

  /**
   * A report.
   *
   * @param results fits of all cells, in any order
   */
  public NullReport(List<NullCell.Result> results) {
    List<TailTest> fits = results.stream().flatMap(r -> r.fit().stream()).toList();
    unfitted = results.size() - fits.size();
    statistics = new double[NullTable.ROWS][NullTable.columns()][];
    for (int row = 0; row < NullTable.ROWS; row++) {
      for (int column = 0; column < NullTable.columns(); column++) {
        statistics[row][column] = sorted(fits, row, column);
      }
    }
  }

  private static double[] sorted(List<TailTest> fits, int row, int column) {
    return fits.stream()
        .filter(fit -> NullTable.row(fit.dimension()) == row)
        .filter(fit -> NullTable.column(fit.relativeNoise()) == column)
        .mapToDouble(TailTest::statistic)
        .sorted()
        .toArray();
  }

  /**
   * Returns the simulated table.
   *
   * @return percentage points
   * @throws IllegalStateException if a cell has fewer than {@value #FEWEST} fits
   */
  public NullTable table() {
    double[][][] points = new double[NullTable.ROWS][NullTable.columns()][];
    for (int row = 0; row < NullTable.ROWS; row++) {
      for (int column = 0; column < NullTable.columns(); column++) {
        double[] sorted = statistics[row][column];
        if (sorted.length < FEWEST) {
          throw new IllegalStateException(
              "only %d fits of dimension %d in column %d of the noise: simulate more sets"
                  .formatted(sorted.length, row + 1, column + 1));
        }
        points[row][column] = new double[NullTable.levels()];
        Arrays.setAll(points[row][column], i -> upper(sorted, NullTable.level(i)));
      }
    }
    return new NullTable(points);
  }

  /** The value that is exceeded by a share of the statistics. */
  private static double upper(double[] sorted, double share) {
    double place = (1 - share) * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /**
   * The Monte-Carlo standard error of a point: half the distance of the points one binomial
   * standard error of the share away on either side.
   */
  private static double error(double[] sorted, double share) {
    double away = Math.sqrt(share * (1 - share) / sorted.length);
    double low = upper(sorted, Math.min(1, share + away));
    double high = upper(sorted, Math.max(0, share - away));
    return (high - low) / 2;
  }

  /**
   * Writes the comparison with the shipped table.
   *
   * @return Markdown
   */
  public String markdown() {
    NullTable made = table();
    MarkdownTable table =
        new MarkdownTable(
            "dimension", "noise column", "fits", "50 %", "20 %", "10 %", "5 %", "2 %", "1 %");
    double worst = 0;
    double squares = 0;
    for (int row = 0; row < NullTable.ROWS; row++) {
      for (int column = 0; column < NullTable.columns(); column++) {
        List<String> cells = new ArrayList<>();
        cells.add(row + 1 < NullTable.ROWS ? Integer.toString(row + 1) : ">= 4");
        cells.add(Integer.toString(column + 1));
        cells.add(Integer.toString(statistics[row][column].length));
        for (int level = 0; level < NullTable.levels(); level++) {
          double point = made.point(row, column, level);
          double errors = difference(point, row, column, level);
          worst = Math.max(worst, Math.abs(errors));
          squares += errors * errors;
          cells.add(String.format(Locale.ROOT, "%.3f (%+.1f)", point, errors));
        }
        table.row(cells);
      }
    }
    int points = NullTable.ROWS * NullTable.columns() * NullTable.levels();
    return "Simulated points; in brackets the difference from the shipped ones in units of the"
        + " Monte-Carlo standard error of the simulated point.\n\n"
        + table
        + String.format(
            Locale.ROOT,
            "%nLargest difference %.1f errors, root mean square %.1f; two tables of the same"
                + " simulation differ by 1.4. %d tails could not be fitted.%n",
            worst,
            Math.sqrt(squares / points),
            unfitted);
  }

  private double difference(double point, int row, int column, int level) {
    double shipped = NullTable.shipped().point(row, column, level);
    return (point - shipped) / error(statistics[row][column], NullTable.level(level));
  }
}
