package org.lossfloor.estimate.spacing;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.lossfloor.distribution.NoisyQuadratic;

/**
 * What is known about the law before the fit, on the score's own scale.
 *
 * @param a range of the lower end
 * @param b range of the upper end
 * @param o range of the noise, in the unit of the score
 * @param dimensions allowed effective dimensions, each 1 to 20
 */
public record Constraints(Range a, Range b, Range o, SortedSet<Integer> dimensions) {
  /** The largest effective dimension allowed when nothing else is said (method.md, section 5). */
  public static final int DEFAULT_MAX_DIMENSION = 7;

  /** The largest effective dimension that can be asked for. */
  public static final int MAX_DIMENSION = (int) NoisyQuadratic.HIGHEST_DIMENSION;

  /**
   * Checks the constraints.
   *
   * @throws IllegalArgumentException if no dimension is allowed, one is not in 1 to 20, the noise
   *     can only be negative, or a can only be above b
   */
  public Constraints {
    dimensions = Collections.unmodifiableSortedSet(new TreeSet<>(dimensions));
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException("no effective dimension is allowed");
    }
    if (dimensions.first() < 1) {
      throw new IllegalArgumentException(
          "the effective dimension must be at least 1: " + dimensions.first());
    }
    if (dimensions.last() > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "the effective dimension must be at most %d: %d"
              .formatted(MAX_DIMENSION, dimensions.last()));
    }
    if (o.high() < 0) {
      throw new IllegalArgumentException("the noise cannot be negative: " + o.high());
    }
    if (a.low() > b.high()) {
      throw new IllegalArgumentException(
          "a at least %s and b at most %s exclude each other".formatted(a.low(), b.high()));
    }
  }

  /**
   * No restriction but 1 to {@value #DEFAULT_MAX_DIMENSION} dimensions.
   *
   * @return the constraints
   */
  public static Constraints none() {
    return new Constraints(Range.any(), Range.any(), Range.any(), upTo(1, DEFAULT_MAX_DIMENSION));
  }

  /**
   * These constraints with another range of the lower end.
   *
   * @param range range of a
   * @return the constraints
   */
  public Constraints withA(Range range) {
    return new Constraints(range, b, o, dimensions);
  }

  /**
   * These constraints with another range of the upper end.
   *
   * @param range range of b
   * @return the constraints
   */
  public Constraints withB(Range range) {
    return new Constraints(a, range, o, dimensions);
  }

  /**
   * These constraints with other dimensions.
   *
   * @param allowed the allowed effective dimensions
   * @return the constraints
   */
  public Constraints withDimensions(Collection<Integer> allowed) {
    return new Constraints(a, b, o, new TreeSet<>(allowed));
  }

  /**
   * These constraints with a range of dimensions.
   *
   * @param from smallest effective dimension
   * @param to largest effective dimension
   * @return the constraints
   */
  public Constraints withDimensions(int from, int to) {
    return new Constraints(a, b, o, upTo(from, to));
  }

  private static SortedSet<Integer> upTo(int from, int to) {
    SortedSet<Integer> result = new TreeSet<>();
    for (int c = from; c <= to; c++) {
      result.add(c);
    }
    return result;
  }

  /** What is allowed, for messages to people. */
  public String inWords() {
    return "a %s, b %s, o %s and an effective dimension of %d to %d"
        .formatted(a.inWords(), b.inWords(), o.inWords(), dimensions.first(), dimensions.last());
  }

  /** The constraints of the negated scores: the ends change places. */
  public Constraints negated() {
    return new Constraints(b.negated(), a.negated(), o, dimensions);
  }
}
