package org.lossfloor.ingest.event;

import org.lossfloor.read.event.Event;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Trial;

/**
 * A part of a trial that is mostly the same from one trial of a log to the next, as a text or null.
 */
enum TrialSlot {
  STATE,
  STATE_RAW,
  METRIC,
  DIRECTION,
  STATUS,
  REDUCE,
  SEED,
  SAMPLER,
  SAMPLER_SOURCE,
  SOURCE,
  FORMAT,
  PATH,
  OUTCOME,
  ABSENCE;

  /** No reason of an exclusion is spelt like these; there is one called {@code failed}. */
  private static final String SCORED = "-scored";

  private static final String FAILED = "-failed";

  /** What a trial has there: a text, a word, or null. */
  Object of(Event.Made made) {
    Trial trial = made.trial();
    return switch (this) {
      case STATE -> trial.state();
      case STATE_RAW -> trial.stateRaw().orElse(null);
      case METRIC -> trial.score().metric();
      case DIRECTION -> trial.score().direction();
      case STATUS -> trial.score().status();
      case REDUCE -> trial.score().reduce();
      case SEED -> trial.seed().orElse(null);
      case SAMPLER -> trial.sampler();
      case SAMPLER_SOURCE -> trial.samplerSource();
      case SOURCE -> trial.origin().source();
      case FORMAT -> trial.origin().format();
      case PATH -> trial.origin().path();
      case OUTCOME -> outcome(trial.outcome());
      case ABSENCE -> made.absence().orElse(null);
    };
  }

  static String text(Object value) {
    return value instanceof Coded word ? word.code() : (String) value;
  }

  private static Object outcome(Outcome outcome) {
    if (outcome instanceof Outcome.Excluded excluded) {
      return excluded.reason();
    }
    return outcome instanceof Outcome.Failed ? FAILED : SCORED;
  }

  static Outcome outcome(String text) {
    return switch (text) {
      case SCORED -> Outcome.SCORED;
      case FAILED -> Outcome.FAILED;
      default -> new Outcome.Excluded(word(ExclusionReason.class, text));
    };
  }

  static <E extends Enum<E> & Coded> E word(Class<E> type, String code) {
    return Coded.parse(type, code).orElseThrow();
  }
}
