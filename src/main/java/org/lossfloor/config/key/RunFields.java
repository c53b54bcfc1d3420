package org.lossfloor.config.key;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lossfloor.error.ConfigException;

/**
 * The fields about the run itself.
 *
 * @param values values of the keys of a source
 */
public record RunFields(KeyValues values) {
  /**
   * The field with the position in the order of the draws.
   *
   * @return the field, if there is one
   */
  public Optional<String> number() {
    return values.find(Key.TRIAL_NUMBER);
  }

  /**
   * The field with the training seed.
   *
   * @return the field, if there is one
   */
  public Optional<String> seed() {
    return values.find(Key.SEED);
  }

  /**
   * The field with the scores of several runs of a trial.
   *
   * @return the field, if there is one
   */
  public Optional<String> executions() {
    return values.find(Key.EXECUTIONS);
  }

  /**
   * The field with the start.
   *
   * @return the field, if there is one
   */
  public Optional<String> start() {
    return values.find(Key.START_TIME);
  }

  /**
   * The field with the end.
   *
   * @return the field, if there is one
   */
  public Optional<String> end() {
    return values.find(Key.END_TIME);
  }

  /**
   * The field with the duration in seconds.
   *
   * @return the field, if there is one
   */
  public Optional<String> duration() {
    return values.find(Key.DURATION);
  }

  /**
   * The zone of times that name none.
   *
   * @return the zone
   */
  public ZoneId timezone() {
    return values.get(Key.TIMEZONE);
  }

  /**
   * How times are written that are neither ISO 8601 nor numbers.
   *
   * @return patterns of {@code java.time}
   */
  public List<String> timeFormats() {
    return values.find(Key.TIME_FORMAT).orElse(List.of());
  }

  /** Refuses what is no pattern of a time. */
  public static void check(Settings settings) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    for (String pattern : settings.texts(Key.TIME_FORMAT)) {
      try {
        builder.appendPattern(pattern);
      } catch (IllegalArgumentException e) {
        throw new ConfigException(
            "`" + pattern + "` is not a time pattern: " + e.getMessage(),
            settings.place(),
            "Write a pattern of java.time such as dd-MM-yyyy HH:mm.");
      }
    }
  }

  static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The fields in use. */
  public Stream<String> fields() {
    return Stream.of(number(), seed(), executions(), start(), end(), duration())
        .flatMap(Optional::stream);
  }
}
