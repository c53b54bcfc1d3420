package org.lossfloor.decide.compare;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;

/**
 * A comparison among those of its batch.
 *
 * @param a the first experiment
 * @param b the second one
 * @param reasons what speaks against either experiment, the most costly first
 * @param comparison what was compared
 * @param qValue the q-value of its test among those of the batch
 */
public record ComparedPair(
    Side a, Side b, List<Reason> reasons, Comparison comparison, double qValue) {
  /** With these the trials were no independent draws of one experiment, so nothing is compared. */
  private static final Set<Reason> NO_DRAWS =
      EnumSet.of(
          Reason.INTERNAL_ERROR,
          Reason.MIXED_DIRECTIONS,
          Reason.ADAPTIVE,
          Reason.GRID,
          Reason.ORDER);

  /** The largest q-value of a difference that is called one. */
  public static final double LEVEL = .05;

  /**
   * One experiment of the pair.
   *
   * @param key the key columns, null where the log has no value
   * @param trials how many trials were run
   * @param failed how many of them failed
   */
  public record Side(SortedMap<String, String> key, int trials, int failed) {
    /** Copies the key. */
    public Side {
      key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
    }
  }

  /** Copies the reasons. */
  public ComparedPair {
    Objects.requireNonNull(a, "a");
    Objects.requireNonNull(b, "b");
    reasons = List.copyOf(reasons);
  }

  /**
   * Returns the reasons of a pair.
   *
   * @param a those of the first experiment
   * @param b those of the second
   * @return all that lead to a verdict other than OK, each once
   */
  public static List<Reason> reasons(Judgement a, Judgement b) {
    List<Reason> all =
        Stream.concat(a.reasons().stream(), b.reasons().stream())
            .filter(reason -> reason.verdict() != Verdict.OK)
            .toList();
    return new Judgement(all).reasons();
  }

  /**
   * Returns whether the comparison can be believed.
   *
   * @return {@link Verdict#INVALID} where the trials of one experiment were no independent draws;
   *     {@link Verdict#CAUTION} where anything else speaks against one: the trials are compared
   *     even where no law was fitted
   */
  public Verdict verdict() {
    if (reasons.stream().anyMatch(NO_DRAWS::contains)) {
      return Verdict.INVALID;
    }
    return reasons.isEmpty() ? Verdict.OK : Verdict.CAUTION;
  }

  /**
   * Returns whether the two differ.
   *
   * @return whether the q-value is at most {@link #LEVEL} and the comparison can be believed
   */
  public boolean differs() {
    return qValue <= LEVEL && verdict() != Verdict.INVALID;
  }

  /**
   * Returns the same pair in a batch.
   *
   * @param q its q-value there
   * @return a copy
   */
  public ComparedPair withQValue(double q) {
    return new ComparedPair(a, b, reasons, comparison, q);
  }
}
