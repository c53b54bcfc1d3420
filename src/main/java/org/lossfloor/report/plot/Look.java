package org.lossfloor.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/**
 * How an experiment is told from the others of its picture. Alone, its parts differ in colour;
 * among others all of its parts have one colour and its law a dash of its own.
 *
 * @param seen the colour of what was seen
 * @param law the colour of the law
 * @param best the colour of the best possible score
 * @param lawLine the line of the law in its regime
 * @param lawBeyond the line of the law beyond its threshold
 */
record Look(Color seen, Color law, Color best, BasicStroke lawLine, BasicStroke lawBeyond) {
  private static final double THICK = 1.3;
  private static final double THIN = .7;

  /** The line of scores that were seen. */
  static final BasicStroke SEEN = PlotColours.line(.8);

  /** The line of the best possible score. */
  static final BasicStroke BEST = PlotColours.line(.8);

  private static final Look ALONE =
      new Look(
          PlotColours.SEEN,
          PlotColours.LAW,
          PlotColours.BEST,
          PlotColours.line(THICK),
          PlotColours.dashed(THIN, 3, 2));

  static List<Look> of(int experiments) {
    if (experiments == 1) {
      return List.of(ALONE);
    }
    List<Look> looks = new ArrayList<>();
    for (int i = 0; i < experiments; i++) {
      Color colour = PlotColours.ofGroup(i);
      looks.add(
          new Look(
              colour,
              colour,
              colour,
              PlotColours.lineOfGroup(i, THICK),
              PlotColours.lineOfGroup(i, THIN)));
    }
    return looks;
  }

  Color band() {
    return PlotColours.band(seen);
  }

  Color interval() {
    return PlotColours.band(law);
  }
}
