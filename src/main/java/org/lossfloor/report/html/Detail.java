package org.lossfloor.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.TuningTable;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.diagnosis.SamplerTest;
import org.lossfloor.estimate.noise.NoiseLimit;
import org.lossfloor.estimate.noise.Reruns;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.report.BestTrial;
import org.lossfloor.report.ExperimentText;
import org.lossfloor.report.ExperimentsText;
import org.lossfloor.report.NextStep;
import org.lossfloor.report.view.DrawsView;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.sweep.Sampler;

/**
 * All that the page says of one experiment when it is opened.
 *
 * @param experiment the experiment
 * @param shown how its numbers are shown
 */
record Detail(ExperimentView experiment, Shown shown) {
  static Map<String, Object> of(
      ExperimentView experiment, List<TuningTable.Row> curve, Optional<ScorePicture> picture) {
    Detail detail = new Detail(experiment, Shown.of(experiment));
    Map<String, Object> all = new LinkedHashMap<>();
    NextStep next = NextStep.of(experiment);
    all.put("next", next.sentence());
    next.numbers().ifPresent(n -> all.put("best", detail.bestTrial(n.bestTrial())));
    experiment.detail().ifPresent(why -> all.put("detail", why));
    all.put("facts", detail.facts());
    all.put("where", detail.where());
    all.put("draws", detail.draws());
    all.put("tests", detail.tests());
    all.put("reruns", detail.reruns());
    all.put("more", detail.more());
    detail.outlook(all);
    all.put("weights", detail.weights());
    experiment.law().ifPresent(law -> all.put("dimension", detail.dimension(law)));
    picture.ifPresent(p -> new Charts(experiment, detail.shown).add(all, p, curve));
    return all;
  }

  private String bestTrial(BestTrial trial) {
    String sentence = trial.sentence(shown.score(trial.worth()));
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
  }

  private List<List<String>> facts() {
    List<List<String>> facts = new ArrayList<>();
    double confidence = experiment.origin().confidence();
    Estimate.Counts counts = experiment.counts();
    facts.add(List.of("Best score seen", known(shown.score(experiment.observedBest()))));
    experiment
        .law()
        .ifPresent(
            law -> {
              facts.add(List.of("Best possible score", shown.scored(law.bestScore(), confidence)));
              facts.add(List.of("Effective dimension", dimension(law)));
              facts.add(List.of("Noise", shown.sized(law.noise(), confidence)));
              law.limit()
                  .ifPresent(limit -> facts.add(List.of("Noise between runs", noise(limit))));
            });
    experiment
        .outlook()
        .ifPresent(o -> facts.add(List.of("Left to gain", shown.sized(o.distance(), confidence))));
    facts.add(List.of("Precision", experiment.precision().word()));
    facts.add(
        List.of(
            "Direction",
            experiment.direction().code()
                + (experiment.minimize() ? ": smaller is better" : ": larger is better")));
    facts.add(
        List.of(
            "Trials",
            Shown.text(
                "%,d; %,d failed, %,d excluded, %,d distinct scores",
                counts.trials(), counts.failed(), experiment.excluded(), counts.distinct())));
    experiment.law().ifPresent(law -> facts.add(List.of("Intervals", method(law))));
    return facts;
  }

  private String noise(NoiseLimit limit) {
    return Shown.text(
        "%s, from %s: the best possible score is no worse than %s",
        shown.size(limit.sd()), ExperimentText.source(limit), shown.score(limit.limit()));
  }

  private static String known(String text) {
    return text.isEmpty() ? "none, every trial failed" : text;
  }

  private static String method(LawView law) {
    return law.intervalReplicates() > 0
        ? Shown.text("%s, %,d replicates", law.intervalMethod(), law.intervalReplicates())
        : law.intervalMethod();
  }

  /** The set first: it is what the data say. */
  private String dimension(LawView law) {
    return law.dimension().set().isEmpty()
        ? Integer.toString(law.dimension().estimate())
        : ExperimentsText.set(law.dimension().set()) + ", best fit " + law.dimension().estimate();
  }

  private List<String> where() {
    if (experiment.law().isEmpty()) {
      return List.of("No law was fitted, so there is no threshold.");
    }
    LawView law = experiment.law().get();
    Estimate.GoodnessOfFit goodness = law.tail().goodness();
    return List.of(
        Shown.text(
            "The law holds for scores better than %s: the best %,d of %,d trials. By the law %s of all trials fall there.",
            shown.score(law.threshold()),
            experiment.counts().tail(),
            experiment.counts().trials(),
            Shown.percent(law.tail().probability())),
        switch (law.tail().method()) {
          case "auto" ->
              "It was found from the scores: of the tails that follow the law, the one that weighs"
                  + " a good fit against many scores best.";
          case "none" -> "The audit set no threshold, so all scores are taken to follow the law.";
          case "score" -> "The audit set it as a score.";
          default -> "The audit set it as a share of the trials.";
        },
        Shown.text(
            "Goodness of fit of the tail: Anderson-Darling %.3f, p %s.",
            goodness.statistic(), Shown.pValue(goodness.pValue())));
  }

