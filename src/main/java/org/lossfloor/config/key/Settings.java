package org.lossfloor.config.key;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.config.yaml.YamlNode.Kind;
import org.lossfloor.error.ConfigException;
import org.lossfloor.error.Nearest;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.Coded;

/** One mapping of the file, read by declared keys only. */
public final class Settings {
  private final YamlNode node;
  private final Key.Section section;

  /**
   * Takes a mapping.
   *
   * @throws ConfigException when it is no mapping or holds a key that the section does not declare
   */
  public Settings(YamlNode node, Key.Section section) {
    this.node = node;
    this.section = section;
    if (node.kind() != Kind.MAPPING) {
      throw wrong(node, section.title(), "a mapping of keys to values");
    }
    List<String> known = section.keys().stream().map(Key::key).toList();
    for (String key : node.entries().keySet()) {
      if (!known.contains(key)) {
        throw unknown(key, section, known);
      }
    }
  }

  private ConfigException unknown(String key, Key.Section section, List<String> known) {
    String mend =
        Nearest.question(key, known).orElse("Known keys there: " + String.join(", ", known) + ".");
    return new ConfigException(
        "unknown key `" + key + "` in " + section.title(), node.keys().get(key).toString(), mend);
  }

  static ConfigException wrong(YamlNode at, String key, String wanted) {
    return new ConfigException(
        "`" + key + "` has to be " + wanted + ", not " + at.shown(),
        at.place().toString(),
        "Write " + wanted + " there.");
  }

  private static ConfigException misspelt(
      YamlNode at, Key<?> key, String wanted, List<String> choices) {
    ConfigException plain = wrong(at, key.key(), wanted);
    return new ConfigException(
        plain.what(), plain.where(), Nearest.mend(at.text(), choices, plain.mend()));
  }

  /** What the mapping gives. */
  public KeyValues values() {
    KeyValues values = KeyValues.NONE;
    for (Key<?> key : section.keys()) {
      values = with(values, key);
    }
    return values;
  }

  private <T> KeyValues with(KeyValues values, Key<T> key) {
    return key.type().node() == null
        ? values
        : find(key)
            .map(found -> values.with(key, key.type().node().apply(found, key)))
            .orElse(values);
  }

  /** What a part of the mapping that has keys of its own gives. */
  public KeyValues part(Key<?> key, Key.Section own) {
    return find(key).map(found -> new Settings(found, own).values()).orElse(KeyValues.NONE);
  }

  /** Where the mapping starts. */
  public String place() {
    return node.place().toString();
  }

  /** The node of a key; a key with nothing behind it counts as not given. */
  public Optional<YamlNode> find(Key<?> key) {
    return Optional.ofNullable(node.entries().get(key.key()))
        .filter(found -> found.kind() != Kind.NULL);
  }

  public YamlNode require(Key<?> key) {
    return find(key)
        .orElseThrow(
            () ->
                new ConfigException(
                    "`" + key.key() + "` is missing",
                    place(),
                    "Add `" + key.key() + ":` to this mapping."));
  }

  public Optional<String> text(Key<?> key) {
    return find(key).map(found -> scalar(found, key));
  }

  public String requiredText(Key<?> key) {
    return scalar(require(key), key);
  }

  static String scalar(YamlNode found, Key<?> key) {
    if (found.kind() != Kind.SCALAR || found.text().isEmpty()) {
      throw wrong(found, key.key(), "a single value");
    }
    return found.text();
  }

  /** A single value or a list of them. */
  public List<String> texts(Key<?> key) {
    return find(key).map(found -> texts(found, key)).orElse(List.of());
  }

  public static List<String> texts(YamlNode found, Key<?> key) {
    List<YamlNode> items = found.kind() == Kind.LIST ? found.items() : List.of(found);
    return items.stream().map(item -> scalar(item, key)).toList();
  }

