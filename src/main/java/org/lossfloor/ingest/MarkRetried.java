package org.lossfloor.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/**
 * Of a draw that failed and was run again keeps the last try. Trials are tries of one draw when all
 * but the last failed, they agree in seed, and a hyperparameter has digits enough that no two draws
 * agree in it by chance.
 */
final class MarkRetried implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;

  /** Significant digits from which on a value was drawn from a continuum. */
  private static final int DIGITS = 4;

  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  /** By what the log says of the order, else by place. */
  private static final Comparator<Try> ORDER =
      Comparator.comparingLong((Try t) -> t.trial().number().orElse(Long.MAX_VALUE))
          .thenComparing(t -> t.trial().timing().start().orElse(Instant.MAX))
          .thenComparing(t -> t.trial().origin().path())
          .thenComparingLong(t -> t.trial().origin().line().orElse(0));

  private record Try(Row row, Trial trial) {}

  MarkRetried(RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<Row> call(String draw, Iterator<Row> rows) {
    Events events = new Events(trials, rejections);
    Map<String, List<Try>> draws = new TreeMap<>();
    List<Row> result = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      Trial trial = events.trial(row);
      if (trial.outcome() instanceof Outcome.Excluded) {
        result.add(row);
      } else {
        String key = trial.experiment().id() + trial.seed();
        draws.computeIfAbsent(key, k -> new ArrayList<>()).add(new Try(row, trial));
      }
    }
    draws.values().forEach(tries -> mark(tries, events, result));
    return result.iterator();
  }

  private static void mark(List<Try> tries, Events events, List<Row> result) {
    tries.sort(ORDER);
    Trial last = tries.get(tries.size() - 1).trial();
    boolean retried =
        isPrecise(last)
            && tries.stream()
                .limit(tries.size() - 1)
                .allMatch(t -> t.trial().failed() && t.trial().state() == TrialState.FAIL);
    FileTally notes = new FileTally(last.origin().path(), new long[0]);
    for (int i = 0; i < tries.size(); i++) {
      Row row = tries.get(i).row();
      Trial trial = tries.get(i).trial();
      if (!retried || i == tries.size() - 1) {
        result.add(row);
        continue;
      }
      notes.note(
          NoteKind.RETRIED,
          trial.origin().line().orElse(0),
          "trial " + trial.trialId() + " by trial " + last.trialId());
      result.add(
          events.trial(
              trial.excluded(ExclusionReason.RETRIED),
              row.getAs(Events.GROUP),
              row.getAs(Events.ABSENCE)));
    }
    if (notes.hasNotes()) {
      result.add(events.tally(last.origin().source(), notes));
    }
  }

  private static boolean isPrecise(Trial trial) {
    return trial.parameters().values().stream().anyMatch(MarkRetried::isPrecise);
  }

  private static boolean isPrecise(String value) {
    if (!value.matches("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?")) {
      return false;
    }
    String digits = value.replaceAll("[eE].*|[^0-9]", "").replaceAll("^0+|0+$", "");
    return digits.length() >= DIGITS;
  }
}
