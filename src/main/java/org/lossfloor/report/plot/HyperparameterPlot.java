package org.lossfloor.report.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler;
import org.lossfloor.error.Printable;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.report.plot.ChartFrame.Entry;
import org.lossfloor.report.ranges.RangeView;
import org.lossfloor.report.ranges.RangesText;
import org.lossfloor.report.ranges.SearchSpaces;

/**
 * The search space of one experiment: for each hyperparameter the scores of the good configurations
 * and of those that are a little worse against its value, the border of its range and the next
 * range. What is worse still, or failed, is drawn at the edge.
 */
public final class HyperparameterPlot {
  /** Scores are shown beyond the limit of good ones by this share of what good ones span. */
  private static final double BEYOND = 1;

  private static final double MARGIN = .06;
  private static final int NAME = 40;

  private final SearchSpaces space;
  private final Configurations trials;
  private final AxisRange scores;

  /**
   * The configurations of the experiment.
   *
   * @param minimize whether a smaller score is better
   * @param scores the score of each on the scale of the metric; NaN for a failed one
   * @param limit the worst score of a good one
   * @param values the value of each as logged, null where it has none, for each hyperparameter in
   *     the order of the search space
   */
  @SuppressWarnings("ArrayRecordComponent") // as large as the experiment, and only read
  public record Configurations(
      boolean minimize, double[] scores, double limit, List<List<String>> values) {
    private double oriented(int i) {
      return minimize ? scores[i] : -scores[i];
    }
  }

  private HyperparameterPlot(SearchSpaces space, Configurations trials, boolean log) {
    this.space = space;
    this.trials = trials;
    this.scores = axis(trials, log, space.runId());
  }

  /**
   * Draws.
   *
   * @param space the search space of one experiment, at least one hyperparameter
   * @param trials its configurations
   * @param settings how it looks; the score is on the vertical axis
   * @return a panel for each hyperparameter, up to 12 of them, those with something to change first
   * @throws UserException if no trial has a score, or a score cannot be shown
   */
  public static Picture of(SearchSpaces space, Configurations trials, PlotSettings settings) {
    return new HyperparameterPlot(space, trials, settings.logY()).draw(settings);
  }

  private static AxisRange axis(Configurations trials, boolean log, String where) {
    double[] good =
        IntStream.range(0, trials.scores().length)
            .mapToDouble(trials::oriented)
            .filter(y -> y <= (trials.minimize() ? trials.limit() : -trials.limit()))
            .sorted()
            .toArray();
    if (good.length == 0) {
      throw new UsageException(
          "there is nothing to draw: no trial has a score", where, "name another experiment");
    }
    double span = Math.max(good[good.length - 1] - good[0], 1e-9 * Math.abs(good[0]) + 1e-300);
    double worst = good[good.length - 1] + BEYOND * span;
    double best = good[0] - MARGIN * span;
    double low = trials.minimize() ? best : -worst;
    double high = trials.minimize() ? worst : -best;
    if (log && low <= 0) {
      throw new UsageException(
          "a logarithmic axis cannot show the score " + low,
          "--plot-y",
          "draw scores of 0 or less on a linear axis");
    }
    return new AxisRange(low, high, log);
  }

  private Picture draw(PlotSettings settings) {
    List<Integer> shown =
        IntStream.range(0, space.ranges().size())
            .boxed()
            .sorted(Comparator.comparing(i -> -urgency(space.ranges().get(i))))
            .limit(Panels.MOST)
            .toList();
    Panels panels = Panels.of(shown.size(), settings);
    List<LayeredChart> charts = new ArrayList<>();
    for (int i : shown) {
      PlotSettings each = panels.each(settings, charts.size());
      charts.add(panel(space.ranges().get(i), trials.values().get(i), each, charts.isEmpty()));
    }
    return Picture.of(
        "Search space of " + space.ranges().get(0).experiment(),
        String.join(" ", new RangesText(space).conclusions()),
        settings,
        panels,
        charts);
  }

  private static int urgency(RangeView range) {
    return range.codes().isEmpty() ? Math.min(1, range.nextOutside()) : 2;
  }

