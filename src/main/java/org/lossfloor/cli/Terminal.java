package org.lossfloor.cli;

import java.io.PrintWriter;
import java.io.Writer;
import org.lossfloor.error.Printable;
import org.lossfloor.error.Secrets;

/**
 * The output of every command. What comes from a log is only data here: a printed line stays one
 * line of bounded length, no character moves the cursor, and no secret is shown.
 */
final class Terminal extends PrintWriter {
  /** The longest line that is shown whole. */
  private static final int LONGEST = 2000;

  Terminal(Writer target) {
    super(target, true);
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
}
