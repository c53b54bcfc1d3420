package org.lossfloor.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import org.lossfloor.error.Printable;
import org.lossfloor.error.Secrets;

/**
 * The output of every command. What comes from a log is only data here: a printed line stays one
 * line of bounded length, no character moves the cursor, and no secret is shown.
 */
final class Terminal extends PrintWriter {
  /** The longest line that is shown whole. */
  private static final int LONGEST = 2000;

  private final Screen screen;

  /** Output that is no terminal. */
  Terminal(Writer target) {
    this(target, Screen.NONE);
  }

  Terminal(Writer target, Screen screen) {
    super(target, true);
    this.screen = screen;
  }

  Screen screen() {
    return screen;
  }

  /**
   * Prints the rows of a table whose first one is its heading. These colours are the only escape
   * sequences that are ever written.
   */
  void table(List<List<String>> rows, String gap) {
    List<String> heading = rows.get(0);
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        boolean last = i == row.size() - 1;
        Paint paint = screen.colours() ? Paint.of(heading.get(i), row.get(i)) : Paint.PLAIN;
        raw(paint.start());
        print(Printable.line(last ? row.get(i).stripTrailing() : row.get(i)));
        raw(paint.end() + (last ? "\n" : gap));
      }
    }
  }

  /**
   * Prints a record for programs: exactly as it is into a file or a pipe, as one line of any length
   * with escapes on a terminal.
   */
  void data(String record) {
    if (screen.terminal()) {
      print(Printable.line(record) + "\n");
    } else {
      raw(record + "\n");
    }
  }

  private void raw(String text) {
    super.write(text, 0, text.length());
  }

  /** Prints one line: a line feed within the text is shown, not obeyed. */
  @Override
  public void println(String line) {
    super.println(Printable.cut(Printable.line(Secrets.masked(String.valueOf(line))), LONGEST));
  }

  @Override
  public void write(String text, int offset, int length) {
    String shown = Printable.text(Secrets.masked(text.substring(offset, offset + length)));
    super.write(shown, 0, shown.length());
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length));
  }

  @Override
  public void write(int character) {
    write(String.valueOf((char) character));
  }

  /** The colour of a word of a table. */
  private enum Paint {
    /** As the terminal has it. */
    PLAIN(""),
    GOOD("32"),
    DOUBT("33"),
    BAD("31");

    private static final List<String> COLUMNS = List.of("verdict", "standing", "precision");

    private final String code;

    Paint(String code) {
      this.code = code;
    }

    /** The sequence that a terminal obeys; empty for none. */
    String start() {
      return code.isEmpty() ? "" : "\u001b[" + code + "m";
    }

    /** The sequence that ends it. */
    String end() {
      return code.isEmpty() ? "" : "\u001b[0m";
    }

    /** The colour of a cell: verdicts, standings and precisions have one by their first word. */
    static Paint of(String heading, String cell) {
      if (!COLUMNS.contains(heading.strip())) {
        return PLAIN;
      }
      return switch (cell.strip().split(" ", 2)[0]) {
        case "OK", "ACT", "NARROW", "narrow" -> GOOD;
        case "CAUTION", "CHECK", "TOO_WIDE", "WIDE", "wide" -> DOUBT;
        case "INVALID", "NOT_JUDGED", "NONE" -> BAD;
        default -> PLAIN;
      };
    }
  }
}
