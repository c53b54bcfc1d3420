package org.lossfloor.read.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** A text that holds fields or items itself, as trackers write into cells and strings. */
public final class TextValue {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private TextValue() {}

  /**
   * Reads JSON or else a Python literal.
   *
   * @param text the text
   * @return an object or array; nothing for any other text
   */
  public static Optional<JsonNode> parse(String text) {
    String plain = text.strip();
    return mayHold(plain)
        ? json(plain).or(() -> PythonLiteral.parse(plain)).filter(JsonNode::isContainerNode)
        : Optional.empty();
  }

  /** A bracket, or a word before one as in {@code OrderedDict(...)}. */
  private static boolean mayHold(String text) {
    if (text.isEmpty()) {
      return false;
    }
    char first = text.charAt(0);
    char last = text.charAt(text.length() - 1);
    return switch (last) {
      case '}' -> first == '{';
      case ']' -> first == '[';
      case ')' -> first == '(' || (Character.isLetter(first) && text.indexOf('(') > 0);
      default -> false;
    };
  }

  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
