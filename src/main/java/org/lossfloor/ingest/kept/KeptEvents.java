package org.lossfloor.ingest.kept;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.engine.EngineRows;
import org.lossfloor.engine.KeptBlocks;
import org.lossfloor.engine.PackedBytes;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.ByteSource;
import org.lossfloor.ingest.event.EventBlock;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.read.event.Event;
import org.lossfloor.table.TrialsTable;

/**
 * Events kept as {@link KeptBlocks} that hold of each trial what it does not share with the one
 * before it. Rows of 30 columns are made of those only that are asked for.
 */
public final class KeptEvents implements AutoCloseable {
  private final SparkSession spark;
  private final KeptBlocks stored;

  private KeptEvents(SparkSession spark, JavaRDD<Event> events) {
    this.spark = spark;
    stored = KeptBlocks.of(events.mapPartitions(new PackEvents()));
  }

  /**
   * Keeps events from when they are first read until {@link #close}.
   *
   * @param spark the session
   * @param events the events, no drafts among them
   */
  public static KeptEvents of(SparkSession spark, JavaRDD<Event> events) {
    return new KeptEvents(spark, events);
  }

  /** Reads them now, while what they are made from is still kept. */
  public KeptEvents filled() {
    stored.all().count();
    return this;
  }

  /** All events. */
  public JavaRDD<Event> events() {
    return stored.all().flatMap(new Unpack());
  }

  private JavaRDD<Event> events(EventBlock kind) {
    return stored.all().filter(new Is(kind)).flatMap(new Unpack());
  }

  /** All events as rows of {@link Events#SCHEMA}. */
  public Dataset<Row> rows() {
    return Events.frame(spark, events());
  }

  /** The events that are no trials as rows of {@link Events#SCHEMA}. */
  public Dataset<Row> others() {
    return Events.frame(spark, events(EventBlock.OTHERS));
  }

  /**
   * The trials as rows of their table.
   *
   * @param without the names of sources that are left out
   */
  public Dataset<Row> trials(Collection<String> without) {
    return EngineRows.frame(
        spark,
        events(EventBlock.TRIALS).flatMap(new TrialRow(new TreeSet<>(without))),
        TrialsTable.schema());
  }

  /** Counts the events. */
  public Survey survey() {
    Survey survey = new Survey();
    stored.all().filter(new Is(EventBlock.SURVEY)).map(new Bytes()).collect().forEach(survey::add);
    return survey;
  }

  /** The trials whose group may be that of others as well; nothing if there are none. */
  public Optional<Candidates> sharingGroups() {
    return Repeated.among(stored.all().filter(new Is(EventBlock.GROUPS)).map(new Hashes()))
        .map(repeated -> new Candidates(this, new OfGroup(), repeated));
  }

  /**
   * The trials that may share a text with others; nothing if there are none.
   *
   * @param key gives the text of a trial, or nothing
   */
  public Optional<Candidates> sharing(Candidates.Key key) {
    JavaRDD<long[]> hashes = events(EventBlock.TRIALS).mapPartitions(new KeyHashes(key));
    return Repeated.among(hashes).map(repeated -> new Candidates(this, key, repeated));
  }

  SparkSession spark() {
    return spark;
  }

  /** Gives memory and disk back. */
  @Override
  public void close() {
    stored.close();
  }

  private record Is(EventBlock kind) implements Function<byte[], Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean call(byte[] block) {
      return kind.is(block);
    }
  }

  private record Unpack() implements FlatMapFunction<byte[], Event> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Event> call(byte[] block) {
      return EventBlock.events(block);
    }
  }

  private record Bytes() implements Function<byte[], byte[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public byte[] call(byte[] block) {
      return PackedBytes.unpack(block);
    }
  }

  private record Hashes() implements Function<byte[], long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public long[] call(byte[] block) {
      byte[] bytes = PackedBytes.unpack(block);
      ByteSource in = new ByteSource(bytes);
      long[] hashes = new long[bytes.length / Long.BYTES];
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = in.fixed();
      }
      return hashes;
    }
  }

  private record OfGroup() implements Candidates.Key {
    private static final long serialVersionUID = 1L;

    @Override
    public Optional<String> of(Event.Made made) {
      return Repeated.counts(made) ? made.group() : Optional.empty();
    }
  }

  private record KeyHashes(Candidates.Key key) implements FlatMapFunction<Iterator<Event>, long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<long[]> call(Iterator<Event> trials) {
      List<Long> hashes = new ArrayList<>();
      trials.forEachRemaining(
          trial -> key.of((Event.Made) trial).ifPresent(text -> hashes.add(Repeated.hash(text))));
      return List.of(hashes.stream().mapToLong(Long::longValue).toArray()).iterator();
    }
  }

  private record TrialRow(Set<String> without) implements FlatMapFunction<Event, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(Event event) {
      Event.Made made = (Event.Made) event;
      return without.contains(made.trial().origin().source())
          ? Collections.emptyIterator()
          : List.of(TrialsTable.row(made.trial())).iterator();
    }
  }
}
