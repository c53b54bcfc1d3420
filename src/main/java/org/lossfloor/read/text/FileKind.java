package org.lossfloor.read.text;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The kind of a file that is not a log in lines of text, judging by its beginning. */
public enum FileKind {
  /** SQLite. */
  SQLITE(
      "a SQLite database",
      "give it to lossfloor audit, or export the table as csv",
      0,
      "53514c69746520666f726d6174203300"),
  /** Parquet. */
  PARQUET("a Parquet file", "an audit reads it with `format: parquet`", 0, "50415231"),
  /** HDF5. */
  HDF5("an HDF5 file", "export the table as csv", 0, "894844460d0a1a0a"),
  /** Arrow. */
  ARROW("an Arrow file", "write it as Parquet", 0, "4152524f5731"),
  /** Avro. */
  AVRO("an Avro file", "write it as Parquet or JSON lines", 0, "4f626a01"),
  /** ORC. */
  ORC("an ORC file", "write it as Parquet", 0, "4f5243"),
  /** A pickle of protocol 2 to 5. */
  PICKLE("a Python pickle", "write the records as JSON lines", 0, "80"),
  /** An array of NumPy. */
  NUMPY("a NumPy array", "write the records as csv", 0, "934e554d5059"),
  /** A zip archive, such as a spreadsheet. */
  ZIP("a zip archive or a spreadsheet", "unpack it, or save the sheet as csv", 0, "504b0304"),
  /** 7z. */
  SEVEN_ZIP("a 7z archive", "unpack it", 0, "377abcaf271c"),
  /** RAR. */
  RAR("a RAR archive", "unpack it", 0, "526172211a07"),
  /** An old spreadsheet. */
  EXCEL("an Excel file", "save the sheet as csv", 0, "d0cf11e0a1b11ae1"),
  /** PDF. */
  PDF("a PDF", "give the log itself", 0, "255044462d"),
  /** Unix compress. */
  COMPRESS("packed by compress", "unpack it", 0, "1f9d"),
  /** A tape archive. */
  TAR("a tar archive", "unpack it", 257, "7573746172");

  /** How many bytes are looked at. */
  public static final int HEAD = 512;

  private static final int PICKLE_FIRST = 2;
  private static final int PICKLE_LAST = 5;

  private final String title;
  private final String mend;
  private final int at;
  private final String mark;

  FileKind(String title, String mend, int at, String mark) {
    this.title = title;
    this.mend = mend;
    this.at = at;
    this.mark = mark;
  }

  /**
   * Recognises a file.
   *
   * @param head its first bytes, up to {@value #HEAD}
   * @return its kind; nothing for what may be text
   */
  public static Optional<FileKind> of(byte[] head) {
    return Arrays.stream(values()).filter(kind -> kind.marks(head)).findFirst();
  }

  private boolean marks(byte[] head) {
    int end = at + mark.length() / 2;
    boolean there = head.length >= end && HexFormat.of().formatHex(head, at, end).equals(mark);
    return switch (this) {
      case PICKLE -> there && head.length > 1 && head[1] >= PICKLE_FIRST && head[1] <= PICKLE_LAST;
      case ORC, PARQUET, ARROW -> there && !text(head);
      default -> there;
    };
  }

  /**
   * Returns whether bytes may be the beginning of a text.
   *
   * @param head the bytes
   * @return false if one is a control character that no text has
   */
  public static boolean text(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B) {
        return false;
      }
    }
    return true;
  }

  /**
   * Recognises a document of text that is not in lines.
   *
   * @param line the first line of a file
   * @return what the file seems to be and what to do; nothing for what may be a record
   */
  public static Optional<String> document(String line) {
    String start = line.strip().toLowerCase(Locale.ROOT);
    if (start.equals("{") || start.equals("[") || start.equals("[{")) {
      return Optional.of(
          "the file seems to be one JSON document over several lines; say `format: json`");
    }
    if (start.startsWith("<!doctype") || start.startsWith("<html")) {
      return Optional.of("the file seems to be an HTML page; give the log itself");
    }
    if (start.startsWith("<?xml")) {
      return Optional.of("the file seems to be XML; write the records as JSON lines or csv");
    }
    if (start.equals("---") || start.startsWith("%yaml")) {
      return Optional.of("the file seems to be YAML; write the records as JSON lines");
    }
    return Optional.empty();
  }

  /**
   * Returns what a value is that holds fields itself as text.
   *
   * @param value the text of a cell or a string
   * @return {@code JSON text} or {@code the text of a Python dict}; nothing for other text
   */
  public static Optional<String> fieldsWithin(String value) {
    String text = value == null ? "" : value.strip();
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return Optional.empty();
    }
    String inner = text.substring(1).stripLeading();
    if (inner.startsWith("'")) {
      return Optional.of("the text of a Python dict");
    }
    return inner.startsWith("\"") ? Optional.of("JSON text") : Optional.empty();
  }

  /**
   * Returns what the file is.
   *
   * @return an article and a noun
   */
  public String title() {
    return title;
  }

  /**
   * Returns what to do with such a file.
   *
   * @return an order, half a sentence
   */
  public String mend() {
    return mend;
  }

  /**
   * Returns what the file is and what to do.
   *
   * @return half a sentence
   */
  public String sentence() {
    return "the file is " + title + ", not text: " + mend;
  }
}
