package org.lossfloor.report.plot;

import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.style.Styler;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.report.plot.ChartFrame.Entry;

/** What the legend says about lines and areas that both kinds of picture have. */
final class Legend {
  /** So many experiments have room below the picture. */
  private static final int BELOW = 4;

  private Legend() {}

  /**
   * The entries of a picture.
   *
   * @param experiments what is drawn
   * @param law what the line of a single law is called
   * @param shaded what shaded areas mean; for several experiments only where they cross
   */
  static List<Entry> of(List<PlottedExperiment> experiments, String law, List<Entry> shaded) {
    return experiments.size() == 1
        ? ofOne(experiments.get(0), law, shaded)
        : ofMany(experiments, shaded);
  }

  /**
   * A legend of one experiment lies in the corner that its lines leave free; others lie outside.
   */
  static Styler.LegendPosition position(
      List<PlottedExperiment> experiments, Styler.LegendPosition free) {
    if (experiments.size() == 1) {
      return free;
    }
    return experiments.size() <= BELOW
        ? Styler.LegendPosition.OutsideS
        : Styler.LegendPosition.OutsideE;
  }

  private static List<Entry> ofOne(PlottedExperiment only, String law, List<Entry> shaded) {
    Look look = Look.of(1).get(0);
    String percent = only.percent();
    boolean limited = only.bestPossible().flatMap(Estimate.Quantity::interval).isPresent();
    String interval = limited ? ", " + percent + " interval" : "";
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(only.trials() + " trials, " + percent + " band", look.seen(), Look.SEEN));
    if (only.law().isPresent()) {
      entries.add(new Entry(law.formatted(interval), look.law(), look.lawLine()));
      entries.add(new Entry("best possible" + interval, look.best(), Look.BEST));
      entries.addAll(shaded);
    }
    return entries;
  }

  private static List<Entry> ofMany(List<PlottedExperiment> experiments, List<Entry> shaded) {
    List<Look> looks = Look.of(experiments.size());
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < experiments.size(); i++) {
      entries.add(new Entry(experiments.get(i).name(), looks.get(i).law(), looks.get(i).lawLine()));
    }
    entries.add(new Entry("steps: trials; bars: best possible", PlotColours.GREY, Look.SEEN));
    if (shaded.contains(Shade.CROSSING)) {
      entries.add(Shade.CROSSING);
    }
    return entries;
  }
}
