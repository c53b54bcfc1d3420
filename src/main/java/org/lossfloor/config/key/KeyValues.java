package org.lossfloor.config.key;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.error.UserException;

/**
 * Values of keys. Every value has passed the check of its key, so that whoever takes it need not
 * check it again.
 *
 * @param given the name of a key, with its section, to its value
 */
public record KeyValues(Map<String, Object> given) implements Serializable {
  /** No value at all: every key has its default. */
  public static final KeyValues NONE = new KeyValues(Map.of());

  /** Copies the values. */
  public KeyValues {
    given = Map.copyOf(given);
  }

  /**
   * The value in force.
   *
   * @param <T> its type
   * @param key the key
   * @return what is given, else the key's default
   * @throws IllegalStateException if the key has neither
   */
  public <T> T get(Key<T> key) {
    return find(key).orElseThrow(() -> new IllegalStateException("no value of " + key.id()));
  }

  /**
   * The value in force, of a key that need not have any.
   *
   * @param <T> its type
   * @param key the key
   * @return what is given, else the key's default, else nothing
   */
  @SuppressWarnings("unchecked") // only `with` adds values, each of its key's type
  public <T> Optional<T> find(Key<T> key) {
    return has(key) ? Optional.of((T) given.get(key.id())) : key.fallback();
  }

  /**
   * Whether a value is given.
   *
   * @param key the key
   * @return false where its default holds
   */
  public boolean has(Key<?> key) {
    return given.containsKey(key.id());
  }

  /**
   * The same values but for one.
   *
   * @param <T> its type
   * @param key the key
   * @param value its value
   * @return a copy
   */
  public <T> KeyValues with(Key<T> key, T value) {
    Map<String, Object> all = new HashMap<>(given);
    all.put(key.id(), value);
    return new KeyValues(all);
  }

  /** The same values without that of one key. */
  public KeyValues without(Key<?> key) {
    Map<String, Object> all = new HashMap<>(given);
    all.remove(key.id());
    return new KeyValues(all);
  }

  /**
   * The same values but for one, which is read from text.
   *
   * @param <T> its type
   * @param key the key
   * @param text what a person typed
   * @return a copy
   * @throws UserException if the text is no value of the key; it names the key's flag
   */
  public <T> KeyValues withText(Key<T> key, String text) {
    return with(key, key.parse(text));
  }

  /**
   * Puts these values above others.
   *
   * @param base what holds where these say nothing
   * @return both
   */
  public KeyValues over(KeyValues base) {
    Map<String, Object> all = new HashMap<>(base.given);
    all.putAll(given);
    return new KeyValues(all);
  }

  /** Puts these values above the defaults of a section, so that all in force are given. */
  public KeyValues complete(Key.Section section) {
    KeyValues usual = NONE;
    for (Key<?> key : section.keys()) {
      usual = usual.withFallback(key);
    }
    return over(usual);
  }

  private <T> KeyValues withFallback(Key<T> key) {
    return key.fallback().map(value -> with(key, value)).orElse(this);
  }

  /** The values in force of a section's keys, as a file has them. */
  public SortedMap<String, Object> settings(Key.Section section) {
    SortedMap<String, Object> all = new TreeMap<>();
    section.keys().forEach(key -> put(key, all));
    return all;
  }

  private <T> void put(Key<T> key, SortedMap<String, Object> all) {
    find(key).ifPresent(value -> all.put(key.key(), key.type().plain().apply(value)));
  }
}
