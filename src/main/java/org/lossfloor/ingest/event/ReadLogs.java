package org.lossfloor.ingest.event;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.EventMaker;
import org.lossfloor.read.event.PieceEvents;
import org.lossfloor.read.file.LogPiece;

/** Packed pieces to events, on executors. */
public final class ReadLogs implements FlatMapFunction<Iterator<Row>, Event> {
  private static final long serialVersionUID = 1L;

  /** Opens what was packed for one task. */
  public interface Pieces extends Serializable {
    List<LogPiece> of(Row packed);
  }

  private final SourceConfig source;
  private final Pieces pieces;

  public ReadLogs(SourceConfig source, Pieces pieces) {
    this.source = source;
    this.pieces = pieces;
  }

  /**
   * Reads.
   *
   * @param spark the session
   * @param packed what each task reads, one row a task
   * @return the events
   */
  public JavaRDD<Event> over(SparkSession spark, List<Row> packed) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(packed, packed.size())
        .mapPartitions(this);
  }

  @Override
  public Iterator<Event> call(Iterator<Row> packed) {
    Iterable<Row> rows = () -> packed;
    Iterator<LogPiece> all =
        StreamSupport.stream(rows.spliterator(), false)
            .flatMap(row -> pieces.of(row).stream())
            .iterator();
    PieceEvents events = new PieceEvents(new EventMaker(source), all);
    if (TaskContext.get() != null) {
      TaskCompletionListener close = context -> events.close();
      TaskContext.get().addTaskCompletionListener(close);
    }
    return events;
  }
}
