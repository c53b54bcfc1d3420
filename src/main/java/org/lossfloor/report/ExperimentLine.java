package org.lossfloor.report;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Judgement;

/**
 * What the summary of a run shows of one experiment. Numbers are null where nothing was fitted.
 *
 * @param key the key columns
 * @param trials all trials
 * @param failed failed trials among them
 * @param observedBest the best score seen
 * @param bestScore the best possible score
 * @param lower lower end of its interval
 * @param upper upper end of its interval
 * @param dimension the effective dimension
 * @param dimensionSet the dimensions that the data do not exclude
 * @param noise the residual standard deviation
 * @param judgement whether to believe it, and why
 */
public record ExperimentLine(
    SortedMap<String, String> key,
    int trials,
    int failed,
    Double observedBest,
    Double bestScore,
    Double lower,
    Double upper,
    Integer dimension,
    List<Integer> dimensionSet,
    Double noise,
    Judgement judgement) {
  /** Copies the key. */
  public ExperimentLine {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
  }
}
