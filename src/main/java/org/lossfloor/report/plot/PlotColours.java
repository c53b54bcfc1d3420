package org.lossfloor.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/**
 * Colours that people with any colour vision tell apart (Okabe and Ito, jfly.uni-koeln.de/color),
 * and dashes that do the same on grey paper.
 */
final class PlotColours {
  static final Color INK = new Color(0x222222);
  static final Color GREY = new Color(0x6b6b6b);
  static final Color GRID = new Color(0xe4e4e4);
  static final Color SEEN = new Color(0x4d4d4d);
  static final Color LAW = new Color(0x0072b2);
  static final Color BEST = new Color(0xd55e00);

  /** Where the law need not hold. */
  static final Color BEYOND = new Color(0xe6, 0x9f, 0x00, 38);

  /** Where nothing was tried. */
  static final Color UNSEEN = new Color(0x56, 0xb4, 0xe9, 36);

  private static final List<Color> GROUPS =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x009e73),
          new Color(0xcc79a7),
          new Color(0xe69f00),
          new Color(0x56b4e9),
          new Color(0x222222));

  private static final List<float[]> DASHES =
      List.of(
          new float[0],
          new float[] {5, 2},
          new float[] {1.2f, 1.6f},
          new float[] {6, 1.8f, 1.2f, 1.8f},
          new float[] {9, 3},
          new float[] {3, 1.5f, 3, 4});

  private static final int BAND = 46;

  private PlotColours() {}

  static Color ofGroup(int group) {
    return GROUPS.get(group % GROUPS.size());
  }

  /** The line of a group; colours and dashes repeat after different numbers of groups. */
  static BasicStroke lineOfGroup(int group, double points) {
    return dashed(points, DASHES.get(group % DASHES.size()));
  }

  static BasicStroke line(double points) {
    return dashed(points);
  }

  /** A line of a width, with dashes and gaps, all in points. */
  static BasicStroke dashed(double points, float... dashes) {
    float[] scaled = new float[dashes.length];
    for (int i = 0; i < dashes.length; i++) {
      scaled[i] = dashes[i] * ChartFrame.UNITS;
    }
    return new BasicStroke(
        (float) (points * ChartFrame.UNITS),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        scaled.length == 0 ? null : scaled,
        0);
  }

  /** The colour of the band around a line. */
  static Color band(Color line) {
    return new Color(line.getRed(), line.getGreen(), line.getBlue(), BAND);
  }

  /** The colour of the band where the data set it no limit. */
  static Color unlimited(Color line) {
    return new Color(line.getRed(), line.getGreen(), line.getBlue(), BAND / 3);
  }
}
