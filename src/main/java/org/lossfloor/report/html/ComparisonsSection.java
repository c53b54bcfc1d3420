package org.lossfloor.report.html;

import java.util.List;
import java.util.Map;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.report.compare.ComparisonsText;

/**
 * Which experiments are better than which, from the table {@code comparisons}.
 *
 * @param runId the run
 * @param batch the pairs
 */
record ComparisonsSection(String runId, ComparedBatch batch) implements Section {
  @Override
  public String id() {
    return "comparisons";
  }

  @Override
  public String title() {
    return "Comparisons";
  }

  @Override
  public Map<String, Object> model() {
    List<List<String>> cells = new ComparisonsText(batch.first()).cells();
    return Map.of(
        "headlines", ComparisonsText.headlines(batch, runId),
        "heading", cells.get(0),
        "pairs", cells.subList(1, cells.size()),
        "more", batch.pairs() - batch.first().size(),
        "explanations", ComparisonsText.explanations());
  }
}
