package org.lossfloor.report.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.style.Styler;
import org.lossfloor.decide.noise.AcceptedStep;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.error.Printable;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.report.noise.NoiseText;
import org.lossfloor.report.plot.ChartFrame.Entry;

/**
 * The noise of experiments: the runs of each configuration, and the gains of accepted steps with
 * what a change without effect may gain.
 */
public final class NoisePlot {
  /** So many standard deviations hold 95 per cent of normal differences. */
  private static final double WIDE = 1.96;

  private static final double MARGIN = .06;
  private static final int NAME = 40;

  /**
   * An experiment to be drawn.
   *
   * @param noise what is known of it
   * @param groups the scores of the configurations that have several
   */
  public record Drawn(ExperimentNoise noise, List<double[]> groups) {
    /** Copies the list. */
    public Drawn {
      groups = List.copyOf(groups);
    }
  }

  private NoisePlot() {}

  private static int panels(ExperimentNoise one) {
    return (one.reruns().isPresent() ? 1 : 0) + (steps(one) ? 1 : 0);
  }

  /**
   * Takes the experiments of which there is something to draw.
   *
   * @param experiments what is known of them
   * @param groups the scores of configurations that have several, by the id of the experiment
   * @return those with reruns or judged steps, at least one
   * @throws UserException if there are none, or more than a picture shows
   */
  public static List<Drawn> drawn(
      List<ExperimentNoise> experiments, Map<String, List<double[]>> groups) {
    List<Drawn> some =
        experiments.stream()
            .filter(one -> panels(one) > 0)
            .map(one -> new Drawn(one, groups.getOrDefault(one.id(), List.of())))
            .toList();
    int panels = some.stream().mapToInt(one -> panels(one.noise())).sum();
    if (panels == 0) {
      throw new UsageException(
          "there is nothing to draw: no reruns, and no steps that can be judged",
          "--plot",
          "leave it out, or give --noise SD");
    }
    if (panels > Panels.MOST) {
      throw new UsageException(
          "a picture shows up to " + Panels.MOST + " panels, and these are " + panels,
          "--plot",
          "name the experiments to draw");
    }
    return some;
  }

  private static boolean steps(ExperimentNoise noise) {
    return noise.decisions().filter(d -> !d.steps().isEmpty()).isPresent();
  }

  /**
   * Draws.
   *
   * @param experiments with reruns or judged steps, as {@link #drawn} takes them
   * @param settings how it looks
   * @return the picture
   * @throws UserException if its size is too small
   */
  public static Picture of(List<Drawn> experiments, PlotSettings settings) {
    List<ExperimentNoise> noise = experiments.stream().map(Drawn::noise).toList();
    Panels panels = Panels.of(noise.stream().mapToInt(NoisePlot::panels).sum(), settings);
    List<LayeredChart> charts = new ArrayList<>();
    for (Drawn one : experiments) {
      if (one.noise().reruns().isPresent()) {
        charts.add(reruns(one, panels.each(settings, charts.size())));
      }
      if (steps(one.noise())) {
        charts.add(steps(one.noise(), panels.each(settings, charts.size())));
      }
    }
    return Picture.of(
        "Noise between runs",
        String.join(" ", new NoiseText(noise).conclusions()),
        settings,
        panels,
        charts);
  }

  private static String name(ExperimentNoise noise) {
    return Printable.cut(
        noise.key().values().stream().filter(v -> !v.isEmpty()).collect(Collectors.joining(" ")),
        NAME);
  }

  private static AxisRange room(DoubleStream values) {
    DoubleSummaryStatistics all = values.filter(Double::isFinite).summaryStatistics();
    double span = all.getMax() - all.getMin();
    double room = span > 0 ? MARGIN * span : Math.max(1e-9, Math.abs(all.getMax()) / 2);
    return new AxisRange(all.getMin() - room, all.getMax() + room, false);
  }

  private static LayeredChart reruns(Drawn one, PlotSettings settings) {
    List<double[]> groups =
        one.groups().stream().sorted(Comparator.comparingDouble(NoisePlot::mean)).toList();
    AxisRange y = room(groups.stream().flatMapToDouble(Arrays::stream));
    LayeredChart chart =
        new ChartFrame(settings, new AxisRange(0, groups.size() + 1.0, false), y)
            .chart(
                name(one.noise()) + ": configurations by their mean",
                settings.score(),
                List.of(
                    new Entry("a run", PlotColours.LAW, PlotColours.line(2)),
                    new Entry("mean, noise of a run", PlotColours.GREY, Look.BEST)),
                Styler.LegendPosition.InsideNW);
    double sd = one.noise().reruns().orElseThrow().sd();
    for (int i = 0; i < groups.size(); i++) {
      double at = i + 1.0;
      double mean = mean(groups.get(i));
      chart.add(Layer.Whisker.about(new Layer.Point(at, mean), sd, PlotColours.GREY));
      chart.add(
          new Layer.Dots(
              Arrays.stream(groups.get(i)).mapToObj(run -> new Layer.Point(at, run)).toList(),
              PlotColours.LAW));
    }
    return chart;
  }

  private static double mean(double... runs) {
    return Arrays.stream(runs).sorted().average().orElse(Double.NaN);
  }

  private static LayeredChart steps(ExperimentNoise noise, PlotSettings settings) {
    List<AcceptedStep> steps = noise.decisions().orElseThrow().steps();
    AxisRange y =
        room(
            steps.stream()
                .flatMapToDouble(
                    s ->
                        DoubleStream.of(
                            0, s.gain() - WIDE * s.noise(), s.gain() + WIDE * s.noise())));
    LayeredChart chart =
        new ChartFrame(settings, new AxisRange(0, steps.size() + 1.0, false), y)
            .chart(
                name(noise) + ": accepted steps in their order",
                "gain in " + settings.score(),
                List.of(
                    new Entry("gain, 95 % of its noise", PlotColours.LAW, Look.BEST),
                    new Entry("may be noise", PlotColours.BEST, Look.BEST)),
                Styler.LegendPosition.InsideNE);
    chart.add(
        new Layer.Line(
            List.of(new Layer.Point(0, 0), new Layer.Point(steps.size() + 1.0, 0)),
            PlotColours.GREY,
            Look.SEEN));
    IntStream.range(0, steps.size())
        .forEach(
            i -> {
              AcceptedStep step = steps.get(i);
              chart.add(
                  Layer.Whisker.about(
                      new Layer.Point(i + 1.0, step.gain()),
                      WIDE * step.noise(),
                      step.flagged() ? PlotColours.BEST : PlotColours.LAW));
            });
    return chart;
  }
}
