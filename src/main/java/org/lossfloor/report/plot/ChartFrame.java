package org.lossfloor.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.lossfloor.error.Printable;

/**
 * Axes, title and legend of a picture.
 *
 * @param settings how it looks
 * @param x the horizontal axis
 * @param y the vertical axis
 */
record ChartFrame(PlotSettings settings, AxisRange x, AxisRange y) {
  /**
   * Units of a chart in a point. XChart rounds lengths to whole units, so they are smaller than a
   * point.
   */
  static final int UNITS = 8;

  /** The least distance of ticks, in points. */
  private static final int X_TICKS = 36;

  private static final int Y_TICKS = 26;

  private static final float TEXT = 7.5f * UNITS;
  private static final float SMALL = 6.8f * UNITS;

  /** Of numbers that are not round. */
  private static final MathContext DIGITS = new MathContext(3);

  /** Numbers outside of this range are written with a power of ten. */
  private static final double LARGE = 1e7;

  private static final double SMALLEST = 1e-5;

  /**
   * An entry of the legend.
   *
   * @param text what it says
   * @param colour the colour of the line
   * @param stroke the line
   */
  record Entry(String text, Color colour, BasicStroke stroke) {}

  /**
   * Starts a chart.
   *
   * @param xTitle what the horizontal axis says
   * @param yTitle what the vertical axis says
   * @param legend its entries
   * @param corner where the legend leaves the lines free
   */
  LayeredChart chart(
      String xTitle, String yTitle, List<Entry> legend, Styler.LegendPosition corner) {
    LayeredChart chart =
        new LayeredChart(units(settings.size().width()), units(settings.size().height()), x, y);
    String title = settings.title().map(ChartFrame::shown).orElse("");
    chart.setTitle(title);
    chart.setXAxisTitle(shown(xTitle));
    chart.setYAxisTitle(shown(yTitle));
    List<String> texts = new ArrayList<>(List.of(title, shown(xTitle), shown(yTitle)));
    legend.forEach(entry -> texts.add(entry.text()));
    style(chart.getStyler(), PlotFonts.of(texts), !title.isEmpty());
    chart.getStyler().setLegendPosition(corner);
    legend.forEach(entry -> addTo(chart, entry));
    return chart;
  }

  static int units(double points) {
    return (int) Math.round(points * UNITS);
  }

  static String shown(String text) {
    return PlotFonts.safe(Printable.line(text));
  }

  /**
   * A series out of sight: it shows in the legend alone. Its points are not evenly spaced, because
   * XChart would put its ticks on those that are.
   */
  private void addTo(LayeredChart chart, Entry entry) {
    XYSeries series = chart.addSeries(entry.text(), outside(x), outside(y));
    series.setMarker(SeriesMarkers.NONE);
    series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
    series.setLineColor(entry.colour());
    series.setLineStyle(entry.stroke());
  }

  private static double[] outside(AxisRange axis) {
    return new double[] {
      axis.drawn(axis.at(-.9)), axis.drawn(axis.at(-.8)), axis.drawn(axis.at(-.5))
    };
  }

  private void style(XYStyler styler, Font font, boolean titled) {
    Font text = font.deriveFont(TEXT);
    Font small = font.deriveFont(SMALL);
    styler.setBaseFont(text).setChartTitleFont(font.deriveFont(TEXT * 1.15f));
    styler
        .setChartTitleVisible(titled)
        .setChartTitleBoxVisible(false)
        .setChartTitlePadding(2 * UNITS);
    styler.setAxisTitleFont(text).setAxisTickLabelsFont(small).setAxisTitlePadding(3 * UNITS);
    styler.setLegendFont(small).setLegendPadding(3 * UNITS).setLegendSeriesLineLength(16 * UNITS);
    styler
        .setLegendBorderColor(new Color(0, 0, 0, 0))
        .setLegendBackgroundColor(new Color(255, 255, 255, 215));
    styler.setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE);
    styler.setChartFontColor(PlotColours.INK).setChartPadding(3 * UNITS).setPlotContentSize(1);
    styler.setPlotBorderVisible(true).setPlotBorderColor(PlotColours.GREY);
    styler.setAxisTickMarksColor(PlotColours.GREY).setAxisTickMarksStroke(PlotColours.line(.5));
    styler.setAxisTickMarkLength(3 * UNITS).setAxisTickPadding(2 * UNITS).setPlotMargin(0);
    styler.setAxisTickLabelsColor(PlotColours.INK).setAxisTicksLineVisible(false);
    styler.setPlotGridLinesColor(PlotColours.GRID).setPlotGridLinesStroke(PlotColours.line(.4));
    styler
        .setXAxisTickMarkSpacingHint(X_TICKS * UNITS)
        .setYAxisTickMarkSpacingHint(Y_TICKS * UNITS);
    styler.setPlotGridVerticalLinesVisible(!x.log()).setPlotGridHorizontalLinesVisible(!y.log());
    styler.setXAxisLogarithmic(x.decades()).setYAxisLogarithmic(y.decades());
    styler
        .setXAxisMin(x.drawn(x.low()))
        .setXAxisMax(x.drawn(x.high()))
        .setYAxisMin(y.drawn(y.low()))
        .setYAxisMax(y.drawn(y.high()));
    styler.setXAxisTickLabelsFormattingFunction(ticks(x, settings.size().width() / X_TICKS));
    styler.setYAxisTickLabelsFormattingFunction(ticks(y, settings.size().height() / Y_TICKS));
    styler.setAntiAlias(true).setTextAntiAlias(true);
  }

  /**
   * Writes numbers beside ticks, with as many decimals as the distance of about so many ticks has.
   */
  private static Function<Double, String> ticks(AxisRange axis, double count) {
    if (axis.log() && !axis.decades()) {
      return drawn -> number(new BigDecimal(Math.pow(10, drawn), DIGITS).doubleValue(), 0);
    }
    double distance = (axis.high() - axis.low()) / count;
    int decimals = axis.log() ? 0 : (int) Math.max(0, -Math.floor(Math.log10(distance / .75)));
    return value -> number(value, decimals);
  }

  /** A number without the noise of the arithmetic of ticks, with at least so many decimals. */
  static String number(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value, new MathContext(9)).stripTrailingZeros();
    double size = Math.abs(value);
    boolean plain = value == 0 || (size >= SMALLEST && size < LARGE);
    return plain
        ? rounded.setScale(Math.max(decimals, Math.max(0, rounded.scale()))).toPlainString()
        : rounded.toString();
  }
}
