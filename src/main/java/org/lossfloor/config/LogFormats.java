package org.lossfloor.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * All log formats: those that {@code META-INF/services/org.lossfloor.config.LogFormat} names in any
 * jar of the class path.
 */
public final class LogFormats {
  /** The loader of this class, not that of the thread: Spark's threads have others. */
  private static final List<LogFormat> ALL =
      ServiceLoader.load(LogFormat.class, LogFormat.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(LogFormat::code))
          .toList();

  private LogFormats() {}

  /**
   * Returns all formats.
   *
   * @return the formats by name, each the same object at every call
   */
  public static List<LogFormat> all() {
    return ALL;
  }

  /**
   * Finds a format.
   *
   * @param code its name; case does not matter
   * @return the format, or nothing if none has that name
   */
  public static Optional<LogFormat> named(String code) {
    String wanted = code.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return ALL.stream().filter(format -> format.code().equals(wanted)).findFirst();
  }

  /**
   * Names all formats for people.
   *
   * @return a few words
   */
  static String words() {
    return ALL.stream().map(LogFormat::code).collect(Collectors.joining(", ", "one of ", ""));
  }
}
