package org.lossfloor.estimate.regime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Percentage points of the Anderson-Darling statistic of fitted tails, by the fitted dimension (the
 * last row holds {@value #ROWS} and above) and by the fitted noise over the depth of the tail.
 *
 * <p>The text form is CSV: {@code dimension, noise_from, noise_to} and one column per level. The
 * shipped table is the resource {@code anderson-darling.csv}; {@code lossfloor study null-table}
 * writes another one by simulation.
 */
public final class NullTable {
  /** Dimensions 1, 2, 3, and 4 and above. */
  public static final int ROWS = 4;

  /** The upper tail probabilities of the points. */
  private static final double[] LEVELS = {.50, .20, .10, .05, .02, .01};

  /** Where the columns by noise over depth begin and end. */
  private static final double[] NOISE_EDGES = {0, .02, .06, .15, .3, Double.POSITIVE_INFINITY};

  private static final String HEADER = "dimension,noise_from,noise_to,p50,p20,p10,p05,p02,p01";
  private static final NullTable SHIPPED = parse(resource());

  private final double[][][] points;

  /**
   * A table.
   *
   * @param points by row, column and level; each ascending by level. Copied
   * @throws IllegalArgumentException if a row, a column or a point is missing or out of order
   */
  public NullTable(double[][][] points) {
    this.points =
        Arrays.stream(points)
            .map(row -> Arrays.stream(row).map(double[]::clone).toArray(double[][]::new))
            .toArray(double[][][]::new);
    require(points.length == ROWS, points.length + " rows");
    for (double[][] row : points) {
      require(row.length == columns(), row.length + " columns");
      for (double[] cell : row) {
        require(cell.length == levels(), cell.length + " points");
        for (int i = 0; i < cell.length; i++) {
          require(cell[i] > (i == 0 ? 0 : cell[i - 1]), "the point " + cell[i] + " out of order");
        }
      }
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("Cannot use a table with " + what);
    }
  }

  /**
   * Returns the table by which the goodness of fit is judged.
   *
   * @return the resource of this package
   */
  public static NullTable shipped() {
    return SHIPPED;
  }

  private static String resource() {
    try (InputStream in = NullTable.class.getResourceAsStream("anderson-darling.csv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the text form.
   *
   * @param csv as {@link #csv} writes it
   * @return the table
   * @throws IllegalArgumentException if it is not of that form; the message names the line
   */
  public static NullTable parse(String csv) {
    List<String> lines = csv.lines().toList();
    require(lines.size() == 1 + ROWS * columns(), lines.size() + " lines");
    require(lines.get(0).equals(HEADER), "the header " + lines.get(0));
    double[][][] points = new double[ROWS][columns()][levels()];
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      int row = (i - 1) / columns();
      int column = (i - 1) % columns();
      String place = place(row, column);
      require(line.startsWith(place), "the line " + line + " in place of " + place);
      List<String> fields = List.of(line.substring(place.length()).split(",", -1));
      require(fields.size() == levels(), "the line " + line);
      for (int level = 0; level < levels(); level++) {
        points[row][column][level] = Double.parseDouble(fields.get(level));
      }
    }
    return new NullTable(points);
  }

  private static String place(int row, int column) {
    return String.format(
        Locale.ROOT,
        "%d,%s,%s,",
        row + 1,
        edge(NOISE_EDGES[column]),
        edge(NOISE_EDGES[column + 1]));
  }

  private static String edge(double noise) {
    return noise == 0 ? "0" : Double.toString(noise);
  }

  /**
   * Writes the text form.
   *
   * @return CSV with three digits
   */
  public String csv() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < columns(); column++) {
        text.append(place(row, column));
        for (int level = 0; level < levels(); level++) {
          text.append(level == 0 ? "" : ",")
              .append(String.format(Locale.ROOT, "%.3f", points[row][column][level]));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  /**
   * Returns the row of a dimension.
   *
   * @param dimension the fitted dimension, at least 1
   * @return from 0
   */
  public static int row(int dimension) {
    return Math.min(dimension, ROWS) - 1;
  }

  /**
   * Returns the column of a noise.
   *
   * @param relativeNoise the fitted noise over the distance of the last score from the best one
   * @return from 0
   */
  public static int column(double relativeNoise) {
    int column = 0;
    while (column < columns() - 1 && relativeNoise >= NOISE_EDGES[column + 1]) {
      column++;
    }
    return column;
  }

  /**
   * Returns the number of columns.
   *
   * @return how many ranges of noise there are
   */
  public static int columns() {
    return NOISE_EDGES.length - 1;
  }

  /**
   * Returns the number of points of a cell.
   *
   * @return how many levels there are
   */
  public static int levels() {
    return LEVELS.length;
  }

  /**
   * Returns a level.
   *
   * @param level from 0
   * @return the probability of a larger statistic, falling with the index
   */
  public static double level(int level) {
    return LEVELS[level];
  }

  /**
   * Returns a point.
   *
   * @param row from 0
   * @param column from 0
   * @param level from 0
   * @return the value that the statistic exceeds with the probability of the level
   */
  public double point(int row, int column, int level) {
    return points[row][column][level];
  }
}
