package org.lossfloor.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.ingest.SourceReport;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.read.note.Note;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.SourcesTable;
import org.lossfloor.table.TrialsTable;

/** The first step: logs to the tables {@code trials}, {@code rejected_records}, {@code sources}. */
final class IngestStep {
  private IngestStep() {}

  /**
   * What was read.
   *
   * @param sources what became of every source
   * @param warnings what a person should know of them
   */
  record Read(List<SourceReport> sources, List<String> warnings) {
    /** Copies the lists. */
    Read {
      sources = List.copyOf(sources);
      warnings = List.copyOf(warnings);
    }

    List<SourceCounts> counts() {
      return sources.stream().flatMap(source -> source.counts().stream()).toList();
    }

    List<Note> notes() {
      return sources.stream().flatMap(source -> source.notes().stream()).toList();
    }

    private String found() {
      long trials = counts().stream().mapToLong(SourceCounts::trials).sum();
      long rejected = sources.stream().mapToLong(SourceReport::rejected).sum();
      return trials + " trials, " + rejected + " rejected records";
    }
  }

  static Read run(AuditContext audit) {
    String doing = "read " + audit.config().sources().size() + " sources into trials";
    return audit.steps().run("ingest", "ingest: " + doing, () -> read(audit), Read::found);
  }

  private static Read read(AuditContext audit) {
    try (Ingested ingested =
        Ingest.read(audit.spark(), audit.config(), Optional.of(audit.runs().output()))) {
      audit.write(ingested.trials(), TrialsTable.NAME);
      audit.write(ingested.rejected(), RejectedRecordsTable.NAME);
      audit.steps().describe("ingest: count records in and out");
      List<SourceCounts> counts = ingested.counts();
      counts.forEach(IngestStep::requireBalanced);
      audit.written().requireIngested(counts, rejections(ingested.sources()));
      audit.write(
          audit
              .spark()
              .createDataFrame(SourceRecords.rows(ingested.sources()), SourcesTable.schema())
              .coalesce(1),
          SourcesTable.NAME);
      List<String> warnings = new ArrayList<>(SourceRecords.broken(ingested.sources()));
      warnings.addAll(ingested.warnings());
      return new Read(ingested.sources(), warnings);
    }
  }

  private static Map<String, Long> rejections(List<SourceReport> sources) {
    return sources.stream().collect(Collectors.toMap(SourceReport::name, SourceReport::rejections));
  }

  private static void requireBalanced(SourceCounts counts) {
    if (!counts.balanced()) {
      throw new IllegalStateException("records in differ from records out: " + counts);
    }
  }
}
