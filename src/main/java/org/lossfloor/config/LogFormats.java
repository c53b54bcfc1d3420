package org.lossfloor.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * All log formats: those that {@code META-INF/services/org.lossfloor.config.LogFormat} names in any
 * jar of the class path.
 */
public final class LogFormats {
  private static final List<LogFormat> ALL = new ArrayList<>();

  /** Formats that a jar names and that cannot be had, with the reason of each. */
  private static final List<String> UNUSABLE = new ArrayList<>();

  static {
    // The loader of this class, not that of the thread: Spark's threads have others.
    Iterator<LogFormat> named =
        ServiceLoader.load(LogFormat.class, LogFormats.class.getClassLoader()).iterator();
    while (addNext(named)) {}
    ALL.sort(Comparator.comparing(LogFormat::code));
  }

  private LogFormats() {}

  /** A format of somebody else's that does not load must not take the others with it. */
  private static boolean addNext(Iterator<LogFormat> named) {
    try {
      if (!named.hasNext()) {
        return false;
      }
      ALL.add(named.next());
    } catch (ServiceConfigurationError | LinkageError e) {
      UNUSABLE.add(String.valueOf(e.getMessage()));
    }
    return true;
  }

  /**
   * Returns all formats.
   *
   * @return the formats by name, each the same object at every call
   */
  public static List<LogFormat> all() {
    return Collections.unmodifiableList(ALL);
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
    String formats = ALL.stream().map(LogFormat::code).collect(Collectors.joining(", "));
    String others =
        UNUSABLE.isEmpty() ? "" : " (others cannot be loaded: " + String.join("; ", UNUSABLE) + ")";
    return "one of " + formats + others;
  }
}
