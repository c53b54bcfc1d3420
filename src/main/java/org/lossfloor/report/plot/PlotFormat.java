package org.lossfloor.report.plot;

import java.util.Arrays;
import java.util.Locale;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/** The kinds of file that a picture can be written to. */
public enum PlotFormat {
  /** Vectors for the web; text is drawn as outlines, so no font is needed to show it. */
  SVG,
  /** 300 pixels an inch. */
  PNG,
  /** One page of vectors for papers; text is drawn as outlines. */
  PDF;

  /**
   * The format of a file, by its suffix.
   *
   * @param file the path of the file
   * @param where what to name in an error, such as {@code --plot}
   * @return the format
   * @throws UserException if the suffix is none of {@code .svg}, {@code .png} and {@code .pdf}
   */
  public static PlotFormat of(String file, String where) {
    String name = file.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith("." + format.name().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "the name `" + file + "` does not say what to draw",
                    where,
                    "end it in .svg, .pdf or .png"));
  }
}
