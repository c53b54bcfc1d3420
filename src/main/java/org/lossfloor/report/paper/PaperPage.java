package org.lossfloor.report.paper;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.report.AnswerText;
import org.lossfloor.report.plot.DistributionPlot;
import org.lossfloor.report.plot.PlotSettings;
import org.lossfloor.report.plot.PlotSize;
import org.lossfloor.report.plot.PlottedExperiment;
import org.lossfloor.report.plot.TuningCurvePlot;
import org.lossfloor.report.template.Templates;
import org.lossfloor.study.paper.Claim;
import org.lossfloor.study.paper.Comparison;
import org.lossfloor.study.paper.Missing;
import org.lossfloor.study.paper.PublishedFit;
import org.lossfloor.study.paper.Refit;
import org.lossfloor.study.paper.Reproduction;

/**
 * A reproduction as one page of HTML that needs nothing else.
 *
 * @param reproduction what the logs give back
 */
public record PaperPage(Reproduction reproduction) {
  private static final Templates TEMPLATES = new Templates(PaperPage.class);

  private static final PlotSize SIZE = new PlotSize(4.4 * 72, 3.1 * 72);

  /** Of differences from print. */
  private static final MathContext DIGITS = new MathContext(2);

  /**
   * Writes the page.
   *
   * @return HTML
   */
  public String write() {
    StringWriter out = new StringWriter();
    try {
      TEMPLATES.write("page.ftlh", model(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  private Map<String, Object> model() {
    List<Refit> fits = reproduction.fits();
    return Map.of(
        "summary",
        new PaperText(reproduction).summary(),
        "fits",
        IntStream.range(0, fits.size()).mapToObj(i -> fit(fits.get(i), i)).toList(),
        "claims",
        reproduction.claims().stream().map(PaperPage::claim).toList(),
        "missing",
        reproduction.missing().stream().map(PaperPage::missing).toList());
  }

  private static Map<String, Object> fit(Refit fit, int place) {
    PublishedFit published = fit.published();
    return Map.of(
        "id",
        "fit-" + place,
        "title",
        published.title() + ", " + published.metric(),
        "runs",
        fit.scores().size(),
        "threshold",
        BigDecimal.valueOf(published.threshold()).toPlainString(),
        "source",
        published.source(),
        "differs",
        fit.same() ? "" : "Some printed digits differ. " + published.remark().orElse(""),
        "numbers",
        fit.comparisons().stream().map(PaperPage::number).toList(),
        "byDefault",
        byDefault(fit),
        "distribution",
        new Templates.Trusted(
            DistributionPlot.of(List.of(drawn(fit)), settings(published, false))
                .svg("distribution" + place)),
        "curve",
        new Templates.Trusted(
            TuningCurvePlot.of(List.of(drawn(fit)), settings(published, true))
                .svg("curve" + place)));
  }

  private static PlottedExperiment drawn(Refit fit) {
    Answer answer = fit.asPublished();
    return new PlottedExperiment(
        fit.published().title(),
        fit.scores().stream().mapToDouble(y -> y).toArray(),
        answer,
        answer.curves());
  }

  private static PlotSettings settings(PublishedFit published, boolean log) {
    return new PlotSettings(SIZE, Optional.empty(), published.metric(), log, false);
  }

  private static Map<String, Object> number(Comparison number) {
    return Map.of(
        "name",
        number.name(),
        "printed",
        number.printed(),
        "computed",
        number.rounded(),
        "deviation",
        new BigDecimal(number.deviation()).round(DIGITS).toString(),
        "same",
        number.same());
  }

  /** The answer of somebody who knows nothing but the scores, in a sentence. */
  private static String byDefault(Refit fit) {
    Answer answer = fit.byDefault();
    Optional<Estimate.Fitted> fitted = answer.estimate().fitted();
    if (fitted.isEmpty()) {
      return "no law, verdict " + answer.verdict();
    }
    AnswerText text = new AnswerText(answer, fit.published().log(), true);
    return "best possible score "
        + text.quantity(fitted.get().bestScore())
        + "; effective dimension "
        + text.dimension(fitted.get().dimension())
        + "; verdict "
        + answer.verdict();
  }

  private static Map<String, Object> claim(Claim claim) {
    return Map.of(
        "claim",
        claim.claim(),
        "source",
        claim.source(),
        "outcome",
        switch (claim.outcome()) {
          case HOLDS -> "holds";
          case FAILS -> "does not hold";
          case NOT_CHECKED -> "not checked";
        },
        "measured",
        claim.measured());
  }

  private static Map<String, Object> missing(Missing missing) {
    return Map.of("what", missing.what(), "reason", missing.reason());
  }
}
