package org.lossfloor.estimate;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether an answer can be believed, and why. Every verdict that the library, {@code fit}, an audit
 * or a pipeline stage shows or stores is that of a judgement.
 *
 * @param reasons what led to the verdict and what only informs, each once, in the order of their
 *     declaration: the most costly first
 */
public record Judgement(List<Reason> reasons) {
  /** Sorts the reasons. */
  public Judgement {
    reasons = List.copyOf(set(reasons));
  }

  private static Set<Reason> set(Collection<Reason> reasons) {
    Set<Reason> set = EnumSet.noneOf(Reason.class);
    set.addAll(reasons);
    return set;
  }

  /**
   * Returns the verdict.
   *
   * @return the worst that a reason leads to; {@link Verdict#OK} without reasons
   */
  public Verdict verdict() {
    return reasons.stream().map(Reason::verdict).max(Enum::compareTo).orElse(Verdict.OK);
  }

  /**
   * Returns the reasons that people are shown beside verdict and precision.
   *
   * @return all but {@link Reason#VAGUE}, which {@link Precision#WIDE} says
   */
  public List<Reason> besidePrecision() {
    return reasons.stream().filter(reason -> reason != Reason.VAGUE).toList();
  }

  /**
   * Replaces the reasons of the order test by those of its batch. May be repeated with another
   * batch.
   *
   * @param qValue the q-value of the order test; its p-value for one experiment alone
   * @return a judgement whose reasons of the order are those of this q-value
   */
  public Judgement withOrder(double qValue) {
    Set<Reason> all = set(reasons);
    all.remove(Reason.ORDER);
    all.remove(Reason.ORDER_DOUBT);
    Reason.ofOrder(qValue).ifPresent(all::add);
    return new Judgement(List.copyOf(all));
  }
}
