package org.lossfloor.audit;

import java.util.List;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.estimate.Draws;

/**
 * One experiment of a log, ready to be estimated as an audit does it.
 *
 * @param id the stable id of the experiment
 * @param path where the log is
 * @param format what the log was taken for and which experiment it is, for people
 * @param metric the name of its score
 * @param values what was typed, and the direction in force
 * @param directionKnown whether more than the name of the metric tells the direction
 * @param scores one score per trial that counts, NaN for a failed one
 * @param draws what is known of the trials besides
 * @param notes what looks odd in the log, in sentences
 */
public record LoggedExperiment(
    String id,
    String path,
    String format,
    String metric,
    KeyValues values,
    boolean directionKnown,
    List<Double> scores,
    Draws draws,
    List<String> notes) {
  /** Copies the lists. */
  public LoggedExperiment {
    scores = List.copyOf(scores);
    notes = List.copyOf(notes);
  }
}
