package org.lossfloor.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.lossfloor.error.UserException;
import org.lossfloor.ingest.SourceReport;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.read.note.Note;
import org.lossfloor.sweep.SourceRecord;
import org.lossfloor.table.SourcesTable;

/** What became of the sources, for the table, the manifest and people. */
final class SourceRecords {
  private SourceRecords() {}

  /** Rows of the table {@code sources}. */
  static List<Row> rows(List<SourceReport> reports) {
    return reports.stream().map(SourceRecords::record).map(SourcesTable::row).toList();
  }

  private static SourceRecord record(SourceReport report) {
    return new SourceRecord(
        report.name(),
        report.source().format().code(),
        report.source().paths(),
        reason(report),
        report.size().sampledFiles(),
        report.filesLeftOut(),
        report.brokenFiles(),
        report.lines(),
        report.records(),
        report.rejected(),
        report.counts().stream().map(SourceRecords::metric).toList(),
        report.states(),
        report.notes().stream().map(SourceRecords::noted).toList(),
        report.warnings());
  }

  private static Optional<String> reason(SourceReport report) {
    return report.fault().map(UserException::getMessage);
  }

  private static SourceRecord.Metric metric(SourceCounts counts) {
    SortedMap<String, Long> excluded = new TreeMap<>();
    counts.excluded().forEach((reason, n) -> excluded.put(reason.code(), n));
    return new SourceRecord.Metric(counts.metric(), counts.scored(), counts.failed(), excluded);
  }

  private static SourceRecord.Noted noted(Note note) {
    return new SourceRecord.Noted(
        note.kind().code(), note.count(), note.path(), note.line(), note.detail(), note.text());
  }

  /** For the manifest: which sources were read, and why the others were not. */
  static List<Map<String, Object>> summary(List<SourceReport> reports) {
    return reports.stream()
        .map(
            report -> {
              Map<String, Object> source = new LinkedHashMap<>();
              source.put("source", report.name());
              source.put(
                  "status", report.fault().isPresent() ? SourcesTable.BROKEN : SourcesTable.OK);
              source.put("reason", reason(report).orElse(null));
              source.put("files", report.size().sampledFiles());
              source.put("files_left_out", report.filesLeftOut());
              source.put("notes", report.notes().stream().map(Note::text).toList());
              return source;
            })
        .toList();
  }

  /** One sentence for each source that is not in the run. */
  static List<String> broken(List<SourceReport> reports) {
    return reports.stream()
        .flatMap(
            report ->
                report.fault().stream()
                    .map(
                        fault ->
                            "source "
                                + report.name()
                                + " is broken, and none of its experiments are in this run: "
                                + fault.what()
                                + " ("
                                + fault.where()
                                + "). "
                                + fault.mend()))
        .toList();
  }
}
