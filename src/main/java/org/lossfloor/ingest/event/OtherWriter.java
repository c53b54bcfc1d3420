package org.lossfloor.ingest.event;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.sweep.RejectedRecord;

/** Rejections and counts as bytes. */
public final class OtherWriter {
  private static final int REJECTED = 0;
  private static final int COUNTED = 1;
  private static final long NO_LINE = -1;

  private final ByteSink out = new ByteSink();

  public int size() {
    return out.size();
  }

  public byte[] toBytes() {
    return out.toBytes();
  }

  public void write(Event event) {
    if (event instanceof Event.Rejected rejected) {
      out.whole(REJECTED);
      rejected(rejected);
    } else if (event instanceof Event.Counted counted) {
      out.whole(COUNTED);
      out.text(counted.source());
      tally(counted.tally());
    } else {
      throw new IllegalArgumentException("neither a rejection nor a count: " + event);
    }
  }

  private void rejected(Event.Rejected rejected) {
    RejectedRecord record = rejected.record();
    out.text(record.source());
    out.text(record.path());
    out.whole(record.line().orElse(NO_LINE));
    out.text(record.reason());
    out.text(record.text());
    out.whole(record.records());
    out.text(rejected.metric().orElse(null));
  }

  private void tally(FileTally tally) {
    out.text(tally.path());
    out.whole(tally.records());
    out.whole(tally.lines());
    out.whole(tally.found().length);
    for (long count : tally.found()) {
      out.whole(count);
    }
    out.whole(tally.notes().size());
    tally
        .notes()
        .forEach(
            (kind, seen) -> {
              out.text(kind.name());
              out.whole(seen.count());
              out.whole(seen.line());
              out.text(seen.detail());
            });
  }

  /** What a writer was given, in the same order. */
  record Reader(ByteSource in) implements Iterator<Event> {
    @Override
    public boolean hasNext() {
      return in.hasMore();
    }

    @Override
    public Event next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return in.whole() == REJECTED ? rejected() : new Event.Counted(in.text(), tally());
    }

    private Event rejected() {
      RejectedRecord record =
          new RejectedRecord(in.text(), in.text(), line(), in.text(), in.text(), in.whole());
      return new Event.Rejected(record, Optional.ofNullable(in.text()));
    }

    private OptionalLong line() {
      long line = in.whole();
      return line == NO_LINE ? OptionalLong.empty() : OptionalLong.of(line);
    }

    private FileTally tally() {
      String path = in.text();
      long records = in.whole();
      long lines = in.whole();
      long[] found = new long[(int) in.whole()];
      for (int i = 0; i < found.length; i++) {
        found[i] = in.whole();
      }
      Map<NoteKind, FileTally.Seen> notes = new EnumMap<>(NoteKind.class);
      for (long left = in.whole(); left > 0; left--) {
        notes.put(
            NoteKind.valueOf(in.text()), new FileTally.Seen(in.whole(), in.whole(), in.text()));
      }
      return new FileTally(path, records, lines, found, notes);
    }
  }
}