  private List<List<String>> more() {
    List<List<String>> rows = new ArrayList<>();
    experiment
        .outlook()
        .ifPresent(
            outlook -> outlook.meanGain().forEach((m, gain) -> rows.add(more(outlook, m, gain))));
    return rows;
  }

  private void outlook(Map<String, Object> all) {
    if (experiment.outlook().isEmpty()) {
      return;
    }
    Outlook outlook = experiment.outlook().get();
    all.put("eps", shown.score(outlook.eps()));
    all.put(
        "regret",
        "Picking the best trial now costs %s against tuning without end."
            .formatted(shown.sized(outlook.regret(), experiment.origin().confidence())));
  }

  private List<String> more(Outlook outlook, int trials, Estimate.Quantity gain) {
    return List.of(
        Shown.text("%,d", trials),
        shown.sized(gain, experiment.origin().confidence()),
        Shown.percent(outlook.improvement().getOrDefault(trials, 0.0)));
  }

  private List<List<Object>> weights() {
    List<List<Object>> weights = new ArrayList<>();
    experiment
        .law()
        .map(LawView::dimension)
        .ifPresent(
            d ->
                d.weights()
                    .forEach(
                        (c, weight) ->
                            weights.add(
                                List.of(c, Math.rint(1e4 * weight) / 1e4, d.set().contains(c)))));
    return weights;
  }

  private List<String> draws() {
    DrawsView draws = experiment.draws();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Sampler: %s, %s."
            .formatted(
                words(draws.stated()),
                switch (draws.source()) {
                  case DECLARED -> "as the configuration says";
                  case RECORDED -> "as the log says";
                  case INFERRED -> "as it was inferred";
                  case UNDECLARED -> "nobody says how trials were drawn";
                }));
    draws
        .sampler()
        .flatMap(SamplerTest::recognised)
        .ifPresent(
            s ->
                sentences.add(
                    "The hyperparameters look like those of another sampler: %s."
                        .formatted(words(s))));
    sentences.add(
        switch (draws.orderOutcome()) {
          case TESTED ->
              "Whether the scores depend on the order of the trials was tested; the q-value among"
                  + " all experiments of the run is "
                  + Shown.pValue(draws.orderQValue().orElse(1))
                  + ".";
          case NO_ORDER -> "The order of the trials is not known, so it was not tested.";
          case TOO_FEW -> "There are too few trials to test their order.";
        });
    if (experiment.duplicates() > 0) {
      sentences.add(
          Shown.text(
              "%,d trials repeat the hyperparameters and the score of another.",
              experiment.duplicates()));
    }
    return sentences;
  }

  private static String words(Sampler sampler) {
    return sampler.code().replace('_', ' ');
  }

  private List<List<String>> tests() {
    List<List<String>> tests = new ArrayList<>();
    experiment.draws().order().ifPresent(order -> tests.addAll(tests(order)));
    experiment.draws().sampler().ifPresent(sampler -> tests.addAll(tests(sampler)));
    return tests;
  }

  private static List<List<String>> tests(OrderTest order) {
    return List.of(
        List.of("order: trend", Shown.pValue(order.trend())),
        List.of("order: where the best are", Shown.pValue(order.best())),
        List.of("order: neighbours", Shown.pValue(order.neighbours())),
        List.of("order: the first", Shown.pValue(order.start())),
        List.of("order: joint", Shown.pValue(order.pValue())));
  }

  private static List<List<String>> tests(SamplerTest sampler) {
    List<List<String>> tests = new ArrayList<>();
    tests.add(List.of("sampler: grid", Shown.pValue(sampler.grid())));
    sampler.drift().ifPresent(p -> tests.add(List.of("sampler: drift", Shown.pValue(p))));
    tests.add(List.of("sampler: evenness", Shown.pValue(sampler.even())));
    return tests;
  }

  private String counted(Reruns reruns) {
    return switch (experiment.rerunPolicy()) {
      case AVERAGE ->
          Shown.text(
              "Each counts once, by its mean: %,d runs are part of another", reruns.merged());
      case FIRST ->
          Shown.text("Each counts by its first run: %,d others are left out", reruns.merged());
      case SEPARATE -> "Every run counts by itself";
    };
  }

  private List<String> reruns() {
    Reruns reruns = experiment.reruns();
    if (reruns.evidence().isEmpty()) {
      return List.of("No reruns were found.");
    }
    String sd =
        reruns.sd().isPresent()
            ? " The standard deviation between them is "
                + shown.size(reruns.sd().getAsDouble())
                + "."
            : "";
    return List.of(
        Shown.text(
            "%,d configurations were run %,d times (%,d failed). %s.%s",
            reruns.configurations(), reruns.runs(), reruns.failed(), counted(reruns), sd));
  }
}
