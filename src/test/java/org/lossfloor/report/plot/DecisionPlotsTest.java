package org.lossfloor.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.lossfloor.decide.noise.AcceptedStep;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.JudgedDecisions;
import org.lossfloor.decide.noise.NoiseOfReruns;
import org.lossfloor.decide.replay.PastSweep;
import org.lossfloor.decide.replay.Replay;
import org.lossfloor.decide.replay.ReplaySettings;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.report.ranges.RangeView;
import org.lossfloor.report.ranges.SearchSpaces;
import org.lossfloor.report.replay.ReplayedRun;
import org.lossfloor.sweep.Direction;

/** Pictures of what was decided: panels, what is in them, and what is said of them. */
class DecisionPlotsTest {
  private static final String EVIL = "<b>\u001b[31m\u202Elr</b>";
  private static final PlotSettings USUAL =
      new PlotSettings(Optional.empty(), Optional.empty(), "loss", false, false);

  private static PlotSettings sized(String size) {
    return USUAL.sized(PlotSize.parse(size, "here"));
  }

  private static BufferedImage image(Picture picture) {
    try {
      return ImageIO.read(new ByteArrayInputStream(picture.bytes(PlotFormat.PNG)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static NoisePlot.Drawn noise(boolean rerun, boolean decided) {
    List<double[]> groups = List.of(new double[] {1, 1.1, 1.2}, new double[] {2, 2.1});
    AcceptedStep step = new AcceptedStep(EVIL, 3, "first", .01, .02, .4);
    ExperimentNoise one =
        new ExperimentNoise(
            "id",
            new TreeMap<>(Map.of("model", EVIL)),
            Direction.MINIMIZE,
            rerun ? NoiseOfReruns.of(groups, .95) : Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.of(1),
            OptionalDouble.empty(),
            0,
            OptionalDouble.empty(),
            decided
                ? Optional.of(
                    new JudgedDecisions(
                        2,
                        0,
                        0,
                        Optional.of(
                            new JudgedDecisions.StepNoise(JudgedDecisions.Source.TOLD, .014)),
                        List.of(step)))
                : Optional.empty());
    return new NoisePlot.Drawn(one, rerun ? groups : List.of());
  }

  /** Each panel is the picture that it would be alone. */
  @Test
  void panelsStandBesideEachOther() {
    BufferedImage both = image(NoisePlot.of(List.of(noise(true, true)), sized("6x2in")));
    BufferedImage left = image(NoisePlot.of(List.of(noise(true, false)), sized("3x2in")));
    BufferedImage right = image(NoisePlot.of(List.of(noise(false, true)), sized("3x2in")));
    assertThat(both.getWidth()).isEqualTo(2 * left.getWidth());
    assertThat(different(both, 0, left)).isZero();
    assertThat(different(both, left.getWidth(), right)).isZero();
    assertThat(different(both, 0, right)).isGreaterThan(100);
  }

  private static int different(BufferedImage whole, int from, BufferedImage part) {
    int[] a = whole.getRGB(from, 0, part.getWidth(), part.getHeight(), null, 0, part.getWidth());
    int[] b = part.getRGB(0, 0, part.getWidth(), part.getHeight(), null, 0, part.getWidth());
    return (int) IntStream.range(0, a.length).filter(i -> a[i] != b[i]).count();
  }

  @Test
  void moreOrSmallerPanelsThanCanBeReadAreRefused() {
    assertThat(Panels.of(5, USUAL)).extracting(Panels::columns, Panels::rows).containsExactly(3, 2);
    assertThat(Panels.of(1, USUAL).whole()).isEqualTo(PlotSize.DEFAULT);
    assertThatThrownBy(() -> NoisePlot.of(List.of(noise(true, true)), sized("1x1in")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("2 panels");
  }

  @Test
  void aReplayShowsChancesAndRules() {
    double[] scores = IntStream.range(0, 120).mapToDouble(i -> Math.sin(i * i * .7) + 1).toArray();
    PastSweep sweep = new PastSweep("id", Direction.MINIMIZE, scores, OptionalDouble.empty());
    Replay replay =
        Replay.of(
            sweep,
            EstimateSettings.withDefaults(Direction.MINIMIZE),
            DecideSettings.DEFAULT,
            new ReplaySettings(2, ReplaySettings.BUDGETS, 1));
    ReplayedRun run = ReplayedRun.ofFile(EVIL, .95, replay);
    for (boolean log : new boolean[] {false, true}) {
      PlotSettings settings =
          new PlotSettings(Optional.empty(), Optional.empty(), "loss", log, log);
      Picture picture = ReplayPlot.of(run, settings);
      assertThat(colours(picture)).contains(0x0072b2, 0xd55e00);
      assertThat(ReplayPlot.of(run, settings).bytes(PlotFormat.PDF))
          .isEqualTo(picture.bytes(PlotFormat.PDF));
      assertThat(picture.description()).contains("forecasts", "fixed budget");
      assertThat(picture.svg("p")).doesNotContain("<b>", "\u001b", "\u202e");
    }
  }

  private static List<Integer> colours(Picture picture) {
    BufferedImage image = image(picture);
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff)
        .distinct()
        .boxed()
        .toList();
  }

  private static RangeView range(String name, boolean words) {
    return new RangeView(
        "digits",
        4,
        2,
        1,
        name,
        List.of("DEAD_x_HIGH"),
        words ? OptionalDouble.empty() : OptionalDouble.of(1e-4),
        words ? OptionalDouble.empty() : OptionalDouble.of(.1),
        words ? List.of("gelu", EVIL) : List.of(),
        words ? Optional.empty() : Optional.of("log"),
        Optional.empty(),
        words ? OptionalDouble.empty() : OptionalDouble.of(1e-4),
        words ? OptionalDouble.empty() : OptionalDouble.of(.01),
        words ? List.of("gelu") : List.of(),
        1,
        Optional.empty());
  }

  private static HyperparameterPlot.Configurations four(boolean minimize, int hyperparameters) {
    double sign = minimize ? 1 : -1;
    List<List<String>> values = new ArrayList<>();
    for (int i = 0; i < hyperparameters; i++) {
      values.add(
          i % 2 == 0
              ? List.of("0.0001", "1e-3", ".01", "0.1")
              : List.of("gelu", "gelu", EVIL, "gelu"));
    }
    return new HyperparameterPlot.Configurations(
        minimize,
        DoubleStream.of(1, 1.2, 1.9, Double.NaN).map(y -> sign * y).toArray(),
        sign * 1.5,
        values);
  }

  /** A metric that is maximised is the mirror image; both have numbers and words. */
  @Test
  void aSearchSpaceIsDrawnInBothDirections() {
    SearchSpaces space =
        new SearchSpaces("r", 1, List.of(range(EVIL, false), range("activation", true)));
    for (boolean minimize : new boolean[] {true, false}) {
      Picture picture = HyperparameterPlot.of(space, four(minimize, 2), USUAL);
      assertThat(colours(picture)).contains(0x0072b2);
      assertThat(picture.description()).contains("next use", "gelu (DEAD_x_HIGH)");
      assertThat(picture.svg("p")).doesNotContain("<b>", "\u001b", "\u202e");
    }
  }

  @Test
  void ofManyHyperparametersTwelveAreDrawn() {
    List<RangeView> ranges = new ArrayList<>();
    IntStream.range(0, 15).forEach(i -> ranges.add(range("h" + i, i % 2 == 1)));
    SearchSpaces space = new SearchSpaces("r", 1, ranges);
    BufferedImage image = image(HyperparameterPlot.of(space, four(true, 15), sized("6x4in")));
    BufferedImage twelve =
        image(
            HyperparameterPlot.of(
                new SearchSpaces("r", 1, ranges.subList(0, 12)), four(true, 12), sized("6x4in")));
    assertThat(different(image, 0, twelve)).isZero();
  }

  @Test
  void nothingToDrawIsSaid() {
    HyperparameterPlot.Configurations failed =
        new HyperparameterPlot.Configurations(
            true, new double[] {Double.NaN}, Double.POSITIVE_INFINITY, List.of(List.of("1")));
    SearchSpaces space = new SearchSpaces("r", 1, List.of(range("lr", false)));
    assertThatThrownBy(() -> HyperparameterPlot.of(space, failed, USUAL))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no trial has a score");
  }
}
