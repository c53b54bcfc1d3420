package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.lossfloor.error.Printable;
import org.lossfloor.error.UserException;

/** The form in which every error is shown: what is wrong, where, and how to fix it. */
final class Frame {
  /** A path may have 4,096 characters; a message that quotes a log may have any number. */
  private static final int LONGEST = 1000;

  private Frame() {}

  static void print(PrintWriter err, UserException e) {
    print(err, e.what(), e.where(), e.mend());
  }

  static void print(PrintWriter err, String what, String where, String mend) {
    err.print("lossfloor: " + indent(what) + "\n");
    err.print("  where:   " + indent(where) + "\n");
    err.print("  fix:     " + indent(mend) + "\n");
    err.flush();
  }

  private static String indent(String text) {
    return text.strip()
        .lines()
        .map(line -> Printable.cut(Printable.line(line), LONGEST))
        .collect(Collectors.joining("\n           "));
  }
}
