package org.lossfloor.read.database;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.record.UnreadableRecord;

/**
 * A row of a table. SQLite keeps any type in any column, so every value is a text until it is asked
 * for as something else.
 *
 * @param table the table, for messages
 * @param values the values by column, as the driver gives them; null where there is none
 */
public record DatabaseRow(String table, Map<String, Object> values) {
  /** Copies the values. */
  public DatabaseRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * Returns a value.
   *
   * @param column its column
   * @return its text, numbers in full precision, times in ISO 8601; nothing where there is none, or
   *     no such column
   */
  public Optional<String> text(String column) {
    return Optional.ofNullable(values.get(column)).map(DatabaseRow::written);
  }

  private static String written(Object value) {
    if (value instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    return value.toString();
  }

  /**
   * Returns a whole number.
   *
   * @param column its column
   * @return the number; nothing where there is none, or no such column
   * @throws UnreadableRecord when it is something else
   */
  public Optional<Long> whole(String column) throws UnreadableRecord {
    Object value = values.get(column);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return Optional.of(((Number) value).longValue());
    }
    try {
      return Optional.of(Long.valueOf(written(value).strip()));
    } catch (NumberFormatException e) {
      throw new UnreadableRecord(
          "table `%s`: `%s` is `%s`, not a whole number".formatted(table, column, written(value)));
    }
  }

  /**
   * Returns a flag.
   *
   * @param column its column
   * @return whether it is set
   */
  public boolean flag(String column) {
    return text(column).filter(DatabaseRow::isTrue).isPresent();
  }

  private static boolean isTrue(String text) {
    return List.of("1", "true", "t").contains(text.strip().toLowerCase(Locale.ROOT));
  }
}
