package org.lossfloor.read.event;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.key.DedupConfig.Keep;
import org.lossfloor.config.key.FieldRules.OnConflict;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.trial.SharedId;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Trial;

/**
 * Keeps the first or last record of a trial, by file and line, and excludes the others. Different
 * trials that share an id are a conflict, which the configuration decides.
 */
public final class DuplicateRule implements GroupRule {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 3;
  private static final Comparator<Event.Made> IN_ORDER =
      Comparator.comparing((Event.Made made) -> made.trial().origin().path())
          .thenComparingLong(made -> made.trial().origin().line().orElse(0));

  private final TreeSet<String> keepFirst = new TreeSet<>();
  private final TreeMap<String, OnConflict> onConflict = new TreeMap<>();

  /**
   * Makes the rule.
   *
   * @param sources the sources
   */
  public DuplicateRule(List<SourceConfig> sources) {
    for (SourceConfig source : sources) {
      onConflict.put(source.name(), source.fields().onIdConflict());
      if (source.dedup().keep() == Keep.FIRST) {
        keepFirst.add(source.name());
      }
    }
  }

  /** Decides about trials that may be the same; only trials are passed in. */
  @Override
  public List<Event> apply(List<Event> group) {
    List<Event.Made> same = group.stream().map(Event.Made.class::cast).sorted(IN_ORDER).toList();
    return new Group(same).marked();
  }

  /** The records of one id. */
  private final class Group {
    private final List<Event.Made> rows;
    private final List<Trial> records;
    private final List<List<Integer>> apart;
    private final String source;
    private final List<Event> result = new ArrayList<>();
    private final FileTally notes;

    Group(List<Event.Made> rows) {
      this.rows = rows;
      records = rows.stream().map(Event.Made::trial).toList();
      apart = SharedId.trials(records);
      source = records.get(0).origin().source();
      notes = new FileTally(records.get(0).origin().path(), new long[0]);
    }

    List<Event> marked() {
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
        result.add(new Event.Counted(source, notes));
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
     * One trial of several; the file identifies it unless another one of the file has the same id.
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
        result.add(same ? rows.get(i) : rows.get(i).with(record));
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

    private void reject(Trial trial) {
      String reason = "the trial id `" + trial.trialId() + "` is that of different trials";
      result.add(Event.Rejected.of(trial, reason));
    }

    private void refuse(int record) {
      result.add(rows.get(record).with(records.get(record).excluded(ExclusionReason.ID_REFUSED)));
    }

    private List<Integer> all() {
      return IntStream.range(0, rows.size()).boxed().toList();
    }

    /** As many last parts of the path as distinguish the files of the group. */
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
