package org.lossfloor.config.key;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.lossfloor.error.ConfigException;

/**
 * How the text of a log is laid out.
 *
 * @param encoding the encoding; nothing for UTF-8 unless a file starts as another
 * @param delimiter the column separator of CSV
 * @param header where a table has the names of its columns
 * @param columns the names where a file has none; may be empty
 * @param cellLines the most lines of a cell, at least 1
 * @param cellBytes the most bytes of a cell, at least 1
 * @param records where the records lie in a document of JSON; nothing for its root
 */
public record TextLayout(
    Optional<Charset> encoding,
    char delimiter,
    HeaderLine header,
    List<String> columns,
    int cellLines,
    int cellBytes,
    Optional<String> records) {
  /** The most bytes that a cell can be allowed to have. */
  static final int MOST_BYTES = 1 << 24;

  /** UTF-8, commas, a header line. */
  public static final TextLayout DEFAULT = of(',');

  /** Copies the list. */
  public TextLayout {
    columns = List.copyOf(columns);
  }

  /**
   * The usual layout with another separator.
   *
   * @param delimiter the column separator
   * @return the layout
   */
  public static TextLayout of(char delimiter) {
    return of(KeyValues.NONE.with(Key.DELIMITER, delimiter));
  }

  /**
   * Returns whether files are taken for UTF-8 unless they start otherwise.
   *
   * @return whether no other encoding is declared
   */
  public boolean utf8() {
    return encoding.filter(charset -> !charset.equals(StandardCharsets.UTF_8)).isEmpty();
  }

  public static TextLayout of(KeyValues values) {
    return new TextLayout(
        values.find(Key.ENCODING).map(Charset::forName),
        values.get(Key.DELIMITER),
        values.get(Key.HEADER),
        values.find(Key.COLUMNS).orElse(List.of()),
        values.get(Key.CELL_LINES),
        values.get(Key.CELL_BYTES),
        values.find(Key.RECORDS));
  }

  public void check(Settings settings) {
    if (header == HeaderLine.NONE && columns.isEmpty()) {
      throw new ConfigException(
          "`header: none` without `columns`",
          place(settings, Key.HEADER),
          "Name the columns in their order: columns: [step, loss].");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new ConfigException(
          "a name is twice in `columns`",
          place(settings, Key.COLUMNS),
          "Give each column a name of its own.");
    }
  }

  private static String place(Settings settings, Key<?> key) {
    return settings.find(key).map(node -> node.place().toString()).orElse(settings.place());
  }

  /**
   * Finds an encoding.
   *
   * @param name its name
   * @return the encoding; nothing if this machine has none of that name
   */
  public static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  static Optional<Character> delimiter(String text) {
    String plain = text.equals("\\t") ? "\t" : text;
    boolean usable = plain.length() == 1 && "\"\n\r".indexOf(plain.charAt(0)) < 0;
    return usable && !Character.isSurrogate(plain.charAt(0))
        ? Optional.of(plain.charAt(0))
        : Optional.empty();
  }
}
