package org.lossfloor.study.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.lossfloor.decide.FalseDiscovery;
import org.lossfloor.decide.compare.BestOfTest;

/**
 * How often comparisons find a difference that is not there, and one that is.
 *
 * @param found the tests of every kind of pair
 */
public record PairReport(List<Found> found) {
  private static final double LEVEL = .05;

  /**
   * The tests of one kind of pair.
   *
   * @param cell the kind
   * @param tests its tests, one for each pair
   */
  public record Found(PairCell cell, List<BestOfTest> tests) {
    /**
     * Returns how often a difference is found.
     *
     * @param level the largest p-value that counts
     * @return a share of the pairs
     */
    public double share(double level) {
      return tests.stream().filter(t -> t.pValue() <= level).count() / (double) tests.size();
    }
  }

  /**
   * Draws and compares.
   *
   * @param seed the seed of the study
   * @param pairs how many pairs of every kind
   * @return what was found
   */
  public static PairReport of(long seed, int pairs) {
    List<PairCell> cells = new ArrayList<>(PairCell.withoutDifference());
    cells.addAll(PairCell.withDifference());
    List<Found> found = new ArrayList<>();
    for (PairCell cell : cells) {
      BestOfTest[] tests = new BestOfTest[pairs];
      Arrays.parallelSetAll(tests, i -> cell.run(seed, i).test());
      found.add(new Found(cell, List.of(tests)));
    }
    return new PairReport(found);
  }

  /**
   * The false discovery rate at q .05 of batches that are drawn from all kinds.
   *
   * @param size how many pairs a batch has
   * @param nulls the share of its pairs that have no difference
   * @return the mean over the batches of the share of discoveries that are false
   */
  public double falseDiscoveryRate(int size, double nulls) {
    List<Double> without = inTurn(true);
    List<Double> with = inTurn(false);
    int ofNulls = (int) Math.round(size * nulls);
    int batches = without.size() / ofNulls;
    double sum = 0;
    for (int batch = 0; batch < batches; batch++) {
      double[] pValues = new double[size];
      for (int i = 0; i < size; i++) {
        pValues[i] =
            i < ofNulls
                ? without.get(batch * ofNulls + i)
                : with.get((batch * (size - ofNulls) + i - ofNulls) % with.size());
      }
      sum += falseShare(pValues, ofNulls);
    }
    return sum / batches;
  }

  private static double falseShare(double[] pValues, int nulls) {
    FalseDiscovery batch = FalseDiscovery.of(pValues);
    int wrong = 0;
    int all = 0;
    for (int i = 0; i < pValues.length; i++) {
      if (batch.qValue(pValues[i]) <= LEVEL) {
        all++;
        wrong += i < nulls ? 1 : 0;
      }
    }
    return all == 0 ? 0 : (double) wrong / all;
  }

  /** One p-value of every kind after the other. */
  private List<Double> inTurn(boolean nulls) {
    List<Found> kinds = found.stream().filter(f -> f.cell().isNull() == nulls).toList();
    List<Double> pValues = new ArrayList<>();
    for (int i = 0; i < kinds.get(0).tests().size(); i++) {
      for (Found kind : kinds) {
        pValues.add(kind.tests().get(i).pValue());
      }
    }
    return pValues;
  }

  /**
   * Writes the report.
   *
   * @return a table in Markdown
   */
  public String markdown() {
    StringBuilder text =
        new StringBuilder("| pairs | p <= .05 | p <= .01 | p <= .001 |\n|---|---|---|---|\n");
    for (Found kind : found) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.4f | %.4f | %.4f |\n",
              kind.cell().name(),
              kind.share(LEVEL),
              kind.share(LEVEL / 5),
              kind.share(LEVEL / 50)));
    }
    return text.toString();
  }
}
