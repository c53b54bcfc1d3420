package org.lossfloor.config.yaml;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lossfloor.config.yaml.YamlNode.Kind;
import org.lossfloor.config.yaml.YamlNode.Place;
import org.lossfloor.error.ConfigException;

/** Reads YAML into nodes that know their line and column, so that every message can name them. */
public final class YamlReader {
  private static final YAMLFactory FACTORY = new YAMLFactory();

  /** What became a key of its own without a value because a space is missing. */
  private static final Pattern UNSPACED = Pattern.compile("[\\w.]+:[^\\s].*");

  private final String file;
  private final YAMLParser parser;

  private YamlReader(String file, YAMLParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads one document.
   *
   * @param file the name for messages
   * @param text the YAML
   * @return its root
   * @throws ConfigException when it is not YAML, is empty, or repeats a key
   */
  public static YamlNode read(String file, String text) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      YamlReader reader = new YamlReader(file, parser);
      if (parser.nextToken() == null) {
        throw new ConfigException("the file is empty", file, "Start from conf/audit.example.yaml.");
      }
      YamlNode root = reader.node();
      if (parser.nextToken() != null) {
        throw new ConfigException(
            "a second document follows", reader.place().toString(), "Keep one document a file.");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw syntax(file, text, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ConfigException syntax(String file, String text, JsonProcessingException e) {
    Optional<YamlSlip> slip = YamlSlip.of(text, e.getCause());
    if (slip.isPresent()) {
      String place = slip.get().place(file).toString();
      return new ConfigException("not valid YAML: " + slip.get().what(), place, slip.get().mend());
    }
    JsonLocation at = e.getLocation();
    String where = at == null ? file : new Place(file, at.getLineNr(), at.getColumnNr()).toString();
    String what = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return new ConfigException(
        "not valid YAML: " + what, where, "Check indentation, quotes and brackets there.");
  }

  private Place place() {
    JsonLocation at = parser.currentTokenLocation();
    return new Place(file, at.getLineNr(), at.getColumnNr());
  }

  private YamlNode node() throws IOException {
    Place place = place();
    if (parser.isCurrentAlias()) {
      throw new ConfigException(
          "a text without quotes cannot start with `*`; aliases of YAML are not read",
          place.toString(),
          "Put the text in quotes, or write the value out.");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(place);
      case START_ARRAY -> list(place);
      case VALUE_NULL -> YamlNode.scalar(Kind.NULL, "", place);
      default -> YamlNode.scalar(Kind.SCALAR, parser.getText(), place);
    };
  }

  private YamlNode mapping(Place place) throws IOException {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Place> keys = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Place keyPlace = place();
      if (keys.put(key, keyPlace) != null) {
        throw new ConfigException(
            "the key `" + key + "` is given twice", keyPlace.toString(), "Keep one of them.");
      }
      boolean empty = parser.nextToken() == JsonToken.VALUE_NULL;
      if (empty && UNSPACED.matcher(key).matches()) {
        String name = key.substring(0, key.indexOf(':'));
        throw new ConfigException(
            "no space after the colon of `" + name + ":`",
            keyPlace.toString(),
            "Write `" + name + ": ` and then the value.");
      }
      entries.put(key, node());
    }
    return new YamlNode(Kind.MAPPING, "", List.of(), entries, keys, place);
  }

  private YamlNode list(Place place) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new YamlNode(Kind.LIST, "", items, Map.of(), Map.of(), place);
  }
}
