package org.lossfloor.config.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way to a value in a nested record: names separated by dots, {@code [i]} for the i-th item of
 * an array from 0, {@code [*]} for all of them.
 *
 * @param text the path as written
 * @param steps its parts
 */
public record FieldPath(String text, List<Step> steps) {
  /** One part of a path. */
  public sealed interface Step {
    /**
     * A field of an object.
     *
     * @param name the field's name
     */
    record Name(String name) implements Step {}

    /**
     * An item of an array.
     *
     * @param index its position from 0
     */
    record Index(int index) implements Step {}

    /** Every item of an array. */
    record All() implements Step {}
  }

  private static final Pattern PART =
      Pattern.compile("\\.?([^.\\[\\]]+)|\\[(\\d{1,9})\\]|\\[(\\*)\\]");

  /** Copies the steps. */
  public FieldPath {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a path.
   *
   * @param text the path
   * @return the path, or nothing when the text is none
   */
  public static Optional<FieldPath> parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher matcher = PART.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find(end) && matcher.start() == end) {
      if (end == 0 && text.startsWith(".")) {
        return Optional.empty();
      }
      steps.add(step(matcher));
      end = matcher.end();
    }
    return steps.isEmpty() || end < text.length()
        ? Optional.empty()
        : Optional.of(new FieldPath(text, steps));
  }

  private static Step step(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Step.Name(matcher.group(1));
    }
    return matcher.group(3) != null
        ? new Step.All()
        : new Step.Index(Integer.parseInt(matcher.group(2)));
  }

  /**
   * How often {@code [*]} occurs.
   *
   * @return the count
   */
  public int stars() {
    return (int) steps.stream().filter(Step.All.class::isInstance).count();
  }
}
