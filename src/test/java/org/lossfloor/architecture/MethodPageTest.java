package org.lossfloor.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.Reason;

/**
 * The page of the method says what the code does: every constant, every reason, every reference.
 */
class MethodPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/method.md");
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path SOURCES = Path.of("src/main/java");

  /** Part of an algorithm or computed from others, not numbers that somebody chose. */
  private static final Set<String> COMPUTED =
      Set.of(
          "Hyperparameters.ABSENT",
          "Replicate.NAMED",
          "UpperTail.POINTS",
          "UpperTail.WEIGHTS",
          "UpperTail.ROOT_TWO_PI",
          "UpperTail.ROOT_TWO");

  /** {@code | words | value | `Class.MEMBER` |}, with or without a column behind it. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| [^|]+ \\| ([^|`]+) \\| `([A-Z]\\w*\\.[\\w.]+)` \\|");

  private record Constant(String value, String member) {}

  private static String page() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Constant> constants(String page) {
    return ROW.matcher(page)
        .results()
        .map(row -> new Constant(row.group(1).strip(), row.group(2)))
        .toList();
  }

  @Test
  void everyConstantOfThePageHasTheValueOfTheCode() throws ReflectiveOperationException {
    List<Constant> constants = constants(page());
    assertThat(constants).hasSizeGreaterThan(100);
    for (Constant constant : constants) {
      check(constant);
    }
  }

  @Test
  void anotherValueOrNameIsNoticed() {
    assertThatThrownBy(() -> check(new Constant("0.66", "Bins.OPEN_WEIGHT")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> check(new Constant("0.65", "Bins.NO_WEIGHT")))
        .isInstanceOf(NoSuchFieldException.class);
    assertThatThrownBy(() -> check(new Constant("-", "Sample.nowhere")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> check(new Constant("4.60", "CriticalValues.BEST_SCORE.atHigh")))
        .isInstanceOf(AssertionError.class);
  }

  /** A number of the statistics that the page does not have belongs into one of its two tables. */
  @Test
  void everyConstantOfTheCodeIsOnThePage() {
    Set<String> named =
        constants(page()).stream().map(Constant::member).collect(Collectors.toSet());
    List<String> chosen =
        Stream.of("estimate", "decide")
            .flatMap(MethodPageTest::classesOf)
            .flatMap(MethodPageTest::numbers)
            .filter(name -> !COMPUTED.contains(name))
            .toList();
    assertThat(chosen).hasSizeGreaterThan(100).isSubsetOf(named);
  }

  @Test
  void everyReasonIsOnThePageWithItsVerdict() {
    Map<String, String> verdicts = new LinkedHashMap<>();
    Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (OK|CAUTION|INVALID) \\|")
        .matcher(page())
        .results()
        .forEach(row -> verdicts.put(row.group(1), row.group(2)));
    Map<String, String> expected = new LinkedHashMap<>();
    Arrays.stream(Reason.values())
        .forEach(reason -> expected.put(reason.name(), reason.verdict().name()));
    assertThat(verdicts).isEqualTo(expected);
  }

  /** {@code method.md, section 8.2} in a comment names a heading of the page. */
  @Test
  void everySectionThatACommentNamesIsThere() throws IOException {
    Set<String> headings =
        Pattern.compile("(?m)^###? (\\d+(?:\\.\\d+)?)|^\\*\\*(18\\.\\d)")
            .matcher(page())
            .results()
            .map(heading -> heading.group(1) != null ? heading.group(1) : heading.group(2))
            .collect(Collectors.toSet());
    Pattern reference =
        Pattern.compile("method\\.md,\\s+(?:\\*\\s+)?section\\s+(?:\\*\\s+)?([\\d.]*\\d)");
    List<String> named = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Matcher references = reference.matcher(Files.readString(file));
        while (references.find()) {
          named.add(references.group(1));
        }
      }
    }
    assertThat(named).hasSizeGreaterThan(20).isSubsetOf(headings);
  }

  private static void check(Constant constant) throws ReflectiveOperationException {
    List<String> path = new ArrayList<>(List.of(constant.member().split("\\.")));
    Class<?> type = type(path.remove(0));
    while (Character.isUpperCase(path.get(0).charAt(0)) && nested(type, path.get(0)) != null) {
      type = nested(type, path.remove(0));
    }
    if (constant.value().equals("-")) {
      assertThat(type.getDeclaredMethods())
          .as(constant.member())
          .extracting(method -> method.getName())
          .contains(path.get(0));
      return;
    }
    Object value = null;
    for (String name : path) {
      Field field = (value == null ? type : value.getClass()).getDeclaredField(name);
      field.setAccessible(true);
      value = field.get(value);
    }
    assertThat(numbers(value)).as(constant.member()).isEqualTo(parsed(constant.value()));
  }

  private static Class<?> nested(Class<?> type, String name) {
    return Arrays.stream(type.getDeclaredClasses())
        .filter(inner -> inner.getSimpleName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static List<Double> numbers(Object value) {
    return value.getClass().isArray()
        ? IntStream.range(0, Array.getLength(value))
            .mapToObj(i -> ((Number) Array.get(value, i)).doubleValue())
            .toList()
        : List.of(((Number) value).doubleValue());
  }

  private static List<Double> parsed(String text) {
    return Arrays.stream(text.split(","))
        .map(
            number ->
                DoubleStream.of(
                        Arrays.stream(number.split("/")).mapToDouble(Double::parseDouble).toArray())
                    .reduce((quotient, divisor) -> quotient / divisor)
                    .orElseThrow())
        .toList();
  }

  /** The class of a simple name, in whatever room it is. */
  private static Class<?> type(String simpleName) {
    List<? extends Class<?>> found =
        Stream.of("distribution", "estimate", "decide")
            .flatMap(MethodPageTest::classesOf)
            .filter(type -> !type.isMemberClass() && type.getSimpleName().equals(simpleName))
            .toList();
    assertThat(found).as(simpleName).hasSize(1);
    return found.get(0);
  }

  private static Stream<Class<?>> classesOf(String room) {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("org/lossfloor").resolve(room))) {
      return files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
          .map(name -> name.replace(".class", "").replace('/', '.'))
          .<Class<?>>map(MethodPageTest::load)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<String> numbers(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .filter(field -> Modifier.isFinal(field.getModifiers()) && !field.isSynthetic())
        .filter(field -> !field.getName().equals("serialVersionUID") && isNumber(field.getType()))
        .map(field -> name(type) + "." + field.getName());
  }

  private static boolean isNumber(Class<?> type) {
    Class<?> element = type.isArray() ? type.getComponentType() : type;
    return element == int.class || element == long.class || element == double.class;
  }

  private static String name(Class<?> type) {
    return type.isMemberClass()
        ? name(type.getDeclaringClass()) + "." + type.getSimpleName()
        : type.getSimpleName();
  }
}
