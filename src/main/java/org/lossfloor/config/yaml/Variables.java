package org.lossfloor.config.yaml;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.yaml.YamlNode.Place;
import org.lossfloor.error.ConfigException;
import org.lossfloor.error.Nearest;

/**
 * The values of variables in a configuration, as a shell writes them: a default follows {@code :-}
 * and holds where the variable is empty or not set, and a second dollar sign escapes the first.
 * Keys have no variables, and a value is not looked at again for more.
 *
 * @param values name to value
 */
public record Variables(Map<String, String> values) {
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";
  private static final Pattern ONE =
      Pattern.compile(
          "\\$(?<escape>\\$\\{)|\\$\\{(?:(?<name>" + NAME + ")(?::-(?<other>[^}]*))?})?");

  /** Copies the map. */
  public Variables {
    values = Map.copyOf(values);
  }

  /**
   * The variables of this process.
   *
   * @param given what the command line defines; it goes before the environment
   * @return both together
   * @throws ConfigException if a name cannot be one
   */
  public static Variables ofEnvironment(Map<String, String> given) {
    given.keySet().forEach(Variables::requireName);
    Map<String, String> all = new HashMap<>(System.getenv());
    all.putAll(given);
    return new Variables(all);
  }

  private static void requireName(String name) {
    if (!name.matches(NAME)) {
      throw new ConfigException(
          "`" + name + "` cannot be the name of a variable",
          "--define",
          "Use letters, digits and `_`, and no digit first.");
    }
  }

  /**
   * Writes a text so that {@link #in} gives it back.
   *
   * @param text any text
   * @return the same without variables
   */
  public static String escaped(String text) {
    return text.replace("${", "$${");
  }

  /**
   * Puts values in the place of variables.
   *
   * @param node any part of a configuration
   * @return the same part without variables
   * @throws ConfigException if a variable has no value, or what starts like one is none
   */
  public YamlNode in(YamlNode node) {
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    node.entries().forEach((key, value) -> entries.put(key, in(value)));
    return new YamlNode(
        node.kind(),
        in(node.text(), node.place()),
        node.items().stream().map(this::in).toList(),
        entries,
        node.keys(),
        node.place());
  }

  private String in(String text, Place place) {
    return ONE.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value((Matcher) found, text, place)));
  }

  private String value(Matcher found, String text, Place place) {
    if (found.group("escape") != null) {
      return found.group("escape");
    }
    String name = found.group("name");
    if (name == null) {
      throw new ConfigException(
          "`${` starts no variable in `" + text + "`",
          place.toString(),
          "Write ${NAME} or ${NAME:-default}, or $${ for the characters themselves.");
    }
    String value = values.get(name);
    String other = found.group("other");
    if (other != null && (value == null || value.isEmpty())) {
      return other;
    }
    if (value == null) {
      throw new ConfigException(
          "the variable `" + name + "` is not set",
          place.toString(),
          Nearest.mend(
              name,
              values.keySet(),
              "Set it in the environment, give it by --define "
                  + name
                  + "=VALUE, or write ${"
                  + name
                  + ":-default}."));
    }
    return value;
  }
}
