package org.lossfloor.read.trial;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Times as logs spell them: ISO 8601 with or without a zone, or a number since 1970. The unit of a
 * number follows from its size: as seconds, 1e11 would be the year 5138; as milliseconds, 1e14
 * would be the same; and so on to nanoseconds. A time outside the years 1 to 9999 counts as absent.
 */
final class LoggedTime {
  private static final double MILLISECONDS_FROM = 1e11;
  private static final double MICROSECONDS_FROM = 1e14;
  private static final double NANOSECONDS_FROM = 1e17;
  private static final TemporalQuery<?>[] READINGS = {
    ZonedDateTime::from, LocalDateTime::from, LocalDate::from
  };
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private static final Set<String> NONE = Set.of("none", "null", "nan", "nat", "na", "n/a", "<na>");

  private final ZoneId zone;
  private final List<DateTimeFormatter> formats;

  /** Times that may also be written by some patterns, which are tried first. */
  LoggedTime(ZoneId zone, List<String> patterns) {
    this.zone = zone;
    formats = patterns.stream().map(p -> DateTimeFormatter.ofPattern(p, Locale.ENGLISH)).toList();
  }

  /** Reads a time in any of the ways. */
  Optional<Instant> parse(String text) {
    for (DateTimeFormatter format : isTold(text) ? formats : List.<DateTimeFormatter>of()) {
      try {
        return Optional.of(instant(format.parseBest(text.strip(), READINGS)));
      } catch (DateTimeException e) {
        // Another pattern may fit.
      }
    }
    return parse(text, zone);
  }

  private Instant instant(TemporalAccessor time) {
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    return time instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : ((LocalDate) time).atStartOfDay(zone).toInstant();
  }

  /** Whether a text is meant as a time. */
  static boolean isTold(String text) {
    return text != null && !text.isBlank() && !NONE.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /**
   * Reads a time.
   *
   * @param text the text, or null
   * @param zone the zone of texts that name none
   * @return the time, or nothing if the text is none: a bad time does not cost the trial
   */
  static Optional<Instant> parse(String text, ZoneId zone) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    String plain = text.strip();
    Optional<Double> number = number(plain);
    Optional<Instant> time =
        number.isPresent() ? sinceEpoch(number.get()) : iso(plain.replace(' ', 'T'), zone);
    return time.filter(t -> !t.isBefore(FIRST) && t.isBefore(END));
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** To the millisecond; nothing beyond the years that can be meant. */
  private static Optional<Instant> sinceEpoch(double value) {
    double millis = value * millisInUnit(Math.abs(value));
    return Math.abs(millis) < END.toEpochMilli()
        ? Optional.of(Instant.ofEpochMilli(Math.round(millis)))
        : Optional.empty();
  }

  private static double millisInUnit(double size) {
    if (size < MILLISECONDS_FROM) {
      return 1000;
    }
    if (size < MICROSECONDS_FROM) {
      return 1;
    }
    return size < NANOSECONDS_FROM ? 1e-3 : 1e-6;
  }

  private static Optional<Instant> iso(String text, ZoneId zone) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return local(text, zone);
    }
  }

  private static Optional<Instant> local(String text, ZoneId zone) {
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
