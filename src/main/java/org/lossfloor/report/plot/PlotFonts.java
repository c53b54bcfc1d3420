package org.lossfloor.report.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.lossfloor.error.UsageException;

/**
 * The font of pictures: Liberation Sans (SIL Open Font License), which PDFBox brings along. Text is
 * drawn as its outlines, so a picture looks the same everywhere, whatever fonts a machine has.
 */
final class PlotFonts {
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /** Where Java looks for a list of fonts before it asks the system. */
  private static final String LIST = "sun.awt.fontconfig";

  /** A list of fonts that names one and needs none. */
  private static final String NO_FONTS =
      "version=1\nallfonts.latin-1=Liberation Sans\nsequence.allfonts=latin-1\n";

  private static Font ours;

  private PlotFonts() {}

  /**
   * A font that has the characters of some texts: ours, or for scripts that it lacks the one that
   * the system takes for them, if it has any.
   */
  static Font of(List<String> texts) {
    Font font = ours();
    if (texts.stream().allMatch(text -> font.canDisplayUpTo(text) < 0)) {
      return font;
    }
    Font system = new Font(Font.SANS_SERIF, Font.PLAIN, 1);
    boolean better = texts.stream().allMatch(text -> system.canDisplayUpTo(text) < 0);
    return better ? system : font;
  }

  /** Text that XChart does not take for a formula, which it would hand to a library of TeX. */
  static String safe(String text) {
    return text.startsWith("$") ? " " + text : text;
  }

  /** Not a constant: its failure must stay an error that the user can read. */
  private static synchronized Font ours() {
    if (ours == null) {
      ours = load();
    }
    return ours;
  }

  private static Font load() {
    try {
      return open();
    } catch (IOException | FontFormatException | LinkageError e) {
      return withoutFonts(e);
    }
  }

  private static Font open() throws IOException, FontFormatException {
    try (InputStream in = PDDocument.class.getResourceAsStream(FONT)) {
      return Font.createFont(Font.TRUETYPE_FONT, in);
    }
  }

  /**
   * A Java without the library fontconfig refuses every font, even a given one, unless it is told
   * which fonts there are.
   */
  private static Font withoutFonts(Throwable first) {
    String before = System.getProperty(LIST);
    if (before != null) {
      throw none(first);
    }
    try {
      Path list = Files.createTempFile("lossfloor", ".fonts.properties");
      try {
        System.setProperty(LIST, Files.writeString(list, NO_FONTS).toString());
        return open();
      } finally {
        System.clearProperty(LIST);
        Files.delete(list);
      }
    } catch (IOException | FontFormatException | LinkageError e) {
      e.addSuppressed(first);
      throw none(e);
    }
  }

  private static UsageException none(Throwable cause) {
    return new UsageException(
        "this Java cannot draw text",
        "java.home " + System.getProperty("java.home"),
        "install the library freetype (Debian: libfreetype6; Alpine: freetype)",
        cause);
  }
}
