package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.lossfloor.config.DedupConfig.Keep;
import org.lossfloor.config.FieldRules.OnConflict;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.trial.SharedId;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;

/**
 * Keeps the first or last record of a trial, by file and line, and excludes the others. Different
 * trials that share an id are a conflict, which the configuration decides.
 */
final class MarkDuplicates implements FlatMapGroupsFunction<String, Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 3;

  private final TreeSet<String> keepFirst = new TreeSet<>();
  private final TreeMap<String, OnConflict> onConflict = new TreeMap<>();
  private final RowCodec<Trial> trials;
  private final RowCodec<RejectedRecord> rejections;

  /**
   * Makes the function.
   *
   * @param sources the sources
   */
  MarkDuplicates(
      List<SourceConfig> sources, RowCodec<Trial> trials, RowCodec<RejectedRecord> rejections) {
    for (SourceConfig source : sources) {
      onConflict.put(source.name(), source.fields().onIdConflict());
      if (source.dedup().keep() == Keep.FIRST) {
        keepFirst.add(source.name());
      }
    }
    this.trials = trials;
    this.rejections = rejections;
  }

  @Override
  public Iterator<Row> call(String group, Iterator<Row> rows) {
    List<Row> same = new ArrayList<>();
    rows.forEachRemaining(same::add);
    same.sort(JoinPoints.inOrder());
    return new Group(same).marked().iterator();
  }

  /** The records of one id. */
  private final class Group {
    private final Events events = new Events(trials, rejections);
    private final List<Row> rows;
    private final List<Trial> records;
    private final List<List<Integer>> apart;
    private final String source;
    private final List<Row> result = new ArrayList<>();
    private final FileTally notes;

    Group(List<Row> rows) {
      this.rows = rows;
      records = rows.stream().map(events::trial).toList();
      apart = SharedId.trials(records);
      source = records.get(0).origin().source();
      notes = new FileTally(records.get(0).origin().path(), new long[0]);
    }

    List<Row> marked() {
      OnConflict policy = apart.size() == 1 ? OnConflict.DEDUP : onConflict.get(source);
      if (apart.size() > 1) {
        notes.note(NoteKind.ID_CONFLICT, line(0), conflict());
      }
      switch (policy) {
        case QUALIFY -> apart.forEach(this::qualify);
        case REJECT -> records.forEach(this::reject);
        case ERROR -> all().forEach(this::refuse);
        case DEDUP -> deduplicate(all(), null);
      }
      if (notes.hasNotes()) {
        result.add(events.tally(source, notes));
      }
      return result;
    }

    private long line(int record) {
      return records.get(record).origin().line().orElse(0);
    }

    private String conflict() {
      return apart.stream()
              .limit(SHOWN)
              .map(trial -> records.get(trial.get(trial.size() - 1)))
              .map(trial -> place(trial, true) + " " + score(trial))
              .collect(Collectors.joining(", ", "`" + records.get(0).trialId() + "`: ", ""))
          + (apart.size() > SHOWN ? " and " + (apart.size() - SHOWN) + " more" : "");
    }

    private static String score(Trial trial) {
      return trial.score().value().isPresent()
          ? String.valueOf(trial.score().value().getAsDouble())
          : trial.score().status().code();
    }

    /**
     * One trial of several; the file tells it unless another one of the file has the id as well.
     */
    private void qualify(List<Integer> trial) {
      Trial kept = records.get(kept(trial));
      long inFile =
          apart.stream()
              .map(other -> records.get(kept(other)).origin().path())
              .filter(kept.origin().path()::equals)
              .count();
      deduplicate(trial, place(kept, inFile > 1) + "#" + kept.trialId());
    }

    private int kept(List<Integer> trial) {
      return trial.get(keepFirst.contains(source) ? 0 : trial.size() - 1);
    }

    private void deduplicate(List<Integer> trial, String id) {
      int kept = kept(trial);
      for (int i : trial) {
        Trial record = id == null ? records.get(i) : records.get(i).named(id);
        if (i != kept) {
          tellUpdate(records.get(i), records.get(kept));
          record = record.excluded(ExclusionReason.DUPLICATE);
        }
        boolean same = i == kept && id == null;
        result.add(same ? rows.get(i) : again(rows.get(i), record));
      }
    }

    private void tellUpdate(Trial dropped, Trial kept) {
      if (SharedId.isFinished(dropped)
          && SharedId.isFinished(kept)
          && !dropped.score().value().equals(kept.score().value())) {
        String detail =
            "`" + dropped.trialId() + "`: " + score(dropped) + ", and " + score(kept) + " counts";
        notes.note(NoteKind.ID_UPDATED, dropped.origin().line().orElse(0), detail);
      }
    }

    private Row again(Row row, Trial trial) {
      return events.trial(trial, row.getAs(Events.GROUP), row.getAs(Events.ABSENCE));
    }

    private void reject(Trial trial) {
      String reason = "the trial id `" + trial.trialId() + "` is that of different trials";
      result.add(
          events.rejected(
              new RejectedRecord(
                  source,
                  trial.origin().path(),
                  trial.origin().line(),
                  reason,
                  "",
                  trial.origin().records()),
              trial.score().metric()));
    }

    private void refuse(int record) {
      result.add(again(rows.get(record), records.get(record).excluded(ExclusionReason.ID_REFUSED)));
    }

    private List<Integer> all() {
      return IntStream.range(0, rows.size()).boxed().toList();
    }

    /** As many last parts of the path as tell the files of the group apart. */
    private String place(Trial trial, boolean withLine) {
      String path = trial.origin().path();
      int parts = 1;
      while (last(path, parts).length() < path.length() && !isUnique(path, parts)) {
        parts++;
      }
      String line = withLine ? ":" + trial.origin().line().orElse(0) : "";
      return last(path, parts) + line;
    }

    private boolean isUnique(String path, int parts) {
      return records.stream()
          .map(record -> record.origin().path())
          .filter(other -> !other.equals(path))
          .noneMatch(other -> last(other, parts).equals(last(path, parts)));
    }

    private static String last(String path, int parts) {
      int from = path.length();
      for (int i = 0; i < parts && from >= 0; i++) {
        from = path.lastIndexOf('/', from - 1);
      }
      return path.substring(from + 1);
    }
  }
}
