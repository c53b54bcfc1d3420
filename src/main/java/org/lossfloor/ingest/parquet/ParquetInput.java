package org.lossfloor.ingest.parquet;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.ParquetLayout;
import org.lossfloor.engine.ParquetTypes;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.ReadLogs;
import org.lossfloor.ingest.files.InputFile;
import org.lossfloor.ingest.pieces.TaskSize;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.EventMaker;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.record.FieldTree;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.trial.TrialMaker;

/**
 * Parquet files to events. Files whose end cannot be read are rejected here; the others are read on
 * executors, cut between row groups where they are large. Files may have different layouts.
 */
public final class ParquetInput {
  private final SparkSession spark;
  private final SourceConfig source;
  private final FieldTree mapped;
  private final Broadcast<SerializableConfiguration> hadoop;

  public ParquetInput(
      SparkSession spark, SourceConfig source, Broadcast<SerializableConfiguration> hadoop) {
    this.spark = spark;
    this.source = source;
    mapped = new TrialMaker(source).plan().tree();
    this.hadoop = hadoop;
  }

  public JavaRDD<Event> events(List<InputFile> files) {
    SparkSession own = ParquetLayout.session(spark);
    Map<StructType, Integer> layouts = new LinkedHashMap<>();
    List<ParquetPiece> whole = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    for (ParquetFooter footer : footers(files, own)) {
      if (footer.fault().isPresent()) {
        others.add(rejection(footer));
      } else if (footer.rows().size() == 1) {
        others.add(nothing(footer));
      } else {
        int layout = layouts.computeIfAbsent(footer.schema(), schema -> layouts.size());
        InputFile file = footer.file();
        whole.add(
            new ParquetPiece(file.path(), file.length(), layout, footer.starts(), footer.rows()));
      }
    }
    JavaRDD<Event> rest = Events.of(spark.createDataFrame(others, Events.SCHEMA));
    if (whole.isEmpty()) {
      return rest;
    }
    List<ParquetLayout> readers =
        layouts.keySet().stream().map(schema -> new ParquetLayout(own, schema)).toList();
    return read(whole, new ParquetPieces(readers, hadoop)).union(rest);
  }

  private List<ParquetFooter> footers(List<InputFile> files, SparkSession own) {
    ParquetTypes types = new ParquetTypes(own);
    return files.parallelStream().map(file -> footer(file, types)).toList();
  }

  private ParquetFooter footer(InputFile file, ParquetTypes types) {
    try {
      return ParquetFooter.read(
          file,
          hadoop.value().value(),
          types,
          name -> mapped.name(name) != null || mapped.prefixed(name) != null);
    } catch (StorageFault e) {
      throw new UncheckedIOException(e);
    }
  }

  private Row rejection(ParquetFooter footer) {
    Place place = new Place(footer.file().path(), Map.of(), 0);
    return Events.row(Event.Rejected.of(source.name(), place, footer.fault().orElseThrow(), "", 0));
  }

  /** A file without row groups has been read already. */
  private Row nothing(ParquetFooter footer) {
    EventMaker maker = new EventMaker(source);
    return Events.row(maker.tally(maker.count(footer.file().path())));
  }

  private JavaRDD<Event> read(List<ParquetPiece> files, ParquetPieces opener) {
    TaskSize tasks =
        TaskSize.of(spark, files.size(), files.stream().mapToLong(ParquetPiece::bytes).sum());
    List<ParquetPiece> pieces =
        files.stream().flatMap(file -> file.cut(tasks.most()).stream()).toList();
    List<Row> packed =
        tasks.packed(pieces, ParquetPiece::bytes).stream().map(ParquetPiece::pack).toList();
    return new ReadLogs(source, opener).over(spark, packed);
  }
}
