package org.lossfloor.read.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/**
 * Keeps only the last try of a draw that failed and was run again. Trials are tries of one draw if
 * all but the last failed, they agree in the seed, and a hyperparameter has so many digits that two
 * draws do not agree in it by chance.
 */
public final class RetryRule implements GroupRule {
  private static final long serialVersionUID = 1L;

  /** From this number of significant digits on a value was drawn from a continuum. */
  private static final int DIGITS = 4;

  /** By the order that the log gives, else by place. */
  private static final Comparator<Event.Made> ORDER =
      Comparator.comparingLong((Event.Made t) -> t.trial().number().orElse(Long.MAX_VALUE))
          .thenComparing(t -> t.trial().timing().start().orElse(Instant.MAX))
          .thenComparing(t -> t.trial().origin().path())
          .thenComparingLong(t -> t.trial().origin().line().orElse(0));

  /** Decides about trials that agree in hyperparameters; no other events are among them. */
  @Override
  public List<Event> apply(List<Event> group) {
    Map<String, List<Event.Made>> draws = new TreeMap<>();
    List<Event> result = new ArrayList<>();
    for (Event event : group) {
      Trial trial = ((Event.Made) event).trial();
      if (trial.outcome() instanceof Outcome.Excluded) {
        result.add(event);
      } else {
        String key = trial.experiment().id() + trial.seed();
        draws.computeIfAbsent(key, k -> new ArrayList<>()).add((Event.Made) event);
      }
    }
    draws.values().forEach(tries -> mark(tries, result));
    return result;
  }

  private static void mark(List<Event.Made> tries, List<Event> result) {
    tries.sort(ORDER);
    Trial last = tries.get(tries.size() - 1).trial();
    List<Event.Made> before = tries.subList(0, tries.size() - 1);
    if (!isPrecise(last) || !before.stream().allMatch(RetryRule::hasFailed)) {
      result.addAll(tries);
      return;
    }
    FileTally notes = new FileTally(last.origin().path(), new long[0]);
    for (Event.Made made : before) {
      Trial trial = made.trial();
      notes.note(
          NoteKind.RETRIED,
          trial.origin().line().orElse(0),
          "trial " + trial.trialId() + " by trial " + last.trialId());
      result.add(made.with(trial.excluded(ExclusionReason.RETRIED)));
    }
    result.add(tries.get(tries.size() - 1));
    if (notes.hasNotes()) {
      result.add(new Event.Counted(last.origin().source(), notes));
    }
  }

  private static boolean hasFailed(Event.Made made) {
    return made.trial().failed() && made.trial().state() == TrialState.FAIL;
  }

  private static boolean isPrecise(Trial trial) {
    return trial.parameters().values().stream().anyMatch(RetryRule::isPrecise);
  }

  private static boolean isPrecise(String value) {
    if (!value.matches("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?")) {
      return false;
    }
    String digits = value.replaceAll("[eE].*|[^0-9]", "").replaceAll("^0+|0+$", "");
    return digits.length() >= DIGITS;
  }
}
