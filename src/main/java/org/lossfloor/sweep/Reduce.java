package org.lossfloor.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rule that makes one score of a learning curve: {@code last}, {@code min}, {@code max}, {@code
 * best} (by direction), {@code at_step:n} or {@code mean_last:k}.
 *
 * <p>A curve is read in the order of its steps; if several points have one step, the last written
 * counts, because a restored run logs its steps again. {@code min}, {@code max} and {@code best}
 * skip points that are not finite, so that the value reached before a divergence is kept; {@code
 * last}, {@code at_step} and {@code mean_last} do not: for them the divergence is the answer. A
 * curve that nearly always has a value and ends without one (null, empty, absent) ends with a
 * divergence as well.
 *
 * @param kind the rule
 * @param argument the step of {@code at_step} (at least 0), the count of {@code mean_last} (at
 *     least 1); 0 for the others
 */
public record Reduce(Kind kind, long argument) implements Serializable {
  /** The rules. */
  public enum Kind implements Coded {
    /** The value at the last step. */
    LAST,
    /** The smallest finite value. */
    MIN,
    /** The largest finite value. */
    MAX,
    /** The smallest or the largest finite value, as the direction says. */
    BEST,
    /** The value at exactly one step; missing when the curve has no such step. */
    AT_STEP,
    /** The mean of the last k values, or of all when there are fewer. */
    MEAN_LAST
  }

  /** What {@link #parse} accepts, for messages. */
  public static final String FORMS = "last, min, max, best, at_step:N, mean_last:K";

  private static final Pattern WITH_ARGUMENT =
      Pattern.compile("(at_step|mean_last)\\s*:\\s*(\\d{1,18})");

  /**
   * Checks the argument.
   *
   * @throws IllegalArgumentException when the argument is out of range
   */
  public Reduce {
    if (argument < (kind == Kind.MEAN_LAST ? 1 : 0)) {
      throw new IllegalArgumentException("out of range for " + kind.code() + ": " + argument);
    }
  }

  /**
   * Reads a rule.
   *
   * @param text one of {@link #FORMS}
   * @return the rule, or nothing when the text is none
   */
  public static Optional<Reduce> parse(String text) {
    Matcher matcher = WITH_ARGUMENT.matcher(text.strip());
    if (matcher.matches()) {
      Kind kind = matcher.group(1).equals("at_step") ? Kind.AT_STEP : Kind.MEAN_LAST;
      long argument = Long.parseLong(matcher.group(2));
      return kind == Kind.MEAN_LAST && argument == 0
          ? Optional.empty()
          : Optional.of(new Reduce(kind, argument));
    }
    return Coded.parse(Kind.class, text)
        .filter(kind -> kind != Kind.AT_STEP && kind != Kind.MEAN_LAST)
        .map(kind -> new Reduce(kind, 0));
  }

  /**
   * The rule as it is written in configurations and tables.
   *
   * @return one of {@link #FORMS}
   */
  public String text() {
    boolean plain = kind != Kind.AT_STEP && kind != Kind.MEAN_LAST;
    return plain ? kind.code() : kind.code() + ":" + argument;
  }

  /**
   * Puts a curve in order: by step, with only the last written of equal steps.
   *
   * @param points the points in the order they were written
   * @return the points by ascending step, each step once
   */
  public static List<Point> inOrder(List<Point> points) {
    List<Point> ordered = new ArrayList<>(points);
    ordered.sort((p, q) -> Double.compare(p.step(), q.step()));
    List<Point> kept = new ArrayList<>(ordered.size());
    for (int i = 0; i < ordered.size(); i++) {
      if (i + 1 == ordered.size() || ordered.get(i).step() != ordered.get(i + 1).step()) {
        kept.add(ordered.get(i));
      }
    }
    return kept;
  }

  /**
   * Reduces a curve.
   *
   * @param curve the points as {@link #inOrder} gives them
   * @param direction the direction of the score
   * @return the score, or its status when there is none
   */
  public Reduction apply(List<Point> curve, Direction direction) {
    if (curve.isEmpty()) {
      return Reduction.MISSING;
    }
    return switch (kind) {
      case LAST -> at(curve.get(curve.size() - 1));
      case MIN -> extreme(curve, Direction.MINIMIZE);
      case MAX -> extreme(curve, Direction.MAXIMIZE);
      case BEST -> extreme(curve, direction);
      case AT_STEP ->
          curve.stream()
              .filter(p -> p.step() == argument)
              .findFirst()
              .map(Reduce::at)
              .orElse(Reduction.MISSING);
      case MEAN_LAST -> meanLast(curve);
    };
  }

  private static Reduction at(Point point) {
    return Reduction.of(point.value(), OptionalDouble.of(point.step()));
  }

  private static Reduction extreme(List<Point> curve, Direction direction) {
    Reduction best = Reduction.MISSING;
    for (Point point : curve) {
      Reduction here = at(point);
      if (beats(here, best, direction)) {
        best = here;
      }
    }
    return best;
  }

  /** A finite value beats one that is not; among the others the first seen stays. */
  private static boolean beats(Reduction here, Reduction best, Direction direction) {
    if (here.status() == ScoreStatus.OK && best.status() == ScoreStatus.OK) {
      return direction.better(here.value().getAsDouble(), best.value().getAsDouble());
    }
    return here.status() == ScoreStatus.OK || best.status() == ScoreStatus.MISSING;
  }

  private Reduction meanLast(List<Point> curve) {
    List<Point> tail = curve.subList((int) Math.max(0, curve.size() - argument), curve.size());
    for (Point point : tail) {
      if (at(point).status() != ScoreStatus.OK) {
        return at(point);
      }
    }
    double mean = tail.stream().mapToDouble(Point::value).average().getAsDouble();
    return Reduction.of(mean, OptionalDouble.empty());
  }
}
