package org.lossfloor.config.key;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.Coded;

/**
 * What the values of a key can be: how they are read, checked and written.
 *
 * @param <T> the type of a value
 * @param words what the reference says of it
 * @param wanted what a message asks for in a file
 * @param typed what a message asks for on the command line
 * @param choices the words that it can be, for suggestions; none where there are too many
 * @param node reads the value of a key in a file, or throws a {@code ConfigException}; null for a
 *     part that has keys of its own
 * @param text reads what is typed; nothing where it cannot be used
 * @param plain the value as text, number, list or mapping, which {@code node} reads back
 */
record KeyType<T>(
    String words,
    String wanted,
    String typed,
    List<String> choices,
    BiFunction<YamlNode, Key<?>, T> node,
    Function<String, Optional<T>> text,
    Function<T, Object> plain) {
  /** The keys of a noise that is estimated. */
  static final String SD = "sd";

  static final String DF = "df";

  /** A single value that is read in the same way wherever it is written. */
  static <T> KeyType<T> single(
      String words, String wanted, Function<String, Optional<T>> text, Function<T, Object> plain) {
    return new KeyType<>(
        words,
        wanted,
        wanted,
        List.of(),
        (node, key) -> Settings.parse(node, key, text, wanted),
        text,
        plain);
  }

  /** The same type with words that its values can be. */
  KeyType<T> choosing(String... of) {
    return new KeyType<>(words, wanted, typed, List.of(of), node, text, plain);
  }

  static KeyType<String> text(String words) {
    return new KeyType<>(
        words, "a single value", "a text", List.of(), Settings::scalar, Optional::of, text -> text);
  }

  static KeyType<List<String>> texts(String words) {
    return new KeyType<>(
        words,
        "a single value",
        "a text",
        List.of(),
        Settings::texts,
        text -> Optional.of(List.of(text)),
        texts -> texts);
  }

  static KeyType<Map<String, String>> mapping(String words) {
    return new KeyType<>(
        words, "a mapping", "", List.of(), Settings::mapping, text -> Optional.empty(), map -> map);
  }

  /** A part of the file that is read elsewhere, because it has keys of its own. */
  static KeyType<YamlNode> part(String words) {
    return new KeyType<>(words, "", "", List.of(), null, text -> Optional.empty(), node -> node);
  }

  /** A name, or a list of names of which the first that is there counts. */
  static KeyType<List<String>> names(String words) {
    KeyType<List<String>> texts = texts(words);
    return new KeyType<>(
        words,
        texts.wanted(),
        texts.typed(),
        texts.choices(),
        texts.node(),
        texts.text(),
        names -> names.size() == 1 ? names.get(0) : names);
  }

  /** One word of an enum, of those that make sense for the key. */
  @SafeVarargs
  static <E extends Enum<E> & Coded> KeyType<E> word(Class<E> type, E... allowed) {
    List<E> words = List.of(allowed.length == 0 ? type.getEnumConstants() : allowed);
    String[] each = words.stream().map(Coded::code).toArray(String[]::new);
    String codes = String.join(", ", each);
    return single(
            codes,
            "one of " + codes,
            text -> Coded.parse(type, text).filter(words::contains),
            (E word) -> word.code())
        .choosing(each);
  }

  static KeyType<Boolean> flag() {
    return single(
            "true, false",
            "true or false",
            text ->
                Optional.of(text).filter(List.of("true", "false")::contains).map("true"::equals),
            (Boolean flag) -> flag)
        .choosing("true", "false");
  }

  static KeyType<Double> number(double least, double most) {
    String range = least + " to " + most;
    return single(
        range,
        "a number from " + range,
        text -> Settings.finite(text).filter(value -> value >= least && value <= most),
        value -> value);
  }

  static KeyType<Integer> whole(String words, int least, int most) {
    return single(
        words,
        Settings.wholeWords(least, most),
        text -> Settings.wholeIn(text, least, most).map(Long::intValue),
        value -> value);
  }

  static KeyType<Long> seed() {
    return single(
        "whole number",
        "a whole number",
        text -> Settings.wholeIn(text, Long.MIN_VALUE, Long.MAX_VALUE),
        value -> value);
  }

  /** A word, a number, or {@code sd} and {@code df}: a mapping, or with an equals sign each. */
  static KeyType<NoiseRule> noise() {
    String[] each =
        Arrays.stream(NoiseRule.Word.values()).map(NoiseRule::text).toArray(String[]::new);
    String codes = String.join(", ", each);
    String wanted = codes + ", a standard deviation, or {sd: NUMBER, df: NUMBER}";
    return new KeyType<>(
        codes + ", number or {sd: number, df: number}",
        wanted,
        codes + ", a standard deviation such as 0.01, or both numbers of sd=0.01,df=12",
        List.of(each),
        (node, key) -> Settings.noise(node, key, wanted),
        NoiseRule::parse,
        KeyType::noise);
  }

  private static Object noise(NoiseRule rule) {
    return rule instanceof NoiseRule.Given given
        ? Double.isInfinite(given.degrees())
            ? (Object) given.sd()
            : new TreeMap<>(Map.of(SD, given.sd(), DF, given.degrees()))
        : rule.text();
  }

  /** A list of whole numbers, at least one of them. */
  static KeyType<List<Integer>> wholes(int least, int most) {
    KeyType<Integer> item = whole("whole number", least, most);
    return new KeyType<>(
        "list of whole numbers",
        item.wanted(),
        "whole numbers, separated by commas, each " + item.wanted(),
        List.of(),
        (node, key) ->
            inOrder(Settings.items(node, key).stream().map(one -> item.node().apply(one, key))),
        text ->
            all(Arrays.stream(text.split(",", -1)).map(item.text()).toList())
                .map(values -> inOrder(values.stream())),
        values -> values);
  }

  private static List<Integer> inOrder(Stream<Integer> values) {
    return values.sorted().distinct().toList();
  }

  private static <T> Optional<List<T>> all(List<Optional<T>> items) {
    return Optional.of(items.stream().flatMap(Optional::stream).toList())
        .filter(found -> found.size() == items.size());
  }

  /**
   * {@code [low, high]} in a file, {@code low,high} on the command line; an end may be left out.
   */
  static KeyType<Bounds> bounds() {
    return new KeyType<>(
        "[low, high]",
        "a pair [low, high]",
        "the lower bound before the upper, for example 0,1; or one of them, 0, or ,1",
        List.of(),
        Settings::bounds,
        KeyType::bounds,
        KeyType::pair);
  }

  private static Optional<Bounds> bounds(String text) {
    String[] ends = text.split(",", -1);
    return ends.length == 2
        ? all(List.of(
                end(ends[0], Double.NEGATIVE_INFINITY), end(ends[1], Double.POSITIVE_INFINITY)))
            .flatMap(pair -> Bounds.of(pair.get(0), pair.get(1)))
        : Optional.empty();
  }

  private static Optional<Double> end(String text, double open) {
    return text.isBlank() ? Optional.of(open) : Settings.finite(text);
  }

  private static List<Object> pair(Bounds bounds) {
    List<Object> pair = new ArrayList<>();
    Stream.of(bounds.lower(), bounds.upper())
        .forEach(end -> pair.add(Double.isFinite(end) ? end : null));
    return pair;
  }
}
