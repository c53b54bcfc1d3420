package org.lossfloor.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fields that tell of the run itself.
 *
 * @param number the position in the order of the draws
 * @param seed the training seed
 * @param start when it started
 * @param end when it ended
 * @param duration how long it ran, in seconds
 * @param timezone the zone of times that name none
 */
public record RunFields(
    Optional<String> number,
    Optional<String> seed,
    Optional<String> start,
    Optional<String> end,
    Optional<String> duration,
    ZoneId timezone) {

  static RunFields load(Settings settings) {
    return new RunFields(
        settings.text(Key.TRIAL_NUMBER),
        settings.text(Key.SEED),
        settings.text(Key.START_TIME),
        settings.text(Key.END_TIME),
        settings.text(Key.DURATION),
        settings
            .parsed(Key.TIMEZONE, RunFields::zone, "a time zone such as UTC or Europe/Berlin")
            .orElse(ZoneOffset.UTC));
  }

  private static Optional<ZoneId> zone(String text) {
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
  }
}
