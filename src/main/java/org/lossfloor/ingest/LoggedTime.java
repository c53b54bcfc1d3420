package org.lossfloor.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Times as logs spell them: ISO 8601 with or without a zone, seconds or milliseconds since 1970.
 */
final class LoggedTime {
  /** Seconds beyond this many are milliseconds: as seconds it would be the year 5138. */
  private static final double MILLISECONDS_FROM = 1e11;

  private LoggedTime() {}

  /**
   * Reads a time.
   *
   * @param text the text, or null
   * @param zone the zone of texts that name none
   * @return the time, or nothing when the text is none: a trial is not lost for its time
   */
  static Optional<Instant> parse(String text, ZoneId zone) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    Optional<Instant> sinceEpoch = sinceEpoch(text.strip());
    return sinceEpoch.isPresent() ? sinceEpoch : iso(text.strip().replace(' ', 'T'), zone);
  }

  private static Optional<Instant> sinceEpoch(String text) {
    try {
      double value = Double.parseDouble(text);
      double millis = Math.abs(value) >= MILLISECONDS_FROM ? value : value * 1000;
      return Double.isFinite(value)
          ? Optional.of(Instant.ofEpochMilli(Math.round(millis)))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
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