  private LayeredChart panel(
      RangeView range, List<String> values, PlotSettings settings, boolean first) {
    List<String> words = range.values();
    AxisRange x = axis(range);
    List<Entry> legend =
        first
            ? List.of(
                new Entry("good", PlotColours.LAW, PlotColours.line(2)),
                new Entry(
                    "worse; at the edge: far worse, failed", PlotColours.GREY, PlotColours.line(2)),
                new Entry("next range", PlotColours.UNSEEN, PlotColours.line(6)))
            : List.of();
    LayeredChart chart =
        new ChartFrame(settings, x, scores)
            .chart(
                title(range),
                settings.score(),
                legend,
                trials.minimize()
                    ? Styler.LegendPosition.InsideNE
                    : Styler.LegendPosition.InsideSE);
    next(range).forEach(ends -> chart.add(area(ends[0], ends[1])));
    if (words.isEmpty() && range.low().isPresent()) {
      chart.add(border(range.low().getAsDouble()));
      chart.add(border(range.high().orElseThrow()));
    }
    List<Layer.Point> good = new ArrayList<>();
    List<Layer.Point> others = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) != null) {
        (isGood(i) ? good : others).add(point(position(values.get(i), words), i));
      }
    }
    chart.add(new Layer.Dots(others, PlotColours.band(PlotColours.SEEN)));
    chart.add(new Layer.Dots(good, PlotColours.LAW));
    return chart;
  }

  private static String title(RangeView range) {
    String name = Printable.cut(range.hyperparameter(), NAME);
    if (range.values().isEmpty()) {
      return name;
    }
    String words =
        IntStream.range(0, range.values().size())
            .mapToObj(i -> (i + 1) + " " + Printable.cut(range.values().get(i), NAME / 2))
            .collect(Collectors.joining(", "));
    return name + ": " + Printable.cut(words, 2 * NAME);
  }

  /** Words stand side by side, in the order of the range. */
  private static double position(String value, List<String> words) {
    return words.isEmpty() ? Double.parseDouble(value) : 1 + words.indexOf(value);
  }

  private boolean isGood(int trial) {
    double limit = trials.minimize() ? trials.limit() : -trials.limit();
    return trials.oriented(trial) <= limit;
  }

  private Layer.Point point(double x, int trial) {
    double worst = trials.minimize() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    double y = Double.isNaN(trials.scores()[trial]) ? worst : trials.scores()[trial];
    return new Layer.Point(x, Math.min(scores.high(), Math.max(scores.low(), y)));
  }

  private static AxisRange axis(RangeView range) {
    if (!range.values().isEmpty()) {
      return new AxisRange(.5, range.values().size() + .5, false);
    }
    double first = range.low().orElse(0);
    double last = range.high().orElse(1);
    double low = Math.min(first, range.nextLow().orElse(first));
    double high = Math.max(last, range.nextHigh().orElse(last));
    if (range.scale().filter("log"::equals).isPresent() && low > 0 && high > low) {
      double room = Math.pow(high / low, MARGIN);
      return new AxisRange(low / room, high * room, true);
    }
    double room = high > low ? MARGIN * (high - low) : Math.max(1e-9, Math.abs(low) / 2);
    return new AxisRange(low - room, high + room, false);
  }

  /** From where to where the next range reaches; for words, each of them. */
  private static List<double[]> next(RangeView range) {
    if (range.values().isEmpty()) {
      return range.nextLow().isPresent() && range.nextHigh().isPresent()
          ? List.of(new double[] {range.nextLow().getAsDouble(), range.nextHigh().getAsDouble()})
          : List.of();
    }
    return range.nextValues().stream()
        .map(word -> 1.0 + range.values().indexOf(word))
        .map(at -> new double[] {at - .4, at + .4})
        .toList();
  }

  private Layer area(double from, double to) {
    return Layer.Area.between(
        List.of(new Layer.Point(from, scores.low()), new Layer.Point(to, scores.low())),
        List.of(new Layer.Point(from, scores.high()), new Layer.Point(to, scores.high())),
        PlotColours.UNSEEN);
  }

  private Layer border(double at) {
    return new Layer.Line(
        List.of(new Layer.Point(at, scores.low()), new Layer.Point(at, scores.high())),
        PlotColours.GREY,
        PlotColours.dashed(.8, 3, 2));
  }
}
