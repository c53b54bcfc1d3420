package org.lossfloor.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lossfloor.error.ConfigException;

/**
 * Fields about the run itself.
 *
 * @param number the position in the order of the draws
 * @param seed the training seed
 * @param start when it started
 * @param end when it ended
 * @param duration how long it ran, in seconds
 * @param timezone the zone of times that name none
 * @param timeFormats how times are written besides the usual ways, as patterns of java.time
 */
public record RunFields(
    Optional<String> number,
    Optional<String> seed,
    Optional<String> start,
    Optional<String> end,
    Optional<String> duration,
    ZoneId timezone,
    List<String> timeFormats) {

  /** Copies the list. */
  public RunFields {
    timeFormats = List.copyOf(timeFormats);
  }

  static RunFields load(Settings settings, KeyValues values) {
    return new RunFields(
        settings.text(Key.TRIAL_NUMBER),
        settings.text(Key.SEED),
        settings.text(Key.START_TIME),
        settings.text(Key.END_TIME),
        settings.text(Key.DURATION),
        values.get(Key.TIMEZONE),
        patterns(settings));
  }

  private static List<String> patterns(Settings settings) {
    List<String> patterns = settings.texts(Key.TIME_FORMAT);
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    for (String pattern : patterns) {
      try {
        builder.appendPattern(pattern);
      } catch (IllegalArgumentException e) {
        throw new ConfigException(
            "`" + pattern + "` is not a time pattern: " + e.getMessage(),
            settings.place(),
            "Write a pattern of java.time such as dd-MM-yyyy HH:mm.");
      }
    }
    return patterns;
  }

  static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The fields in use. */
  Stream<String> fields() {
    return Stream.of(number, seed, start, end, duration).flatMap(Optional::stream);
  }

  void settings(Map<String, Object> all) {
    number.ifPresent(field -> all.put(Key.TRIAL_NUMBER.key(), field));
    seed.ifPresent(field -> all.put(Key.SEED.key(), field));
    start.ifPresent(field -> all.put(Key.START_TIME.key(), field));
    end.ifPresent(field -> all.put(Key.END_TIME.key(), field));
    duration.ifPresent(field -> all.put(Key.DURATION.key(), field));
    all.put(Key.TIMEZONE.key(), timezone.getId());
    if (!timeFormats.isEmpty()) {
      all.put(Key.TIME_FORMAT.key(), timeFormats);
    }
  }
}
