package org.lossfloor.estimate.regime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.spacing.SpacingFit;

/**
 * The tail the law is fitted to, chosen from the scores or given (method.md, section 6).
 *
 * @param tail the fits of the chosen tail, every dimension
 * @param partner the fits of the smaller tail whose intervals join the hull, every dimension; the
 *     same object as {@code tail} where there is no smaller one or the tail was given
 * @param sizes the tails that were tried, by ascending size; the chosen one among them
 */
public record Regime(TailFits tail, TailFits partner, List<Estimate.TailSize> sizes) {
  /** Above this p-value a tail counts as well fitted. */
  public static final double GOOD_FIT = .10;

  /** Below this p-value a tail counts as rejected. */
  public static final double REJECTED = .01;

  /** Weight of the penalty on small tails, k0 / k, in units of twice the objective. */
  private static final double SIZE_PENALTY = 12;

  /**
   * Chooses the tail: among the eligible sizes with an acceptable fit the one that minimises the
   * misfit of the innermost tail plus a penalty on small tails.
   *
   * @param sample a sufficient sample
   * @param search how a tail is fitted
   * @return the choice; empty if no law explains a tail that is needed
   */
  public static Optional<Regime> chosen(Sample sample, Search search) {
    List<TailFits> fits = new ArrayList<>();
    List<Estimate.TailSize> rows = new ArrayList<>();
    for (int size : sample.eligible()) {
      TailFits previous = fits.isEmpty() ? null : fits.get(fits.size() - 1);
      TailFits current = search.tail(sample.tail(size));
      current.walk(previous);
      if (current.isFound()) {
        fits.add(current);
        rows.add(row(sample, current, fits.get(0)));
      }
    }
    if (fits.isEmpty()) {
      return Optional.empty();
    }
    int winner = winner(rows);
    TailFits tail = fits.get(winner);
    tail.fitEvery(winner == 0 ? null : fits.get(winner - 1));
    int partnerSize = TailLadder.partner(tail.tail().size(), sample.trials());
    TailFits partner = partner(sample, search, tail, fits, partnerSize);
    return found(new Regime(tail, partner, List.copyOf(rows)));
  }

  /**
   * Takes a given tail as it is. A second tail only guards against a wrongly chosen start of the
   * regime. Where the start is known, the intervals of the one tail hold their level (coverage.md);
   * the hull with a partner was five times as wide at 512 trials, dimension 2 and noise .05, and
   * covered .99.
   *
   * @param sample a sufficient sample
   * @param search how a tail is fitted
   * @param given the tail, at least 12 scores
   * @return the tail without a partner; empty if no law explains it
   */
  public static Optional<Regime> given(Sample sample, Search search, Tail given) {
    TailFits tail = search.tail(given);
    tail.fitEvery(null);
    if (!tail.isFound()) {
      return Optional.empty();
    }
    return Optional.of(new Regime(tail, tail, List.of(row(sample, tail, tail))));
  }

  private static Optional<Regime> found(Regime regime) {
    return regime.partner.isFound() ? Optional.of(regime) : Optional.empty();
  }

  private static TailFits partner(
      Sample sample, Search search, TailFits tail, List<TailFits> fits, int size) {
    TailFits partner =
        fits.stream()
            .filter(f -> f.tail().size() == size)
            .findFirst()
            .orElseGet(() -> search.tail(sample.tail(size)));
    if (partner != tail) {
      partner.fitEvery(tail);
    }
    return partner;
  }

  private static Estimate.TailSize row(Sample sample, TailFits current, TailFits smallest) {
    SpacingFit fit = current.best();
    double misfit = 2 * (smallest.objectiveAt(fit) - smallest.lowest());
    double smallness = (double) smallest.tail().size() / current.tail().size();
    return new Estimate.TailSize(
        current.tail().size(),
        sample.scale().score(current.tail().threshold()),
        current.goodness(),
        misfit + SIZE_PENALTY * smallness,
        fit.c(),
        sample.scale().score(fit.a()));
  }

  private static int winner(List<Estimate.TailSize> rows) {
    boolean anyGood = rows.stream().anyMatch(Regime::good);
    return rows.indexOf(
        rows.stream()
            .filter(row -> good(row) || !anyGood)
            .min(Comparator.comparingDouble(Estimate.TailSize::score))
            .orElseThrow());
  }

  private static boolean good(Estimate.TailSize row) {
    return row.goodnessOfFit().pValue() > GOOD_FIT;
  }

  /** Whether every tail that was tried has a p-value below a level. */
  public boolean allBelow(double level) {
    return sizes.stream().allMatch(row -> row.goodnessOfFit().pValue() < level);
  }

  /** Whether no tail that was tried fits acceptably. */
  public boolean noneGood() {
    return sizes.stream().noneMatch(Regime::good);
  }

  /**
   * How a tail is fitted.
   *
   * @param bound smallest value of the best score on the standard scale, or {@code -Infinity}
   * @param minDimension smallest dimension tried
   * @param maxDimension largest dimension tried
   */
  public record Search(double bound, int minDimension, int maxDimension) {
    public TailFits tail(Tail tail) {
      return new TailFits(tail, bound, minDimension, maxDimension);
    }
  }
}
