package org.lossfloor.cli;

import java.io.PrintWriter;
import org.lossfloor.config.UserException;

/** The one form in which every error is shown: what is wrong, where, and how to mend it. */
final class Frame {
  private Frame() {}

  static void print(PrintWriter err, UserException e) {
    print(err, e.what(), e.where(), e.mend());
  }

  static void print(PrintWriter err, String what, String where, String mend) {
    err.println("lossfloor: " + indent(what));
    err.println("  where:   " + indent(where));
    err.println("  to mend: " + indent(mend));
    err.flush();
  }

  private static String indent(String text) {
    return text.strip().replaceAll("\\R", System.lineSeparator() + "           ");
  }
}
