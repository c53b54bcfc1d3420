package org.lossfloor.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.lossfloor.distribution.TuningCurve;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;

/**
 * A tuning curve drawn in plain characters, over the logarithm of the number of trials.
 *
 * @param view the experiment
 * @param rows the points of its curves, by ascending number of trials
 * @param width how many characters a line may have, at least 40
 * @param decimals how scores are rounded
 */
record CurvePlot(ExperimentView view, List<TuningTable.Row> rows, int width, Decimals decimals) {
  private static final int HEIGHT = 14;
  private static final int LEAST_COLUMNS = 16;
  private static final int MOST_COLUMNS = 90;
  private static final char LAW = '*';
  private static final char SEEN = 'o';
  private static final char INTERVAL = ':';
  private static final char POSSIBLE = '-';

  /** Nothing where there are fewer than two points or no finite score. */
  List<String> lines() {
    double[] heights = heights().filter(Double::isFinite).toArray();
    double low = DoubleStream.of(heights).min().orElse(0);
    double high = DoubleStream.of(heights).max().orElse(0);
    if (rows.size() < 2 || !(high > low)) {
      return List.of();
    }
    List<String> labels =
        IntStream.range(0, HEIGHT)
            .mapToObj(
                i ->
                    i == 0 || i == HEIGHT - 1 || i == HEIGHT / 2
                        ? decimals.write(high - (high - low) * i / (HEIGHT - 1))
                        : "")
            .toList();
    int margin = labels.stream().mapToInt(String::length).max().orElse(0);
    int columns = Math.max(LEAST_COLUMNS, Math.min(MOST_COLUMNS, width - margin - 2));
    char[][] canvas = drawn(columns, low, high);
    List<String> lines = new ArrayList<>(List.of("Median of the best score after so many trials"));
    for (int i = 0; i < HEIGHT; i++) {
      String label = labels.get(i);
      String line = " ".repeat(margin - label.length()) + label + " |" + new String(canvas[i]);
      lines.add(line.stripTrailing());
    }
    lines.add(" ".repeat(margin + 1) + "+" + "-".repeat(columns));
    lines.add(" ".repeat(margin + 2) + axis(columns));
    lines.add(
        "%s law   %s its interval   %s scores seen   %s best possible score"
            .formatted(LAW, INTERVAL, SEEN, POSSIBLE));
    return lines;
  }

  /** What has to be within the picture; intervals are cut off at its ends. */
  private DoubleStream heights() {
    DoubleStream law =
        rows.stream().flatMap(row -> row.law().stream()).mapToDouble(p -> p.median().estimate());
    DoubleStream seen = rows.stream().mapToDouble(TuningTable.Row::median);
    return DoubleStream.concat(DoubleStream.concat(law, seen), best().stream());
  }

  private OptionalDouble best() {
    return view.law().map(LawView::bestScore).map(Estimate.Quantity::estimate).stream()
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  private char[][] drawn(int columns, double low, double high) {
    char[][] canvas = new char[HEIGHT][columns];
    Arrays.stream(canvas).forEach(line -> Arrays.fill(line, ' '));
    DoubleUnaryOperator height = y -> Math.rint((high - y) / (high - low) * (HEIGHT - 1));
    double first = Math.log(rows.get(0).trials());
    double last = Math.log(rows.get(rows.size() - 1).trials());
    best().ifPresent(y -> Arrays.fill(canvas[(int) height.applyAsDouble(y)], POSSIBLE));
    for (TuningTable.Row row : rows) {
      int x = place(row, columns);
      Optional<Interval> interval = row.law().flatMap(point -> point.median().interval());
      interval.ifPresent(ends -> bar(canvas, x, ends, height));
    }
    Optional<TuningCurve> curve = view.law().flatMap(LawView::tuningCurve);
    for (int x = 0; x < columns; x++) {
      double trials = Math.exp(first + (last - first) * x / (columns - 1));
      int at = x;
      curve.ifPresent(law -> put(canvas, at, height.applyAsDouble(law.quantile(trials, .5)), LAW));
    }
    for (TuningTable.Row row : rows) {
      int x = place(row, columns);
      put(canvas, x, height.applyAsDouble(row.median()), SEEN);
    }
    return canvas;
  }

  /** The column of a point. */
  private int place(TuningTable.Row row, int columns) {
    double first = Math.log(rows.get(0).trials());
    double last = Math.log(rows.get(rows.size() - 1).trials());
    return (int) Math.rint((Math.log(row.trials()) - first) / (last - first) * (columns - 1));
  }

  private static void bar(char[][] canvas, int x, Interval ends, DoubleUnaryOperator height) {
    double top = Math.max(0, height.applyAsDouble(ends.upper()));
    double bottom = Math.min(HEIGHT - 1, height.applyAsDouble(ends.lower()));
    for (double y = top; y <= bottom; y++) {
      put(canvas, x, y, INTERVAL);
    }
  }

  /** A mark outside of the picture, or of no score, is not drawn. */
  private static void put(char[][] canvas, int x, double y, char mark) {
    if (y >= 0 && y <= HEIGHT - 1) {
      canvas[(int) y][x] = mark;
    }
  }

  /** The numbers of trials below their points, as far as they do not touch. */
  private String axis(int columns) {
    StringBuilder axis = new StringBuilder();
    for (TuningTable.Row row : rows) {
      String label = String.format(Locale.ROOT, "%.0f", row.trials());
      int x = place(row, columns);
      int from = Math.max(0, Math.min(columns - label.length(), x - label.length() / 2));
      if (axis.length() == 0 || from > axis.length()) {
        axis.append(" ".repeat(from - axis.length())).append(label);
      }
    }
    return axis.toString();
  }
}
