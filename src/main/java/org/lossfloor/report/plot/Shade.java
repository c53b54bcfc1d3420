package org.lossfloor.report.plot;

import java.awt.BasicStroke;
import org.lossfloor.report.plot.ChartFrame.Entry;

/** What shaded areas mean. */
final class Shade {
  private static final BasicStroke BROAD = PlotColours.line(6);

  static final Entry BEYOND = new Entry("beyond the threshold", PlotColours.BEYOND, BROAD);
  static final Entry UNSEEN = new Entry("more trials than seen", PlotColours.UNSEEN, BROAD);

  static final Entry CROSSING = new Entry("the curves cross here", PlotColours.UNSEEN, BROAD);

  private Shade() {}
}
