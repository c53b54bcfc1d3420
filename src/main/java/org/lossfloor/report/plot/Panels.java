package org.lossfloor.report.plot;

import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/**
 * How the panels of a picture are spread over it.
 *
 * @param columns how many stand beside each other
 * @param rows how many such lines there are
 * @param whole the size of the picture
 */
record Panels(int columns, int rows, PlotSize whole) {
  /** More are too small to be read. */
  static final int MOST = 12;

  private static final int WIDEST = 3;

  /** A panel among others is so much smaller than a picture, unless a size was typed. */
  private static final double SMALLER = .75;

  /**
   * Spreads panels.
   *
   * @param panels how many, 1 to {@value #MOST}
   * @param settings the size of the picture, if one was typed
   * @throws UserException if the panels are too small
   */
  static Panels of(int panels, PlotSettings settings) {
    int columns = panels == 4 ? 2 : Math.min(panels, WIDEST);
    int rows = (panels + columns - 1) / columns;
    double scale = panels == 1 ? 1 : SMALLER;
    PlotSize usual =
        new PlotSize(
            columns * scale * PlotSize.DEFAULT.width(), rows * scale * PlotSize.DEFAULT.height());
    PlotSize whole = settings.told().orElse(usual);
    if (!PlotSize.isLength(whole.width() / columns) || !PlotSize.isLength(whole.height() / rows)) {
      throw new UsageException(
          "the picture has " + panels + " panels, which are smaller than an inch",
          "--plot-size",
          "give a larger size, or none");
    }
    return new Panels(columns, rows, whole);
  }

  /** The settings of a panel, from 0; the title stands above the first. */
  PlotSettings each(PlotSettings settings, int panel) {
    PlotSettings own = panel == 0 ? settings : settings.untitled();
    return own.sized(new PlotSize(whole.width() / columns, whole.height() / rows));
  }
}
