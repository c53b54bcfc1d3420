package org.lossfloor.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A piece of a YAML file that knows where it stands.
 *
 * @param kind what it is
 * @param text the text of a scalar, else empty
 * @param items the items of a list, else empty
 * @param entries the entries of a mapping in the order of the file, else empty
 * @param keys where the key of each entry stands
 * @param place where it stands
 */
public record YamlNode(
    Kind kind,
    String text,
    List<YamlNode> items,
    Map<String, YamlNode> entries,
    Map<String, Place> keys,
    Place place) {
  public enum Kind {
    SCALAR("a single value"),
    NULL("nothing"),
    LIST("a list"),
    MAPPING("a mapping");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** A position in a file; line and column count from 1. */
  public record Place(String file, int line, int column) {
    @Override
    public String toString() {
      return file + ", line " + line + ", column " + column;
    }
  }

  static YamlNode scalar(Kind kind, String text, Place place) {
    return new YamlNode(kind, text, List.of(), Map.of(), Map.of(), place);
  }

  /** This mapping, with the entries of another one where it has none of that key. */
  public YamlNode over(YamlNode other) {
    if (kind != Kind.MAPPING) {
      return this;
    }
    Map<String, YamlNode> all = new LinkedHashMap<>(other.entries);
    Map<String, Place> places = new LinkedHashMap<>(other.keys);
    all.putAll(entries);
    places.putAll(keys);
    return new YamlNode(kind, text, items, all, places, place);
  }

  /** The value as a message shows it. */
  public String shown() {
    return kind == Kind.SCALAR ? "`" + text + "`" : kind.words();
  }
}
