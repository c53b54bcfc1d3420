package org.lossfloor.read.record;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Names of fields that plainly hold the state of a trial. */
public final class StateNames {
  private static final Pattern NAME =
      Pattern.compile("(?i)(.*[^a-z])?[a-z]*(state|status|outcome|conclusion)(_?raw)?");
  private static final String[] PARTS = {"stat", "outcome", "conclusion"};

  /** Each part has one of its first four letters at every fourth byte, so only those are read. */
  private static final int SHORTEST = 4;

  /** A bit for each of these letters. */
  private static final int LETTERS =
      Arrays.stream(PARTS)
          .flatMapToInt(part -> part.substring(0, SHORTEST).chars())
          .reduce(0, (bits, letter) -> bits | 1 << (letter - 'a'));

  private StateNames() {}

  public static boolean isOne(String field) {
    return NAME.matcher(field).matches();
  }

  /**
   * Whether a text may hold such a name. The check costs little compared with parsing, because most
   * texts hold none.
   */
  public static boolean mayBeIn(byte[] text, int from, int length) {
    int end = from + length;
    for (int i = from + SHORTEST - 1; i < end; i += SHORTEST) {
      if (isLetter(lower(text[i])) && isWithin(text, from, i, end)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLetter(int letter) {
    return letter >= 'a' && letter <= 'z' && (LETTERS & (1 << (letter - 'a'))) != 0;
  }

  /** Whether a byte is one of the first four of such a part. */
  private static boolean isWithin(byte[] text, int from, int at, int end) {
    for (String part : PARTS) {
      for (int i = 0; i < SHORTEST && at - i >= from; i++) {
        if (lower(text[at]) == part.charAt(i) && begins(text, at - i, end, part)) {
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
