package org.lossfloor.decide.ranges;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;

/**
 * An experiment with what was found out about its search space.
 *
 * @param id its id
 * @param key its key columns
 * @param direction which end of the score is the good one
 * @param sampler how the trials were drawn, as somebody says
 * @param verdict of the answer on the experiment
 * @param limit the worst score of a good trial, as logged; infinite where no trial has a score
 * @param space its ranges
 */
public record ExaminedExperiment(
    String id,
    SortedMap<String, String> key,
    Direction direction,
    Sampler sampler,
    Verdict verdict,
    double limit,
    SearchSpace space) {
  /** Copies the key. */
  public ExaminedExperiment {
    key = Collections.unmodifiableSortedMap(new TreeMap<>(key));
  }
}
