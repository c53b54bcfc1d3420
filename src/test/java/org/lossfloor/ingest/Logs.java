package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.EventMaker;
import org.lossfloor.read.event.PieceEvents;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.TrialsTable;

/** Small logs written for a test, and what reading them gives. */
public final class Logs {
  private final Path folder;

  public Logs(Path folder) {
    this.folder = folder;
  }

  /** What came out of a read, in a stable order. */
  record Result(
      List<Trial> trials,
      List<RejectedRecord> rejected,
      List<SourceCounts> counts,
      List<String> warnings) {
    List<String> outcomes() {
      return trials.stream().map(Result::outcome).toList();
    }

    private static String outcome(Trial t) {
      String value = t.score().value().isPresent() ? " " + t.score().value().getAsDouble() : "";
      String fate = t.excludedReason().map(r -> r.code()).orElse(t.failed() ? "failed" : "used");
      return t.trialId() + value + " " + fate;
    }

    List<String> reasons() {
      return rejected.stream()
          .map(r -> (r.line().isPresent() ? r.line().getAsLong() : "-") + ": " + r.reason())
          .toList();
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  Logs write(String name, String text) throws IOException {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Logs write(String name, byte[] bytes) throws IOException {
    Files.createDirectories(file(name).getParent());
    Files.write(file(name), bytes);
    return this;
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  /** An audit of one source; the lines are its settings besides name and path. */
  public AuditConfig audit(String path, String settings) {
    String yaml =
        "name: test\nsources:\n  - name: s\n    path: '" + file(path) + "'\n" + settings.indent(4);
    return AuditConfig.parse("test.yaml", yaml);
  }

  /** What the pieces of a file become in the one pass over the logs. */
  static List<Row> rows(SourceConfig source, LogFile file) {
    return rows(source, LogPiece.whole(file));
  }

  static List<Row> rows(SourceConfig source, LogPiece piece) {
    return events(source, piece).stream().map(Events::row).toList();
  }

  static List<Event> events(SourceConfig source, LogPiece piece) {
    List<Event> all = new ArrayList<>();
    try (PieceEvents events = new PieceEvents(new EventMaker(source), List.of(piece).iterator())) {
      events.forEachRemaining(all::add);
    }
    return all;
  }

  Result read(String path, String settings) {
    return read(audit(path, settings));
  }

  static Result read(AuditConfig audit) {
    try (Ingested in = Ingest.read(LocalSpark.session(), audit)) {
      Stream<Trial> read = in.trials().collectAsList().stream().map(TrialsTable::trial);
      Stream<RejectedRecord> bad =
          in.rejected().collectAsList().stream().map(RejectedRecordsTable::record);
      Result result =
          new Result(
              read.sorted(Logs::inOrder).toList(),
              bad.sorted(Logs::inOrder).toList(),
              in.counts(),
              in.warnings());
      assertThat(result.counts()).allMatch(SourceCounts::balanced, "counts in = counts out");
      long tallied = in.tallies().collectAsList().stream().mapToLong(row -> row.getLong(2)).sum();
      assertThat(result.counts().get(0).records()).isEqualTo(tallied);
      return result;
    }
  }

  private static int inOrder(Trial a, Trial b) {
    return key(a).compareTo(key(b));
  }

  private static String key(Trial t) {
    return String.format(
        "%s %s %09d", t.experiment().columns(), t.origin().path(), t.origin().line().orElse(0));
  }

  private static int inOrder(RejectedRecord a, RejectedRecord b) {
    return String.format("%s %09d", a.path(), a.line().orElse(0))
        .compareTo(String.format("%s %09d", b.path(), b.line().orElse(0)));
  }
}