  /** The items of a list that must hold at least one. */
  public List<YamlNode> items(Key<?> key) {
    return items(require(key), key);
  }

  public static List<YamlNode> items(YamlNode found, Key<?> key) {
    if (found.kind() != Kind.LIST || found.items().isEmpty()) {
      throw wrong(found, key.key(), "a list with at least one item");
    }
    return found.items();
  }

  public Map<String, String> mapping(Key<?> key) {
    return find(key).map(found -> mapping(found, key)).orElse(Map.of());
  }

  public static Map<String, String> mapping(YamlNode found, Key<?> key) {
    if (found.kind() != Kind.MAPPING) {
      throw wrong(found, key.key(), "a mapping");
    }
    Map<String, String> result = new LinkedHashMap<>();
    found.entries().forEach((name, value) -> result.put(name, scalar(value, key)));
    return result;
  }

  static String oneOf(List<? extends Coded> words) {
    return words.stream().map(Coded::code).collect(Collectors.joining(", ", "one of ", ""));
  }

  public <T> Optional<T> parsed(Key<?> key, Function<String, Optional<T>> parser, String wanted) {
    return find(key).map(found -> parse(found, key, parser, wanted));
  }

  public static <T> T parse(
      YamlNode found, Key<?> key, Function<String, Optional<T>> parser, String wanted) {
    return parse(found, key, parser, wanted, key.choices());
  }

  /** The same, where others know the words that the value can be. */
  public static <T> T parse(
      YamlNode found,
      Key<?> key,
      Function<String, Optional<T>> parser,
      String wanted,
      List<String> choices) {
    if (found.kind() != Kind.SCALAR) {
      throw wrong(found, key.key(), wanted);
    }
    return parser.apply(found.text()).orElseThrow(() -> misspelt(found, key, wanted, choices));
  }

  static String wholeWords(long least, long most) {
    return most == Long.MAX_VALUE || most == Integer.MAX_VALUE
        ? "a whole number" + (least == Long.MIN_VALUE ? "" : " of at least " + least)
        : "a whole number from " + least + " to " + most;
  }

  static Optional<Long> wholeIn(String text, long least, long most) {
    try {
      long value = Long.parseLong(text);
      return value >= least && value <= most ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  public static Optional<Double> finite(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A single value, or {@code {sd: NUMBER, df: NUMBER}}. */
  static NoiseRule noise(YamlNode found, Key<?> key, String wanted) {
    if (found.kind() != Kind.MAPPING) {
      return parse(found, key, NoiseRule::parse, wanted);
    }
    if (!found.entries().keySet().equals(Set.of(KeyType.SD, KeyType.DF))) {
      throw wrong(found, key.key(), wanted);
    }
    return NoiseRule.parse(
            KeyType.SD
                + "="
                + scalar(found.entries().get(KeyType.SD), key)
                + ","
                + KeyType.DF
                + "="
                + scalar(found.entries().get(KeyType.DF), key))
        .orElseThrow(() -> wrong(found, key.key(), "{sd: NUMBER, df: NUMBER} with df above 0"));
  }

  /** {@code [low, high]}, either of them null. */
  static Bounds bounds(YamlNode found, Key<?> key) {
    if (found.kind() != Kind.LIST || found.items().size() != 2) {
      throw wrong(found, key.key(), "a pair [low, high]");
    }
    return Bounds.of(
            end(found.items().get(0), key, Double.NEGATIVE_INFINITY),
            end(found.items().get(1), key, Double.POSITIVE_INFINITY))
        .orElseThrow(
            () ->
                new ConfigException(
                    "`"
                        + key.key()
                        + "` is not an interval: the lower bound must be below the upper",
                    found.place().toString(),
                    "Write [low, high] with low < high."));
  }

  private static double end(YamlNode item, Key<?> key, double open) {
    return item.kind() == Kind.NULL
        ? open
        : parse(item, key, Settings::finite, "a finite number or null");
  }
}
