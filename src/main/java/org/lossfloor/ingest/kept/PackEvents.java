package org.lossfloor.ingest.kept;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.ByteSink;
import org.lossfloor.ingest.event.EventBlock;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.OtherWriter;
import org.lossfloor.ingest.event.TrialWriter;
import org.lossfloor.read.event.Event;

/** The events of a partition to blocks; behind them what is known of all. */
final class PackEvents implements FlatMapFunction<Iterator<Event>, byte[]> {
  private static final long serialVersionUID = 1L;

  /** A block is closed once it is as large as this, before compression. */
  private static final int BYTES = 1 << 20;

  @Override
  public Iterator<byte[]> call(Iterator<Event> events) {
    return new Blocks(events);
  }

  private static final class Blocks implements Iterator<byte[]> {
    private final Iterator<Event> events;
    private final Queue<byte[]> ready = new ArrayDeque<>();
    private final Survey survey = new Survey();
    private final Survey.Alike alike = survey.alike();
    private TrialWriter trials = new TrialWriter();
    private OtherWriter others = new OtherWriter();
    private ByteSink groups = new ByteSink();
    private boolean ended;

    Blocks(Iterator<Event> events) {
      this.events = events;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !ended) {
        if (events.hasNext()) {
          add(Events.storable(events.next()));
        } else {
          end();
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void add(Event event) {
      if (event instanceof Event.Made made) {
        alike.add(made);
        trials.write(made);
        group(made);
        if (trials.size() >= BYTES) {
          endTrials();
        }
      } else {
        survey.add(event);
        others.write(event);
        if (others.size() >= BYTES) {
          endOthers();
        }
      }
    }

    private void group(Event.Made made) {
      if (Repeated.counts(made)) {
        groups.fixed(Repeated.hash(made.group().orElseThrow()));
        if (groups.size() >= BYTES) {
          endGroups();
        }
      }
    }

    private void endTrials() {
      if (trials.size() > 0) {
        ready.add(EventBlock.TRIALS.pack(trials.toBytes()));
        trials = new TrialWriter();
      }
    }

    private void endOthers() {
      if (others.size() > 0) {
        ready.add(EventBlock.OTHERS.pack(others.toBytes()));
        others = new OtherWriter();
      }
    }

    private void endGroups() {
      if (groups.size() > 0) {
        ready.add(EventBlock.GROUPS.pack(groups.toBytes()));
        groups = new ByteSink();
      }
    }

    private void end() {
      ended = true;
      endTrials();
      endOthers();
      endGroups();
      alike.end();
      ready.add(EventBlock.SURVEY.pack(survey.toBytes()));
    }
  }
}
