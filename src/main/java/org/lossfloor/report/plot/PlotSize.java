package org.lossfloor.report.plot;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/**
 * The size of a picture.
 *
 * @param width in points, of which 72 are an inch; 72 to 1440
 * @param height in points; 72 to 1440
 */
public record PlotSize(double width, double height) {
  /** Fits a column of most papers when it is scaled, and a slide as it is. */
  public static final PlotSize DEFAULT = new PlotSize(5 * 72.0, 3.5 * 72.0);

  private static final double LEAST = 72;
  private static final double MOST = 20 * 72;
  private static final Map<String, Double> POINTS =
      Map.of("in", 72.0, "mm", 72 / 25.4, "cm", 72 / 2.54, "pt", 1.0);
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d+(?:\\.\\d+)?)x(\\d+(?:\\.\\d+)?)(in|mm|cm|pt)");

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public PlotSize {
    if (!(isLength(width) && isLength(height))) {
      throw new IllegalArgumentException("Cannot draw a picture of " + width + " x " + height);
    }
  }

  static boolean isLength(double points) {
    return points >= LEAST && points <= MOST;
  }

  /**
   * Reads a size as users write it.
   *
   * @param text width, {@code x}, height and unit, such as {@code 3.3x2.4in} or {@code 84x60mm}
   * @param where what to name in an error, such as {@code --plot-size}
   * @return the size
   * @throws UserException if the text is no size from 1 x 1 to 20 x 20 inches
   */
  public static PlotSize parse(String text, String where) {
    Matcher written = WRITTEN.matcher(text);
    if (written.matches()) {
      double unit = POINTS.get(written.group(3));
      double width = new BigDecimal(written.group(1)).doubleValue() * unit;
      double height = new BigDecimal(written.group(2)).doubleValue() * unit;
      if (isLength(width) && isLength(height)) {
        return new PlotSize(width, height);
      }
    }
    throw new UsageException(
        "cannot draw a picture of the size `" + text + "`",
        where,
        "write width x height and a unit (in, cm, mm or pt), such as 3.3x2.4in, each from 1 to 20"
            + " inches");
  }
}
