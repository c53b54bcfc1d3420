package org.lossfloor.report.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.knowm.xchart.style.Styler;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.decide.replay.StopRule;
import org.lossfloor.decide.replay.ToldChance;
import org.lossfloor.error.UserException;
import org.lossfloor.report.plot.ChartFrame.Entry;
import org.lossfloor.report.replay.ReplayText;
import org.lossfloor.report.replay.ReplayedExperiment;
import org.lossfloor.report.replay.ReplayedRun;

/**
 * A replay: told chances of an improvement against how often one came, and the regret of stop rules
 * against that of fixed budgets and of the oracle over the trials spent. Regrets are shares of that
 * of the smallest fixed budget, so that those of several experiments can be averaged.
 */
public final class ReplayPlot {
  /** Bars reach so many standard errors to either side. */
  private static final double ERRORS = 2;

  private static final double ROOM = 1.08;

  /** Room below a regret of 0, so that a dot there is seen whole. */
  private static final double BELOW = .02;

  private static final Color ORACLE = PlotColours.BEST;

  private final ReplayedRun replay;
  private final List<Stops> stops;

  /**
   * A rule with one budget, in the mean over the experiments.
   *
   * @param trials the trials spent
   * @param regret of the rule
   * @param error its standard error; NaN where that is not known
   * @param oracle the regret of the oracle; NaN where there is none
   */
  private record Stops(StopRule rule, double trials, double regret, double error, double oracle) {}

  private ReplayPlot(ReplayedRun replay) {
    this.replay = replay;
    this.stops = stops(replay);
  }

  /**
   * Draws.
   *
   * @param replay what was told and what came
   * @param settings how it looks; the number of trials is on the horizontal axis of stop rules
   * @return the picture; without the chances where none were told
   * @throws UserException if its size is too small
   */
  public static Picture of(ReplayedRun replay, PlotSettings settings) {
    return new ReplayPlot(replay).draw(settings);
  }

  private Picture draw(PlotSettings settings) {
    boolean told = !replay.calibration().isEmpty();
    Panels panels = Panels.of(told ? 2 : 1, settings);
    List<LayeredChart> charts = new ArrayList<>();
    if (told) {
      charts.add(chances(panels.each(settings, 0)));
    }
    charts.add(rules(panels.each(settings, charts.size())));
    ReplayText words = new ReplayText(replay);
    return Picture.of(
        "Replay of " + replay.name(),
        String.join(" ", words.conclusions()),
        settings,
        panels,
        charts);
  }

  private LayeredChart chances(PlotSettings settings) {
    AxisRange share = new AxisRange(0, 1, false);
    boolean known = replay.calibration().stream().anyMatch(c -> c.error().isPresent());
    LayeredChart chart =
        new ChartFrame(settings, share, share)
            .chart(
                "chance that was told",
                "share that came",
                List.of(
                    new Entry(known ? "came, with two errors" : "came", PlotColours.LAW, Look.BEST),
                    new Entry("as told", PlotColours.GREY, Look.SEEN)),
                Styler.LegendPosition.InsideNW);
    chart.add(
        new Layer.Line(
            List.of(new Layer.Point(0, 0), new Layer.Point(1, 1)), PlotColours.GREY, Look.SEEN));
    for (ToldChance tenth : replay.calibration()) {
      chart.add(bar(tenth.told(), tenth.came(), tenth.error().orElse(0), PlotColours.LAW));
    }
    return chart;
  }

  private static Layer bar(double x, double y, double error, Color colour) {
    double half = Double.isNaN(error) ? 0 : ERRORS * error;
    Layer.Point at = new Layer.Point(x, y);
    return half > 0 ? Layer.Whisker.about(at, half, colour) : new Layer.Dots(List.of(at), colour);
  }

  private LayeredChart rules(PlotSettings settings) {
    List<Layer.Point> fixed = fixed();
    List<StopRule> tried = stops.stream().map(Stops::rule).distinct().toList();
    List<Entry> legend = new ArrayList<>();
    legend.add(new Entry("fixed budget", PlotColours.SEEN, Look.SEEN));
    tried.forEach(rule -> legend.add(new Entry(rule.code(), colour(rule), PlotColours.line(2))));
    boolean oracle = stops.stream().anyMatch(s -> !Double.isNaN(s.oracle()));
    if (oracle) {
      legend.add(new Entry("oracle", ORACLE, PlotColours.line(2)));
    }
    LayeredChart chart =
        new ChartFrame(settings, trials(fixed, settings.logX()), regrets(fixed, settings.logY()))
            .chart(
                "trials spent",
                "regret, share of that after the first look",
                legend,
                Styler.LegendPosition.InsideNE);
    chart.add(new Layer.Line(fixed, PlotColours.SEEN, Look.SEEN));
    if (oracle) {
      chart.add(
          new Layer.Dots(
              stops.stream()
                  .filter(s -> !Double.isNaN(s.oracle()))
                  .map(s -> new Layer.Point(s.trials(), s.oracle()))
                  .toList(),
              ORACLE));
    }
    stops.forEach(s -> chart.add(bar(s.trials(), s.regret(), s.error(), colour(s.rule()))));
    return chart;
  }

