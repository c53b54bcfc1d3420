package org.lossfloor.read.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what Python's {@code repr} writes, as JSON: trackers put dicts into cells of tables that
 * way, and no library on Maven Central reads them.
 *
 * <table>
 * <caption>What becomes what</caption>
 * <tr><th>Python</th><th>JSON</th></tr>
 * <tr><td>dict, {@code OrderedDict}, {@code defaultdict}; keys of any kind</td><td>object</td></tr>
 * <tr><td>list, tuple, set, arrays of NumPy and tensors</td><td>array</td></tr>
 * <tr><td>str, bytes, paths</td><td>text</td></tr>
 * <tr><td>int, float, {@code nan}, {@code inf}, scalars of NumPy such as {@code np.float64(0.1)}
 *     </td><td>number</td></tr>
 * <tr><td>{@code None}, a masked value {@code --}</td><td>null</td></tr>
 * <tr><td>any other object, such as {@code SVC(C=1)} or {@code <function f at 0x7f>}</td>
 *     <td>its text as written</td></tr>
 * </table>
 *
 * <p>Anything else is refused: a key that is there twice, text behind the value, a name that is no
 * literal, brackets nested more than {@value #DEEPEST} deep.
 */
public final class PythonLiteral {
  /** How deep brackets may be nested. */
  public static final int DEEPEST = 100;

  /** A whole number with more digits is read as a double: its value is beyond any use. */
  private static final int MOST_DIGITS = 400;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");
  private static final Pattern INFINITE = Pattern.compile("-\\s*(?:inf|Infinity)\\b");

  /** Calls that stand for their first argument; those of NumPy end with the size of the type. */
  private static final Pattern TRANSPARENT =
      Pattern.compile(
          "(u?int|float|complex|bool|str|bytes)_?\\d*|longdouble|array|tensor|Tensor|list|tuple|set"
              + "|frozenset|Decimal|UUID|(Pure)?(Posix|Windows)?Path|mappingproxy");

  private static final Set<String> DICTS = Set.of("dict", "OrderedDict", "Counter");

  private static final Map<String, JsonNode> WORDS =
      Map.of(
          "None", NODES.nullNode(),
          "True", NODES.booleanNode(true),
          "False", NODES.booleanNode(false),
          "nan", NODES.numberNode(Double.NaN),
          "NaN", NODES.numberNode(Double.NaN),
          "inf", NODES.numberNode(Double.POSITIVE_INFINITY),
          "Infinity", NODES.numberNode(Double.POSITIVE_INFINITY),
          "masked", NODES.nullNode());

  /** A text that is no literal; without a stack trace, and never seen outside. */
  private static final class NoLiteral extends Exception {
    private static final long serialVersionUID = 1L;

    NoLiteral() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private int at;
  private int depth;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /**
   * Reads a value.
   *
   * @param text the text
   * @return the value; nothing if the text is not exactly one literal
   */
  public static Optional<JsonNode> parse(String text) {
    PythonLiteral parser = new PythonLiteral(text);
    try {
      JsonNode value = parser.value();
      parser.blanks();
      return parser.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NoLiteral e) {
      return Optional.empty();
    }
  }

  private JsonNode value() throws NoLiteral {
    blanks();
    char c = peek();
    return switch (c) {
      case '{' -> braces();
      case '[' -> items('[', ']');
      case '(' -> parentheses();
      case '\'', '"' -> strings();
      case '<' -> NODES.textNode(enclosed());
      default -> Character.isLetter(c) || c == '_' ? named() : number();
    };
  }

  /** A dict, or a set; the first value tells. */
  private JsonNode braces() throws NoLiteral {
    deeper('{');
    blanks();
    if (peek() == '}') {
      return closed('}', NODES.objectNode());
    }
    JsonNode first = value();
    blanks();
    if (peek() != ':') {
      ArrayNode set = NODES.arrayNode().add(first);
      separate('}');
      return rest(set, '}');
    }
    ObjectNode dict = NODES.objectNode();
    entry(dict, first);
    while (peek() != '}') {
      entry(dict, value());
    }
    return closed('}', dict);
  }

  private void entry(ObjectNode dict, JsonNode key) throws NoLiteral {
    blanks();
    expect(':');
    put(dict, key, value());
    separate('}');
  }

  private <T> T closed(char close, T value) throws NoLiteral {
    expect(close);
    depth--;
    return value;
  }

  private static void put(ObjectNode object, JsonNode key, JsonNode value) throws NoLiteral {
    String name = key.isValueNode() ? pythonic(key) : key.toString();
    if (object.has(name)) {
      throw new NoLiteral();
    }
    object.set(name, value);
  }

  private static String pythonic(JsonNode key) {
    if (key.isNull()) {
      return "None";
    }
    return key.isBoolean() ? key.asBoolean() ? "True" : "False" : key.asText();
  }

  private ArrayNode items(char open, char close) throws NoLiteral {
    deeper(open);
    blanks();
    return rest(NODES.arrayNode(), close);
  }

  private ArrayNode rest(ArrayNode array, char close) throws NoLiteral {
    while (peek() != close) {
      array.add(value());
      separate(close);
    }
    return closed(close, array);
  }

  /** A tuple, or a value in parentheses. */
  private JsonNode parentheses() throws NoLiteral {
    int start = at;
    ArrayNode items = items('(', ')');
    boolean tuple = text.substring(start, at - 1).stripTrailing().endsWith(",");
    return items.size() == 1 && !tuple ? items.get(0) : items;
  }

  private void separate(char close) throws NoLiteral {
    blanks();
    if (peek() != close) {
      expect(',');
      blanks();
    }
  }

  /** Strings beside each other are one. */
  private JsonNode strings() throws NoLiteral {
    StringBuilder joined = new StringBuilder();
    int end = at;
    while (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      string(joined);
      end = at;
      blanks();
    }
    at = end;
    return NODES.textNode(joined.toString());
  }

  private void string(StringBuilder into) throws NoLiteral {
    char quote = next();
    for (char c = next(); c != quote; c = next()) {
      if (c == '\\') {
        escape(next(), into);
      } else {
        into.append(c);
      }
    }
  }

  private void escape(char c, StringBuilder into) throws NoLiteral {
    switch (c) {
      case 'n' -> into.append('\n');
      case 't' -> into.append('\t');
      case 'r' -> into.append('\r');
      case '\\', '\'', '"' -> into.append(c);
      case 'x' -> into.appendCodePoint(hex(2));
      case 'u' -> into.appendCodePoint(hex(4));
      case 'U' -> into.appendCodePoint(hex(8));
      default -> into.append('\\').append(c);
    }
  }

  private int hex(int digits) throws NoLiteral {
    if (at + digits > text.length()) {
      throw new NoLiteral();
    }
    try {
      int point = Integer.parseInt(text.substring(at, at + digits), 16);
      at += digits;
      if (Character.isValidCodePoint(point)) {
        return point;
      }
      throw new NoLiteral();
    } catch (NumberFormatException e) {
      throw new NoLiteral();
    }
  }

  private JsonNode number() throws NoLiteral {
    if (text.startsWith("--", at)) {
      at += 2;
      return NODES.nullNode();
    }
    if (matched(INFINITE) != null) {
      return NODES.numberNode(Double.NEGATIVE_INFINITY);
    }
    String digits = matched(NUMBER);
    if (digits == null || (at < text.length() && Character.isLetter(text.charAt(at)))) {
      throw new NoLiteral();
    }
    return numeric(digits.replace("_", ""));
  }

  private static JsonNode numeric(String digits) {
    if (digits.length() > MOST_DIGITS || !INTEGER.matcher(digits).matches()) {
      return NODES.numberNode(Double.parseDouble(digits));
    }
    BigInteger whole = new BigInteger(digits);
    return whole.bitLength() < Long.SIZE
        ? NODES.numberNode(whole.longValue())
        : NODES.numberNode(whole);
  }

  /** A constant, bytes, or the call of a constructor. */
  private JsonNode named() throws NoLiteral {
    int start = at;
    String name = matched(NAME);
    char follows = at < text.length() ? text.charAt(at) : ' ';
    if (name.equals("b") && (follows == '\'' || follows == '"')) {
      return strings();
    }
    if (follows == '(') {
      return call(start, name.substring(name.lastIndexOf('.') + 1));
    }
    JsonNode word = WORDS.get(name.replaceFirst("^(np|numpy|math|torch)\\.", ""));
    if (word == null && name.indexOf('.') < 0) {
      throw new NoLiteral();
    }
    return word == null ? NODES.textNode(name) : word;
  }

  private JsonNode call(int start, String name) throws NoLiteral {
    String arguments = enclosed();
    PythonLiteral inner = new PythonLiteral(arguments.substring(1, arguments.length() - 1));
    inner.depth = depth + 1;
    try {
      inner.shallow();
      if (TRANSPARENT.matcher(name).matches()) {
        return inner.first();
      }
      if (DICTS.contains(name)) {
        return object(inner.first());
      }
      if (name.equals("defaultdict")) {
        inner.value();
        inner.separate(')');
        return object(inner.first());
      }
    } catch (NoLiteral e) {
      // Its text says what it is.
    }
    return NODES.textNode(text.substring(start, at));
  }

  /** The first argument of a call; those behind it, such as a type, have names. */
  private JsonNode first() throws NoLiteral {
    blanks();
    if (at == text.length()) {
      return NODES.arrayNode();
    }
    JsonNode value = value();
    blanks();
    if (at < text.length()) {
      expect(',');
    }
    return value;
  }

  /** A dict from what its constructor takes. */
  private static JsonNode object(JsonNode argument) throws NoLiteral {
    if (argument.isObject()) {
      return argument;
    }
    ObjectNode object = NODES.objectNode();
    for (JsonNode pair : argument) {
      if (!pair.isArray() || pair.size() != 2) {
        throw new NoLiteral();
      }
      put(object, pair.get(0), pair.get(1));
    }
    return object;
  }

  /** The text from a bracket to the one that closes it; brackets in strings do not count. */
  private String enclosed() throws NoLiteral {
    int start = at;
    char open = peek();
    char close = open == '<' ? '>' : ')';
    int unclosed = 0;
    do {
      char c = next();
      if (c == '\'' || c == '"') {
        at--;
        string(new StringBuilder());
      } else if (c == open) {
        unclosed++;
      } else if (c == close) {
        unclosed--;
      }
    } while (unclosed > 0);
    return text.substring(start, at);
  }

  private void deeper(char open) throws NoLiteral {
    expect(open);
    depth++;
    shallow();
  }

  private void shallow() throws NoLiteral {
    if (depth > DEEPEST) {
      throw new NoLiteral();
    }
  }

  private String matched(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    at = matcher.end();
    return matcher.group();
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private char peek() throws NoLiteral {
    if (at >= text.length()) {
      throw new NoLiteral();
    }
    return text.charAt(at);
  }

  private char next() throws NoLiteral {
    char c = peek();
    at++;
    return c;
  }

  private void expect(char c) throws NoLiteral {
    if (next() != c) {
      throw new NoLiteral();
    }
  }
}
