package org.lossfloor.report.html;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.sweep.SourceRecord;

/**
 * What was read, and what was lost on the way in.
 *
 * @param sources the sources of the run
 */
record SourcesSection(List<SourceRecord> sources) implements Section {
  private static final SourceRecord.Metric NO_METRIC =
      new SourceRecord.Metric("", 0, 0, new java.util.TreeMap<>());

  /**
   * A source.
   *
   * @param name its name
   * @param format the format of its logs
   * @param status whether it was read
   * @param reason why not
   * @param files files to be read
   * @param lost files that were left out or broke
   * @param records records read
   * @param rejected records that are no trials
   * @param metrics where its trials went, at least one
   * @param notes what was noticed
   */
  public record Source(
      String name,
      String format,
      String status,
      String reason,
      long files,
      long lost,
      long records,
      long rejected,
      List<Metric> metrics,
      List<String> notes) {}

  /**
   * Where the trials of a metric went.
   *
   * @param name the metric
   * @param scored trials with a score
   * @param failed failed trials
   * @param excluded the others, by reason
   */
  public record Metric(String name, long scored, long failed, String excluded) {}

  @Override
  public String id() {
    return "sources";
  }

  @Override
  public String title() {
    return "What was read";
  }

  @Override
  public Map<String, Object> model() {
    return Map.of(
        "sources", sources.stream().map(SourcesSection::of).toList(), "summary", summary());
  }

  private String summary() {
    long records = sources.stream().mapToLong(SourceRecord::records).sum();
    long rejected = sources.stream().mapToLong(SourceRecord::rejected).sum();
    long files = sources.stream().mapToLong(SourcesSection::lost).sum();
    long broken = sources.stream().filter(s -> s.reason().isPresent()).count();
    long excluded =
        sources.stream()
            .flatMap(s -> s.metrics().stream())
            .flatMap(m -> m.excluded().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return Shown.text(
        "%,d records were read. Lost on the way in, records that are no trials: %,d; trials kept out by a rule: %,d; files broken or left out: %,d; sources: %,d of %,d.",
        records, rejected, excluded, files, broken, sources.size());
  }

  private static long lost(SourceRecord source) {
    return source.brokenFiles() + source.filesLeftOut();
  }

  private static Source of(SourceRecord source) {
    Stream<SourceRecord.Metric> metrics =
        source.metrics().isEmpty() ? Stream.of(NO_METRIC) : source.metrics().stream();
    return new Source(
        source.source(),
        source.format(),
        source.reason().isPresent() ? "broken" : "ok",
        source.reason().orElse(""),
        source.files(),
        lost(source),
        source.records(),
        source.rejected(),
        metrics.map(SourcesSection::of).toList(),
        Stream.concat(
                source.notes().stream().map(SourceRecord.Noted::text), source.warnings().stream())
            .distinct()
            .toList());
  }

  private static Metric of(SourceRecord.Metric metric) {
    return new Metric(
        metric.metric(),
        metric.scored(),
        metric.failed(),
        metric.excluded().entrySet().stream()
            .map(e -> Shown.text("%,d %s", e.getValue(), e.getKey()))
            .collect(Collectors.joining(", ")));
  }
}
