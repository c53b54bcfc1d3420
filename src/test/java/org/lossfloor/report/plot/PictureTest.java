package org.lossfloor.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.style.Styler;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.error.UsageException;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.fit.FitJob;
import org.lossfloor.sweep.Direction;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Pictures as files: what they hold, and that nothing of them depends on the clock. */
class PictureTest {
  private static final PlotSize SIZE = PlotSize.parse("3.3x2.4in", "here");
  private static final PlotSettings LINEAR =
      new PlotSettings(SIZE, Optional.empty(), "loss", false, false);
  private static final PlotSettings LOG =
      new PlotSettings(SIZE, Optional.of("A title"), "loss", true, true);

  /** Scores at even levels of a law, half of it in the regime. */
  private static double[] scores(DoubleUnaryOperator map) {
    NoisyQuadratic law = NoisyQuadratic.convex(.1, 1, 2, .02);
    return IntStream.range(0, 200)
        .mapToDouble(i -> map.applyAsDouble(law.quantile((i + .5) / 200)))
        .toArray();
  }

  private static PlottedExperiment experiment(String name, Direction direction, double[] scores) {
    EstimateSettings settings =
        EstimateSettings.withDefaults(direction).withTrials(FitJob.smooth(1000));
    Answer answer = new ExperimentEstimator(settings).answer(scores);
    return new PlottedExperiment(name, scores, answer, answer.curves());
  }

  private static PlottedExperiment losses(String name) {
    return experiment(name, Direction.MINIMIZE, scores(y -> y));
  }

