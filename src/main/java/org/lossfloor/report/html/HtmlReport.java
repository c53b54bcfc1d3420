package org.lossfloor.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.report.template.Templates;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.RunView;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.sweep.SourceRecord;

/**
 * A published run as one HTML file that needs nothing else: no network, no other file.
 *
 * @param run the run
 * @param experiments its experiments
 * @param sources what became of its sources
 * @param curves the tuning curves, by the id of the experiment
 * @param pictures the scores, by the id of the experiment
 * @param decisions what was decided from its answers
 */
public record HtmlReport(
    RunView run,
    List<ExperimentView> experiments,
    List<SourceRecord> sources,
    SortedMap<String, List<TuningTable.Row>> curves,
    SortedMap<String, ScorePicture> pictures,
    Decisions decisions) {
  private static final String LIBRARY = "/META-INF/resources/webjars/echarts/%s/echarts.min.js";

  private static final Templates TEMPLATES = new Templates(HtmlReport.class);

  private static final DateTimeFormatter FINISHED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final double USUAL_CONFIDENCE = .95;

  /**
   * Writes the page.
   *
   * @param to where to
   * @throws IOException if that cannot be written to
   */
  public void write(Writer to) throws IOException {
    ExperimentsSection table = new ExperimentsSection(experiments, curves, pictures);
    List<Section> sections = new ArrayList<>();
    sections.add(new GlanceSection(run, experiments));
    decisions.changes().map(DecisionSection::of).ifPresent(sections::add);
    sections.add(table);
    sections.addAll(decisions.afterExperiments(run.runId()));
    sections.add(new SourcesSection(sources));
    sections.add(new MethodSection(confidence()));
    Map<String, Object> model = new HashMap<>();
    model.put("run", run);
    run.finished().ifPresent(at -> model.put("finished", FINISHED.format(at)));
    model.put("sections", sections.stream().map(HtmlReport::part).toList());
    model.put("data", new Templates.Trusted(table.data()));
    model.put("chunks", table.chunks().stream().map(Templates.Trusted::new).toList());
    model.put("library", new Templates.Trusted(Packed.of(library())));
    model.put("css", new Templates.Trusted(resource("report.css")));
    model.put("js", new Templates.Trusted(resource("report.js")));
    TEMPLATES.write("page.ftlh", model, to);
  }

  private static Map<String, Object> part(Section section) {
    return Map.of(
        "id", section.id(),
        "title", section.title(),
        "template", section.template() + ".ftlh",
        "model", section.model());
  }

  private double confidence() {
    return experiments.stream()
        .mapToDouble(e -> e.origin().confidence())
        .filter(Double::isFinite)
        .findFirst()
        .orElse(USUAL_CONFIDENCE);
  }

  private static String library() throws IOException {
    Properties built = new Properties();
    built.load(new StringReader(resource("echarts.properties")));
    return resource(LIBRARY.formatted(built.getProperty("version")));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
