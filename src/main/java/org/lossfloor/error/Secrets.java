package org.lossfloor.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes passwords, keys and tokens out of whatever is shown or stored: manifests, tables, messages.
 * What is masked becomes {@value #MASK}; the rest of the text stays as it is.
 */
public final class Secrets {
  /** What stands in place of a secret. */
  public static final String MASK = "***";

  /** One spelling of a secret; the groups around it stay. */
  private record Spelling(Pattern pattern, String shown) {
    static Spelling of(String regex, String shown) {
      return new Spelling(Pattern.compile(regex), shown);
    }
  }

  /** Names whose value is a secret wherever they stand. */
  private static final String NAME =
      "(?i:[\\w.$-]*(?:password|passwd|passphrase|secret)"
          + "|[\\w.$-]*(?:secret|access|account|api|private|auth|shared|encryption)[._-]?key"
          + "|[\\w.$-]*(?:access|auth|session|security|refresh|bearer|api|sas)[._-]?token"
          + "|AWSAccessKeyId|SharedAccessSignature"
          + "|X-(?:Amz|Goog)-(?:Signature|Credential|Security-Token))";

  /** Names whose value is a secret where they are parameters of an address. */
  private static final String PARAMETER = "(?i:pwd|token|id_token|credentials?|sig|signature|auth)";

  /** The rest of a value. */
  private static final String VALUE = "=(?!\\*)[^\\s&;,\"'`)}\\]]+";

  /** A character of a user's name in an address. */
  private static final String USER = "[^\\s/:@\\[\\]\"'`<>,]";

  private static final List<Spelling> SPELLINGS =
      List.of(
          // An address up to its path: whatever stands between `user:` and the last `@`.
          Spelling.of("(://)" + USER + "*:[^\\s/\"'`<>]*@", "$1" + MASK + "@"),
          // A key with a slash in it. A port is no key, so that nn:8020/run@v2 stays.
          Spelling.of(
              "(://)" + USER + "+:(?!/|\\d{1,5}(?:\\W|$))[^\\s@\"'`<>]*@", "$1" + MASK + "@"),
          Spelling.of("(jdbc:oracle:\\w+:)[^\\s/@]+/[^\\s@]+@", "$1" + MASK + "@"),
          // name=value in an address, a connection string or an option.
          Spelling.of("(?<![\\w./%-])(" + NAME + ")" + VALUE, "$1=" + MASK),
          Spelling.of("(?<=[?&;])(" + PARAMETER + ")" + VALUE, "$1=" + MASK),
          // name: value, as YAML, JSON and headers have it.
          Spelling.of(
              "(?<![\\w./%-])(\"?(?i:[\\w.-]*(?:password|passwd|passphrase|[._-]secret)"
                  + "|[\\w.-]*(?:secret|access|account|api|private)[._-]?key"
                  + "|[\\w.-]*(?:access|auth|session|refresh|api)[._-]token)\"?: ?\"?)"
                  + "[^\\s\"'`,;)}\\]]+",
              "$1" + MASK),
          Spelling.of("(?i)\\b(bearer|authorization: *\\w+) +[\\w.~+/=-]{12,}", "$1 " + MASK),
          Spelling.of("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", MASK),
          Spelling.of("\\bgh[pousr]_[0-9A-Za-z]{30,}\\b|\\bgithub_pat_\\w{30,}\\b", MASK),
          Spelling.of("\\bglpat-[\\w-]{20,}|\\bxox[abeoprs]-[\\w-]{10,}", MASK),
          Spelling.of("\\bhf_[0-9A-Za-z]{30,}\\b|\\bdapi[0-9a-f]{32}\\b", MASK),
          Spelling.of("\\bsk-(?:proj-|ant-api\\d\\d-)?[0-9A-Za-z]{32,}[\\w-]*", MASK),
          Spelling.of("\\bAIza[\\w-]{35}", MASK),
          Spelling.of("\\beyJ[\\w-]{8,}\\.eyJ[\\w-]{8,}\\.[\\w-]*", MASK),
          Spelling.of(
              "(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
              MASK));

  /** Words that make a name one of a secret wherever they stand in it. */
  private static final Set<String> TELLING =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "secret",
          "secrets",
          "credential",
          "credentials",
          "apikey",
          "accesskey",
          "secretkey");

  /** What stands before `key` in the name of a secret. */
  private static final Set<String> KEYS =
      Set.of("access", "account", "api", "private", "secret", "shared", "auth", "encryption");

  /** What stands before `token` where that is a piece of text. */
  private static final Set<String> TEXT =
      Set.of(
          "max", "min", "n", "num", "per", "pad", "eos", "bos", "mask", "unk", "special", "cls",
          "sep", "by", "each", "end", "start", "next", "last", "first");

  private Secrets() {}

  /**
   * Masks the secrets in a text: credentials in an address ({@code s3a://key:secret@bucket}),
   * parameters such as {@code password=} and {@code X-Amz-Signature=}, and what has the form of a
   * well-known key.
   *
   * @param text any text; a path without credentials comes back as it is
   * @return the text with {@value #MASK} in place of every secret
   */
  public static String masked(String text) {
    String masked = text;
    for (Spelling spelling : SPELLINGS) {
      masked = spelling.pattern().matcher(masked).replaceAll(spelling.shown());
    }
    return masked;
  }

  /**
   * Whether the value of a setting is a secret by the setting's name.
   *
   * @param name the name, for example {@code fs.s3a.secret.key} or {@code apiToken}
   * @return true for passwords, keys and tokens; false for {@code max_tokens} and its like
   */
  public static boolean isSecret(String name) {
    List<String> words =
        Arrays.stream(name.split("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])"))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .toList();
    if (words.stream().anyMatch(TELLING::contains)) {
      return true;
    }
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    String before = words.size() < 2 ? "" : words.get(words.size() - 2);
    return (last.equals("token") && !TEXT.contains(before))
        || (words.contains("key")
            && KEYS.contains(words.get(Math.max(0, words.indexOf("key") - 1))));
  }

  /**
   * Masks the secrets in all texts of a JSON value, and every single value under the name of a
   * secret.
   *
   * @param json any JSON
   * @return the same with {@value #MASK} in place of every secret
   */
  public static JsonNode masked(JsonNode json) {
    if (json.isTextual()) {
      return JsonNodeFactory.instance.textNode(masked(json.textValue()));
    }
    if (json.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode(json.size());
      json.forEach(item -> items.add(masked(item)));
      return items;
    }
    if (!json.isObject()) {
      return json;
    }
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    json.properties().forEach(e -> fields.set(e.getKey(), masked(e.getKey(), e.getValue())));
    return fields;
  }

  private static JsonNode masked(String name, JsonNode value) {
    boolean secret = value.isValueNode() && !value.isNull() && isSecret(name);
    return secret ? JsonNodeFactory.instance.textNode(MASK) : masked(value);
  }
}
