package org.lossfloor.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.sweep.ExperimentKey;

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
    experiments = experiments.stream().sorted(RowData.order()).toList();
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
    List<String> keys = keys();
    List<Reason> reasons =
        Arrays.stream(Reason.values())
            .filter(r -> experiments.stream().anyMatch(e -> RowData.reasons(e).anyMatch(r::equals)))
            .toList();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("keys", keys);
    data.put("shownKeys", shownKeys(keys));
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

  /** The source first and the metric last. */
  private List<String> keys() {
    TreeSet<String> names = new TreeSet<>();
    experiments.forEach(e -> names.addAll(e.key().keySet()));
    List<String> keys = new ArrayList<>(names);
    keys.remove(ExperimentKey.SOURCE);
    keys.remove(ExperimentKey.METRIC);
    keys.add(0, ExperimentKey.SOURCE);
    keys.add(ExperimentKey.METRIC);
    return keys;
  }

  /** Those in which experiments differ; the source if they differ in nothing. */
  private List<Integer> shownKeys(List<String> keys) {
    List<Integer> telling =
        IntStream.range(0, keys.size())
            .filter(
                k ->
                    experiments.stream()
                            .map(e -> e.key().getOrDefault(keys.get(k), ""))
                            .distinct()
                            .count()
                        > 1)
            .limit(MOST_KEYS)
            .boxed()
            .toList();
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
