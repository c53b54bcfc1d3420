package org.lossfloor.sweep;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words of all constants, made once: a trial is written with six of them. */
final class CodeWords {
  private static final Map<Coded, String> WORDS = new ConcurrentHashMap<>();

  private CodeWords() {}

  static String of(Coded constant) {
    String known = WORDS.get(constant);
    return known != null
        ? known
        : WORDS.computeIfAbsent(constant, c -> c.name().toLowerCase(Locale.ROOT));
  }
}
