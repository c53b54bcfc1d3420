package org.lossfloor.read.record;

import java.util.regex.Pattern;

/** Names of fields that plainly hold the state of a trial. */
public final class StateNames {
  private static final Pattern NAME =
      Pattern.compile("(?i)(.*[^a-z])?[a-z]*(state|status|outcome|conclusion)(_?raw)?");
  private static final String[] PARTS = {"stat", "outcome", "conclusion"};

  private StateNames() {}

  public static boolean isOne(String field) {
    return NAME.matcher(field).matches();
  }

  /**
   * Whether a text may hold such a name. The check costs little compared with parsing, because most
   * texts hold none.
   */
  public static boolean mayBeIn(byte[] text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      for (String part : PARTS) {
        if (lower(text[i]) == part.charAt(0) && begins(text, i, from + length, part)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean begins(byte[] text, int at, int end, String part) {
    for (int i = 0; i < part.length(); i++) {
      if (at + i >= end || lower(text[at + i]) != part.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lower(byte letter) {
    return letter | 0x20;
  }
}
