package org.lossfloor.report.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.lossfloor.decide.compare.ComparedAt;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Crossing;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.report.Decimals;

/**
 * The numbers of a pair as they are shown: scores to a hundredth of the largest difference.
 *
 * @param decimals how scores are rounded
 */
public record PairNumbers(Decimals decimals) {
  private static final double SMALLEST_P = .001;

  /**
   * Chooses the digits.
   *
   * @param pair the pair
   * @return how its numbers are shown
   */
  public static PairNumbers of(ComparedPair pair) {
    double largest =
        Stream.of(pair.comparison().byTrials(), pair.comparison().byCost())
            .flatMap(List::stream)
            .flatMap(at -> at.difference().stream())
            .mapToDouble(d -> Math.abs(d.estimate()))
            .max()
            .orElse(1);
    return new PairNumbers(Decimals.resolving(largest));
  }

  /**
   * Writes a score.
   *
   * @param score a score
   * @return its digits; a dash for none
   */
  public String score(OptionalDouble score) {
    return score.isPresent() ? decimals.write(score.getAsDouble()) : "-";
  }

  /**
   * Writes a difference with its interval.
   *
   * @param difference of two scores
   * @return such as {@code -0.012 [-0.020, -0.004]}; an end that the data do not limit is empty
   */
  public String difference(Optional<Quantity> difference) {
    return difference
        .map(d -> decimals.write(d.estimate()) + d.interval().map(this::interval).orElse(""))
        .orElse("-");
  }

  private String interval(Interval interval) {
    if (Double.isInfinite(interval.lower()) && Double.isInfinite(interval.upper())) {
      return "";
    }
    return " [" + end(interval.lower()) + ", " + end(interval.upper()) + "]";
  }

  private String end(double end) {
    return Double.isInfinite(end) ? "" : decimals.write(end);
  }

  /**
   * Writes a number of trials or a cost.
   *
   * @param budget the number
   * @return four digits, whole numbers whole
   */
  public static String budget(double budget) {
    return Math.abs(budget - Math.rint(budget)) < 1e-9 * budget && budget < 1e9
        ? String.format(Locale.ROOT, "%.0f", budget)
        : String.format(Locale.ROOT, budget < 1000 ? "%.1f" : "%.4g", budget);
  }

  /**
   * Writes a probability.
   *
   * @param probability in [0, 1]
   * @return two decimals
   */
  public static String probability(double probability) {
    return String.format(Locale.ROOT, "%.2f", probability);
  }

  /**
   * Writes a p-value or q-value.
   *
   * @param p the value
   * @return three decimals
   */
  public static String pValue(double p) {
    return p < SMALLEST_P ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  /**
   * Writes a crossing.
   *
   * @param crossing the crossing
   * @return such as {@code 40 [10, 200]}; a dash for none
   */
  public static String crossing(Optional<Crossing> crossing) {
    return crossing
        .map(
            c ->
                budget(Math.rint(c.budget()))
                    + " ["
                    + (c.lower().isPresent() ? budget(c.lower().getAsDouble()) : "")
                    + ", "
                    + (c.upper().isPresent() ? budget(c.upper().getAsDouble()) : "")
                    + "]")
        .orElse("-");
  }

  /**
   * Finds the comparison after as many trials as were run of both.
   *
   * @param pair the pair
   * @return nothing where the pair has no such budget
   */
  public static Optional<ComparedAt> run(ComparedPair pair) {
    double trials = Math.min(pair.a().trials(), pair.b().trials());
    return pair.comparison().byTrials().stream()
        .filter(at -> at.budget().trialsOfA() == trials)
        .findFirst();
  }

  /**
   * Finds the comparison after the most trials.
   *
   * @param pair the pair
   * @return nothing where the pair has no budget
   */
  public static Optional<ComparedAt> farthest(ComparedPair pair) {
    List<ComparedAt> all = pair.comparison().byTrials();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }
}