  private static Document xml(Picture picture) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(picture.bytes(PlotFormat.SVG)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String text(Document svg, String element) {
    return svg.getElementsByTagName(element).item(0).getTextContent();
  }

  @ParameterizedTest
  @EnumSource
  void theSameAnswersGiveTheSameBytes(PlotFormat format) {
    assertThat(DistributionPlot.of(List.of(losses("a")), LOG).bytes(format))
        .isEqualTo(DistributionPlot.of(List.of(losses("a")), LOG).bytes(format));
    assertThat(TuningCurvePlot.of(List.of(losses("a"), losses("b")), LINEAR).bytes(format))
        .isEqualTo(TuningCurvePlot.of(List.of(losses("a"), losses("b")), LINEAR).bytes(format));
  }

  @Test
  void anSvgHasItsSizeAndSaysWhatItShows() {
    Document svg = xml(DistributionPlot.of(List.of(losses("a")), LINEAR));
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo(3.3 * 72 + "pt");
    assertThat(svg.getDocumentElement().getAttribute("height")).isEqualTo(2.4 * 72 + "pt");
    assertThat(text(svg, "title")).isEqualTo("Score distribution: a");
    assertThat(text(svg, "desc"))
        .contains("a: 200 trials, best possible score ")
        .contains("verdict OK");
    assertThat(svg.getElementsByTagName("path").getLength()).isGreaterThan(30);
    assertThat(svg.getElementsByTagName("text").getLength()).isZero();
  }

  @Test
  void aPdfHasOnePageOfItsSizeWithoutFontsAndWithoutTheTime() throws IOException {
    byte[] bytes = TuningCurvePlot.of(List.of(losses("a")), LOG).bytes(PlotFormat.PDF);
    try (PDDocument document = Loader.loadPDF(bytes)) {
      assertThat(document.getNumberOfPages()).isOne();
      assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(237.6f, within(.01f));
      assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(172.8f, within(.01f));
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("A title");
      assertThat(document.getDocumentInformation().getCreationDate()).isNull();
    }
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("/Font ");
  }

  @Test
  void aPngHas300DotsAnInch() throws IOException {
    byte[] bytes = TuningCurvePlot.of(List.of(losses("a")), LOG).bytes(PlotFormat.PNG);
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(in);
      assertThat(reader.getWidth(0)).isEqualTo(990);
      assertThat(reader.getHeight(0)).isEqualTo(720);
      NodeList resolution =
          ((org.w3c.dom.Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0"))
              .getElementsByTagName("pHYs");
      assertThat(
              resolution.item(0).getAttributes().getNamedItem("pixelsPerUnitXAxis").getNodeValue())
          .isEqualTo("11811");
    }
  }

  /** A point is where XChart's own axes say it is. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLineReachesItsPoints(boolean log) {
    AxisRange x = new AxisRange(1, 1000, log);
    AxisRange y = new AxisRange(.02, 40, log);
    LayeredChart chart =
        new ChartFrame(LINEAR, x, y)
            .chart(
                "x",
                "y",
                List.of(new ChartFrame.Entry("e", Color.BLACK, Look.SEEN)),
                Styler.LegendPosition.InsideNE);
    List<Layer.Point> points =
        List.of(new Layer.Point(2, .05), new Layer.Point(30, 3), new Layer.Point(700, 9));
    chart.add(new Layer.Line(points, Color.MAGENTA, PlotColours.line(2)));
    BufferedImage image =
        new BufferedImage(chart.getWidth(), chart.getHeight(), BufferedImage.TYPE_INT_RGB);
    chart.paint(image.createGraphics(), chart.getWidth(), chart.getHeight());
    for (Layer.Point point : points.subList(1, 2)) {
      int across = (int) chart.getScreenXFromChart(point.x());
      int down = (int) chart.getScreenYFromChart(point.y());
      assertThat(image.getRGB(across, down)).isEqualTo(Color.MAGENTA.getRGB());
      assertThat(image.getRGB(across, down + 40)).isNotEqualTo(Color.MAGENTA.getRGB());
    }
  }

  @Test
  void numbersOutOfSightAreDrawnOutOfSight() {
    AxisRange axis = new AxisRange(1, 3, false);
    assertThat(DoubleStream.of(Double.NEGATIVE_INFINITY, 1, 2, 3, 1e300).map(axis::share))
        .containsExactly(-2.0, 0.0, .5, 1.0, 3.0);
    AxisRange log = new AxisRange(.1, 10, true);
    assertThat(DoubleStream.of(0, .1, 1, 10, Double.POSITIVE_INFINITY).map(log::share).toArray())
        .containsExactly(new double[] {-2, 0, .5, 1, 3}, within(1e-12));
  }

  /** Both directions show the same shares: what is drawn is the same but for the mirror. */
  @Test
  void aMirroredMetricGivesTheSameCurve() {
    PlottedExperiment error = experiment("e", Direction.MINIMIZE, scores(y -> y));
    PlottedExperiment accuracy = experiment("e", Direction.MAXIMIZE, scores(y -> 1 - y));
    for (double y : new double[] {.1, .15, .2, .4}) {
      double mirrored = accuracy.orient(1 - y);
      assertThat(accuracy.law().get().cdf(mirrored))
          .isEqualTo(error.law().get().cdf(y), within(1e-6));
      assertThat(accuracy.band().cdf(mirrored).upper())
          .isEqualTo(error.band().cdf(y).upper(), within(1e-9));
    }
    assertThat(accuracy.bestPossible().get().estimate())
        .isEqualTo(accuracy.orient(1 - error.bestPossible().get().estimate()), within(1e-6));
    ScoreWindow shown = ScoreWindow.of(List.of(error), false);
    ScoreWindow mirrored = ScoreWindow.of(List.of(accuracy), false);
    assertThat(mirrored.axis().low()).isEqualTo(1 - shown.axis().high(), within(1e-5));
    assertThat(mirrored.best()).isEqualTo(-mirrored.axis().high());
  }

  @Test
  void namesFromALogAreText() {
    String evil = "<script>alert(\"x\")</script>\u202e\u0007 $\\frac";
    Picture picture =
        DistributionPlot.of(
            List.of(losses(evil), losses("$x$")),
            new PlotSettings(SIZE, Optional.of("$" + evil + "$"), "$\\alpha$", false, false));
    Document svg = xml(picture);
    assertThat(text(svg, "title"))
        .contains("<script>alert(\"x\")</script>\\u202e\\u0007")
        .doesNotContain("\u202e");
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(picture.bytes(PlotFormat.PDF)).isNotEmpty();
  }

  @Test
  void groupsDifferInColourAndOnGreyPaper() {
    Set<Object> looks = new HashSet<>();
    for (Look look : Look.of(40)) {
      looks.add(List.of(look.law(), look.lawLine()));
    }
    assertThat(looks).hasSize(40);
    List<Look> few = Look.of(6);
    assertThat(few.stream().map(Look::lawLine)).doesNotHaveDuplicates();
    assertThat(few.stream().map(Look::law)).doesNotHaveDuplicates();
  }

  @Test
  void whatCannotBeDrawnIsSaid() {
    double[] failed = DoubleStream.generate(() -> Double.NaN).limit(30).toArray();
    assertThatThrownBy(
            () ->
                DistributionPlot.of(
                    List.of(experiment("sweep 7", Direction.MINIMIZE, failed)), LINEAR))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("every trial failed (sweep 7)");
    assertThatThrownBy(
            () ->
                TuningCurvePlot.of(
                    List.of(experiment("a", Direction.MINIMIZE, scores(y -> y - .3))), LOG))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("a logarithmic axis cannot show the score");
    assertThatThrownBy(() -> PlotFormat.of("a.gif", "--plot"))
        .hasMessage(
            "the name `a.gif` does not say what to draw (--plot): end it in .svg, .pdf or .png");
    assertThat(PlotFormat.of("x/A.PDF", "--plot")).isEqualTo(PlotFormat.PDF);
  }

  /** Few trials, ties, no law: there is a picture all the same. */
  @Test
  void whatHasNoLawIsDrawnWithoutIt() {
    for (double[] scores :
        List.of(new double[] {1}, new double[] {0, 0, 0}, new double[] {1, 2, Double.NaN})) {
      PlottedExperiment few = experiment("few", Direction.MAXIMIZE, scores);
      assertThat(few.law()).isEmpty();
      assertThat(DistributionPlot.of(List.of(few), LINEAR).description()).contains("few: ");
      assertThat(TuningCurvePlot.of(List.of(few), LINEAR).bytes(PlotFormat.SVG)).isNotEmpty();
    }
  }

  @Test
  void aSizeIsReadInAnyUnit() {
    assertThat(PlotSize.parse("25.4x50.8mm", "s")).isEqualTo(new PlotSize(72, 144));
    assertThat(PlotSize.parse("72x90.5pt", "s")).isEqualTo(new PlotSize(72, 90.5));
    assertThat(PlotSize.parse("5.08x2.54cm", "s")).isEqualTo(new PlotSize(144, 72));
    for (String wrong : List.of("", "3x2", "3,3x2in", "0.9x2in", "2x21in", "-3x2in", "1e3x2in")) {
      assertThatThrownBy(() -> PlotSize.parse(wrong, "--plot-size"))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("`" + wrong + "`")
          .hasMessageContaining("3.3x2.4in");
    }
  }

  @Test
  void numbersOfTicksAreShort() {
    assertThat(ChartFrame.number(.1 + .2, 1)).isEqualTo("0.3");
    assertThat(ChartFrame.number(.5, 2)).isEqualTo("0.50");
    assertThat(ChartFrame.number(.125, 1)).isEqualTo("0.125");
    assertThat(ChartFrame.number(2000, 0)).isEqualTo("2000");
    assertThat(ChartFrame.number(1e9, 0)).isEqualTo("1E+9");
    assertThat(ChartFrame.number(0, 2)).isEqualTo("0.00");
  }
}
