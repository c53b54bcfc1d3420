package org.lossfloor.decide.noise;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.sweep.Coded;

/**
 * The decisions of a log, judged.
 *
 * @param kept changes that were kept, the first one included
 * @param discarded changes that were taken back
 * @param others runs without a score, or without the word of a decision
 * @param noise what the steps are judged by; nothing where the log does not tell
 * @param steps the changes that were kept, each against the one before; none without a noise
 */
public record JudgedDecisions(
    int kept, int discarded, int others, Optional<StepNoise> noise, List<AcceptedStep> steps) {
  /** Copies the steps. */
  public JudgedDecisions {
    steps = List.copyOf(steps);
  }

  /**
   * The noise of one run.
   *
   * @param source where it is from
   * @param sd its standard deviation, positive
   */
  public record StepNoise(Source source, double sd) {}

  /** Where the noise between runs is from. */
  public enum Source implements Coded {
    /** The user told it. */
    TOLD,
    /** From reruns in the log. */
    RERUNS,
    /** From the runs that were discarded; on the high side. */
    DISCARDS
  }

  /**
   * Judges by what the user told, else by reruns, else by what the discarded runs show.
   *
   * @param log the decisions
   * @param told the noise that the user told
   * @param reruns what reruns of the log give
   * @return the decisions; without steps where none of the three is there
   */
  static JudgedDecisions of(DecisionLog log, OptionalDouble told, Optional<NoiseOfReruns> reruns) {
    if (told.isPresent()) {
      return of(log, Source.TOLD, told.getAsDouble(), Double.POSITIVE_INFINITY);
    }
    return reruns
        .filter(r -> r.sd() > 0)
        .map(r -> of(log, Source.RERUNS, r.sd(), r.degrees()))
        .or(
            () ->
                log.noiseOfDiscards()
                    .map(sd -> of(log, Source.DISCARDS, sd, Double.POSITIVE_INFINITY)))
        .orElseGet(() -> of(log, Optional.empty(), List.of()));
  }

  private static JudgedDecisions of(DecisionLog log, Source source, double sd, double degrees) {
    return of(log, Optional.of(new StepNoise(source, sd)), log.accepted(sd, degrees));
  }

  private static JudgedDecisions of(
      DecisionLog log, Optional<StepNoise> noise, List<AcceptedStep> steps) {
    return new JudgedDecisions(
        log.count(Decision.Word.KEEP),
        log.count(Decision.Word.DISCARD),
        log.count(Decision.Word.OTHER),
        noise,
        steps);
  }

  /**
   * Counts the steps that may well be noise.
   *
   * @return how many are flagged
   */
  public int flagged() {
    return (int) steps.stream().filter(AcceptedStep::flagged).count();
  }
}
