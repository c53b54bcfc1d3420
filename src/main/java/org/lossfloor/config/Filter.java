package org.lossfloor.config;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lossfloor.config.key.Settings;
import org.lossfloor.error.QuotedText;

/**
 * A condition on a field. Numbers are compared as numbers when both sides are finite numbers, as
 * text otherwise; an absent or null field fulfils {@code !=} only.
 *
 * @param field the field
 * @param op the comparison
 * @param values the right-hand side; one value, several for {@code in}, none for {@code exists}
 */
public record Filter(String field, Op op, List<String> values) implements Serializable {
  /** The comparisons. */
  public enum Op {
    /** Equal. */
    EQ("=="),
    /** Not equal. */
    NE("!="),
    /** At most. */
    LE("<="),
    /** At least. */
    GE(">="),
    /** Less. */
    LT("<"),
    /** Greater. */
    GT(">"),
    /** One of a list. */
    IN("in"),
    /** Present and not null. */
    EXISTS("exists");

    private final String sign;

    Op(String sign) {
      this.sign = sign;
    }
  }

  /** What {@link #parse} accepts, for messages. */
  public static final String FORMS =
      "`field op value` with op one of == != < <= > >=, `field in [value, ...]` or `field exists`;"
          + " a value in quotes is taken as it is, its own quotes doubled";

  private static final Pattern COMPARISON =
      Pattern.compile("(\\S+?)\\s*(==|!=|<=|>=|<|>)\\s*(.*\\S)", Pattern.DOTALL);
  private static final Pattern MEMBERSHIP =
      Pattern.compile("(\\S+)\\s+in\\s+\\[(.*)\\]", Pattern.DOTALL);
  private static final Pattern EXISTENCE = Pattern.compile("(\\S+)\\s+exists");

  /** Copies the values. */
  public Filter {
    values = List.copyOf(values);
  }

  /**
   * Reads a condition.
   *
   * @param text one of {@link #FORMS}
   * @return the condition, or nothing when the text is none
   */
  public static Optional<Filter> parse(String text) {
    String line = text.strip();
    Matcher membership = MEMBERSHIP.matcher(line);
    if (membership.matches()) {
      return QuotedText.list(membership.group(2))
          .map(values -> new Filter(membership.group(1), Op.IN, values));
    }
    Matcher existence = EXISTENCE.matcher(line);
    if (existence.matches()) {
      return Optional.of(new Filter(existence.group(1), Op.EXISTS, List.of()));
    }
    Matcher comparison = COMPARISON.matcher(line);
    if (!comparison.matches()) {
      return Optional.empty();
    }
    Op op =
        Arrays.stream(Op.values())
            .filter(o -> o.sign.equals(comparison.group(2)))
            .findFirst()
            .get();
    return QuotedText.value(comparison.group(3))
        .map(value -> new Filter(comparison.group(1), op, List.of(value)));
  }

  /**
   * The condition as it is written, all values in quotes, so that {@link #parse} reads the same.
   *
   * @return one of {@link #FORMS}
   */
  public String text() {
    return switch (op) {
      case EXISTS -> field + " exists";
      case IN ->
          field
              + " in ["
              + values.stream().map(QuotedText::quoted).collect(Collectors.joining(", "))
              + "]";
      default -> field + " " + op.sign + " " + QuotedText.quoted(values.get(0));
    };
  }

  /**
   * Tests a value.
   *
   * @param value the field's text, or nothing when it is absent or null
   * @return whether the condition holds
   */
  public boolean holds(Optional<String> value) {
    if (value.isEmpty()) {
      return op == Op.NE;
    }
    return switch (op) {
      case EXISTS -> true;
      case IN -> values.stream().anyMatch(wanted -> same(value.get(), wanted));
      case EQ -> same(value.get(), values.get(0));
      case NE -> !same(value.get(), values.get(0));
      case LT -> order(value.get()).filter(sign -> sign < 0).isPresent();
      case LE -> order(value.get()).filter(sign -> sign <= 0).isPresent();
      case GT -> order(value.get()).filter(sign -> sign > 0).isPresent();
      case GE -> order(value.get()).filter(sign -> sign >= 0).isPresent();
    };
  }

  private static boolean same(String left, String right) {
    Optional<Double> a = Settings.finite(left);
    Optional<Double> b = Settings.finite(right);
    return (a.isPresent() && b.isPresent())
        ? a.get().doubleValue() == b.get().doubleValue()
        : left.equals(right);
  }

  /** Sign of the comparison; nothing when one side is no number, unless both are text. */
  private Optional<Integer> order(String left) {
    Optional<Double> a = Settings.finite(left);
    Optional<Double> b = Settings.finite(values.get(0));
    if (a.isPresent() != b.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        a.isPresent() ? Double.compare(a.get(), b.get()) : left.compareTo(values.get(0)));
  }
}
