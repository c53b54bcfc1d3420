package org.lossfloor.report.html;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.KeyColumns;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.ScorePicture;

/**
 * The table of experiments, and what opens when one is chosen. Rows are in the page as they are;
 * details are packed by the {@value #PER_CHUNK}, so that a page of thousands opens at once.
 *
 * @param experiments in the order in which they are shown first
 * @param curves their tuning curves
 * @param pictures their scores
 */
record ExperimentsSection(
    List<ExperimentView> experiments,
    SortedMap<String, List<TuningTable.Row>> curves,
    SortedMap<String, ScorePicture> pictures)
    implements Section {
  private static final int PER_CHUNK = 40;

  /** More columns of the key than these are shown only when an experiment is opened. */
  private static final int MOST_KEYS = 4;

  ExperimentsSection {
    experiments = experiments.stream().sorted(ExperimentView.order()).toList();
  }

  @Override
  public String id() {
    return "experiments";
  }

  @Override
  public String title() {
    return "Experiments";
  }

  @Override
  public Map<String, Object> model() {
    return Map.of("total", experiments.size());
  }

  /** What the scripts of the page start from. */
  String data() {
    KeyColumns columns = KeyColumns.of(experiments);
    List<String> keys = columns.names();
    List<Reason> reasons =
        Arrays.stream(Reason.values())
            .filter(
                r ->
                    experiments.stream().anyMatch(e -> e.judgement().besidePrecision().contains(r)))
            .toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("keys", keys);
    data.put("shownKeys", shownKeys(columns));
    data.put("standings", RowData.STANDINGS.stream().map(ExperimentsSection::word).toList());
    data.put("verdicts", RowData.VERDICTS.stream().map(Enum::name).toList());
    data.put("reasons", reasons.stream().map(ExperimentsSection::word).toList());
    data.put("perChunk", PER_CHUNK);
    data.put("rows", experiments.stream().map(e -> RowData.of(e, keys, reasons)).toList());
    return PageJson.write(data);
  }

  private static Map<String, String> word(Standing standing) {
    return Map.of(
        "code", standing.name(),
        "mark", GlanceSection.mark(standing),
        "short",
            switch (standing) {
              case ACT -> "act";
              case CHECK -> "check";
              case TOO_WIDE -> "too wide";
              case NOT_JUDGED -> "not judged";
            },
        "sentence", standing.sentence());
  }

  private static Map<String, String> word(Reason reason) {
    return Map.of(
        "code", reason.name(),
        "verdict", reason.verdict().name(),
        "sentence", reason.sentence());
  }

  /** Those in which experiments differ; the source if they differ in nothing. */
  private static List<Integer> shownKeys(KeyColumns keys) {
    List<String> names = keys.names();
    List<Integer> telling = keys.telling().stream().limit(MOST_KEYS).map(names::indexOf).toList();
    return telling.isEmpty() ? List.of(0) : telling;
  }

  /** The details, packed. */
  List<String> chunks() {
    int size = experiments.size();
    return IntStream.range(0, (size + PER_CHUNK - 1) / PER_CHUNK)
        .parallel()
        .mapToObj(i -> experiments.subList(i * PER_CHUNK, Math.min(size, (i + 1) * PER_CHUNK)))
        .map(part -> Packed.of(PageJson.write(details(part))))
        .toList();
  }

  private Map<String, Object> details(List<ExperimentView> part) {
    Map<String, Object> details = new TreeMap<>();
    for (ExperimentView experiment : part) {
      String id = experiment.id();
      details.put(
          id,
          Detail.of(
              experiment,
              curves.getOrDefault(id, List.of()),
              Optional.ofNullable(pictures.get(id))));
    }
    return details;
  }
}
