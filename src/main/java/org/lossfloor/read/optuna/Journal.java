package org.lossfloor.read.optuna;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.tracker.TrackerJson;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TreeSource;
import org.lossfloor.sweep.RejectedRecord;

/**
 * A journal: one operation a line, replayed in the order of the file. A line that cannot be read
 * costs itself. If it began a study or trial, all that follow have the next id; whether it did is
 * taken from its text, or from a later operation that refers to one more than there are. Then the
 * journal is replayed with that.
 */
final class Journal implements TreeSource {
  private static final int MOST_REPLAYS = 50;
  private static final Pattern CODE = Pattern.compile("\"op_code\"\\s*:\\s*(\\d+)\\s*[,}]");
  private static final Pattern STUDY = Pattern.compile("\"study_id\"\\s*:\\s*(\\d{1,9})\\s*[,}]");

  /** What a line that cannot be read is taken for. */
  private enum Lost {
    NOTHING,
    STUDY,
    TRIAL
  }

  private final LogPiece piece;
  private final TextLayout layout;
  private final Map<Long, Lost> lost = new TreeMap<>();
  private final List<TreeRecord> unreadable = new ArrayList<>();
  private final Map<NoteKind, FileTally.Seen> notes = new EnumMap<>(NoteKind.class);
  private Replay replay = new Replay();
  private IOException broken;
  private long lines;
  private Iterator<TreeRecord> records;

  private Journal(LogPiece piece, TextLayout layout) {
    this.piece = piece;
    this.layout = layout;
  }

  /** Whether the first line of a file is an operation, or may have been one. */
  static boolean is(LogPiece piece, TextLayout layout) throws IOException {
    try (LineReader lines = new LineReader(piece.file().text(layout.encoding()).bytes())) {
      for (int i = 0; i < MOST_REPLAYS && lines.next(); i++) {
        String line = lines.text(RejectedRecord.TEXT_LIMIT);
        if (line.contains("\"op_code\"")) {
          return true;
        }
      }
      return false;
    }
  }

  static Journal replay(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    Journal journal = new Journal(piece, layout);
    boolean right = false;
    for (int i = 0; i < MOST_REPLAYS && !right; i++) {
      right = journal.run(tally, i == MOST_REPLAYS - 1);
    }
    journal.finish(tally);
    return journal;
  }

  /** Replays the journal; stops where a line that cannot be read turns out to have taken an id. */
  private boolean run(FileTally tally, boolean last) throws IOException {
    replay = new Replay();
    unreadable.clear();
    notes.clear();
    broken = null;
    // What is odd about the file is noted once.
    FileTally oddities = lost.isEmpty() ? tally : new FileTally(tally.path(), new long[0]);
    try (LineReader reader = piece.lines(layout, oddities)) {
      while (next(reader)) {
        if (!line(reader, last)) {
          return false;
        }
      }
      lines = reader.count();
    }
    return true;
  }

  private boolean next(LineReader reader) throws StorageFault {
    try {
      return reader.next();
    } catch (StorageFault e) {
      throw e;
    } catch (IOException e) {
      broken = e;
      return false;
    }
  }

  /** Returns whether the replay can go on. */
  private boolean line(LineReader reader, boolean last) {
    String text = reader.text(LineReader.LONGEST);
    if (text.isBlank()) {
      return true;
    }
    try {
      if (reader.tooLong()) {
        throw new UnreadableRecord("the line is longer than " + LineReader.LONGEST + " bytes");
      }
      Operation operation = Operation.of(reader.line(), TrackerJson.object(text));
      if (operation.code() == Operation.Code.OTHER) {
        skip(reader.line(), "op_code " + operation.json().path("op_code"));
      }
      replay.apply(operation);
    } catch (UnreadableRecord e) {
      reject(reader, text, e.getMessage());
    } catch (Replay.Missing e) {
      if (!last && explained(e)) {
        return false;
      }
      skip(reader.line(), e.getMessage());
    }
    return true;
  }

  /** Whether a line before that cannot be read explains why something is missing. */
  private boolean explained(Replay.Missing missing) {
    for (Map.Entry<Long, Lost> line : lost.entrySet()) {
      if (line.getValue() == Lost.NOTHING) {
        line.setValue(missing.isStudy() ? Lost.STUDY : Lost.TRIAL);
        return true;
      }
    }
    return false;
  }

  private void skip(long line, String what) {
    notes.merge(
        NoteKind.SKIPPED_OPERATION,
        new FileTally.Seen(1, line, what),
        (first, next) -> new FileTally.Seen(first.count() + 1, first.line(), first.detail()));
  }

  private void reject(LineReader reader, String text, String reason) {
    Matcher study = STUDY.matcher(text);
    Optional<Integer> of =
        study.find() ? Optional.of(Integer.valueOf(study.group(1))) : Optional.empty();
    Lost what = lost.computeIfAbsent(reader.line(), line -> guess(text));
    String torn = reader.terminated() ? "" : "torn last line: ";
    String costs = "";
    switch (what) {
      case STUDY -> {
        replay.lostStudy();
        costs = "; it began a study";
      }
      case TRIAL -> {
        replay.lostTrial(of);
        costs = "; it began a trial, which is lost with it";
      }
      case NOTHING -> {}
    }
    String shown = text.substring(0, Math.min(text.length(), RejectedRecord.TEXT_LIMIT));
    unreadable.add(TreeRecord.unreadable(reader.line(), torn + reason + costs, shown));
  }

  private static Lost guess(String text) {
    Matcher code = CODE.matcher(text);
    return code.find() && code.group(1).equals("4") ? Lost.TRIAL : Lost.NOTHING;
  }

  private void finish(FileTally tally) {
    notes.forEach(
        (kind, seen) -> {
          for (long i = 0; i < seen.count(); i++) {
            tally.note(kind, seen.line(), seen.detail());
          }
        });
    for (long i = replay.deleted(); i > 0; i--) {
      tally.note(NoteKind.DELETED_TRIAL, 0, "");
    }
    List<TreeRecord> all = new ArrayList<>(replay.records());
    if (all.isEmpty() && unreadable.isEmpty() && broken == null && lines > 0) {
      broken = new IOException("the journal has no trial of a study that is still there");
    }
    all.addAll(unreadable);
    all.sort(Comparator.comparingLong(TreeRecord::line));
    records = all.iterator();
  }

  @Override
  public Optional<TreeRecord> next() throws IOException {
    if (records.hasNext()) {
      return Optional.of(records.next());
    }
    if (broken != null) {
      IOException fault = broken;
      broken = null;
      throw fault;
    }
    return Optional.empty();
  }

  @Override
  public long lines() {
    return lines;
  }
}