  /** No rule has the colour of the oracle. */
  private static Color colour(StopRule rule) {
    return switch (rule) {
      case FIXED -> PlotColours.SEEN;
      case LUCK -> PlotColours.ofGroup(0);
      case LAW -> PlotColours.ofGroup(2);
      case CHANCE -> PlotColours.ofGroup(3);
      case CLOSE -> PlotColours.ofGroup(4);
    };
  }

  private AxisRange trials(List<Layer.Point> fixed, boolean log) {
    double[] all =
        Stream.concat(fixed.stream().map(Layer.Point::x), stops.stream().map(Stops::trials))
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    return log
        ? new AxisRange(all[0] / ROOM, all[all.length - 1] * ROOM, true)
        : new AxisRange(0, all[all.length - 1] * ROOM, false);
  }

  private AxisRange regrets(List<Layer.Point> fixed, boolean log) {
    double[] all =
        Stream.concat(
                fixed.stream().map(Layer.Point::y),
                stops.stream().flatMap(s -> Stream.of(s.regret(), s.oracle())))
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double most = all.length == 0 ? 1 : Math.max(1, all[all.length - 1]) * ROOM;
    double least = Arrays.stream(all).filter(y -> y > 0).min().orElse(most / 10);
    return log ? new AxisRange(least / 2, most, true) : new AxisRange(-BELOW * most, most, false);
  }

  /** Regret over trials, at the budgets that every experiment has. */
  private List<Layer.Point> fixed() {
    List<ReplayedExperiment> all = replay.experiments();
    List<Layer.Point> points = new ArrayList<>();
    for (StopResult any : all.get(0).stops()) {
      if (any.rule() == StopRule.FIXED) {
        double[] shares =
            all.stream()
                .flatMap(e -> same(e, any).map(stop -> share(e, stop, StopResult::regret)))
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (shares.length == all.size()) {
          points.add(new Layer.Point(any.trials(), mean(shares)));
        }
      }
    }
    return points;
  }

  private static Stream<StopResult> same(ReplayedExperiment experiment, StopResult any) {
    return experiment.stops().stream().filter(stop -> alike(stop, any));
  }

  /** A regret as a share of that of the smallest fixed budget; NaN where that has none. */
  private static double share(
      ReplayedExperiment experiment, StopResult stop, ToDoubleFunction<StopResult> regret) {
    double first =
        experiment.stops().stream()
            .filter(s -> s.rule() == StopRule.FIXED)
            .findFirst()
            .map(StopResult::regret)
            .orElse(Double.NaN);
    return first > 0 ? regret.applyAsDouble(stop) / first : Double.NaN;
  }

  private static double mean(double... shares) {
    return Arrays.stream(shares).filter(y -> !Double.isNaN(y)).average().orElse(Double.NaN);
  }

  private static List<Stops> stops(ReplayedRun replay) {
    List<StopResult> kinds = new ArrayList<>();
    replay
        .experiments()
        .forEach(
            e ->
                e.stops().stream()
                    .filter(stop -> stop.rule() != StopRule.FIXED)
                    .filter(stop -> kinds.stream().noneMatch(k -> alike(k, stop)))
                    .forEach(kinds::add));
    kinds.sort(StopResult.BY_RULE);
    return kinds.stream().map(kind -> stops(replay.experiments(), kind)).toList();
  }

  private static boolean alike(StopResult one, StopResult other) {
    return one.rule() == other.rule() && one.budget().equals(other.budget());
  }

  private static Stops stops(Collection<ReplayedExperiment> experiments, StopResult kind) {
    List<double[]> of =
        experiments.stream()
            .flatMap(
                e ->
                    same(e, kind)
                        .map(
                            stop ->
                                new double[] {
                                  stop.trials(),
                                  share(e, stop, StopResult::regret),
                                  share(e, stop, s -> or(s.error())),
                                  share(e, stop, s -> or(s.oracleRegret()))
                                }))
            .filter(values -> !Double.isNaN(values[1]))
            .toList();
    double squares = of.stream().mapToDouble(values -> values[2] * values[2]).sum();
    return new Stops(
        kind.rule(),
        mean(column(of, 0)),
        mean(column(of, 1)),
        Math.sqrt(squares) / of.size(),
        mean(column(of, 3)));
  }

  private static double[] column(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).toArray();
  }

  private static double or(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
