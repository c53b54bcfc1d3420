package org.lossfloor.report.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.estimate.Estimate.Quantity;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Standing;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.estimate.prospect.Outlook;
import org.lossfloor.report.ExperimentsText;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.LawView;

/** The experiments as rows of the page's table: what is shown, and what is sorted by. */
final class RowData {
  /** A row holds a standing and a verdict as their places in these. */
  static final List<Standing> STANDINGS = List.of(Standing.values());

  static final List<Verdict> VERDICTS = List.of(Verdict.values());

  private RowData() {}

  static Map<String, Object> of(
      ExperimentView experiment, List<String> keys, List<Reason> reasons) {
    Shown shown = Shown.of(experiment);
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", experiment.id());
    row.put("k", keys.stream().map(k -> experiment.key().getOrDefault(k, "")).toList());
    row.put("s", STANDINGS.indexOf(experiment.standing()));
    row.put("v", VERDICTS.indexOf(experiment.judgement().verdict()));
    row.put("r", experiment.judgement().besidePrecision().stream().map(reasons::indexOf).toList());
    row.put("n", experiment.counts().trials());
    row.put("x", sortedBy(experiment, shown));
    row.put("t", texts(experiment, shown));
    row.put(
        "set", experiment.law().map(law -> ExperimentsText.set(law.dimension().set())).orElse(""));
    experiment
        .law()
        .filter(law -> law.depth() > 0)
        .ifPresent(law -> row.put("u", places(experiment, law)));
    return row;
  }

  /** Seen, possible, gain, noise, width of the interval, place of the seen, dimension, regime. */
  private static List<Double> sortedBy(ExperimentView experiment, Shown shown) {
    Optional<LawView> law = experiment.law();
    Optional<Interval> interval = law.flatMap(l -> l.bestScore().interval());
    Double place =
        law.filter(l -> l.depth() > 0 && experiment.observedBest().isPresent())
            .map(l -> Shown.place(l, experiment.observedBest().getAsDouble()))
            .map(Long::doubleValue)
            .orElse(null);
    // A list that holds nulls.
    return Arrays.asList(
        number(experiment.observedBest(), shown),
        law.map(l -> shown.point(l.bestScore().estimate())).orElse(null),
        experiment
            .outlook()
            .map(Outlook::distance)
            .map(distance -> rough(distance.estimate()))
            .orElse(null),
        law.map(l -> rough(l.noise().estimate())).orElse(null),
        interval.map(i -> shown.point(i.width())).orElse(null),
        place,
        law.map(l -> (double) l.dimension().estimate()).orElse(null),
        law.map(l -> Math.rint(1000 * l.tail().probability()) / 1000).orElse(null));
  }

  /** Nothing for what the data do not limit. */
  private static Double rough(double value) {
    return Double.isFinite(value) ? Shown.rough(value) : null;
  }

  private static Double number(OptionalDouble value, Shown shown) {
    return value.isPresent() ? shown.point(value.getAsDouble()) : null;
  }

  private static List<String> texts(ExperimentView experiment, Shown shown) {
    Optional<LawView> law = experiment.law();
    return List.of(
        shown.score(experiment.observedBest()),
        law.map(l -> shown.score(l.bestScore().estimate())).orElse(""),
        shown.interval(law.flatMap(l -> l.bestScore().interval())),
        law.map(l -> shown.size(l.noise().estimate())).orElse(""),
        experiment
            .outlook()
            .map(Outlook::distance)
            .map(Quantity::estimate)
            .map(shown::size)
            .orElse(""));
  }

  /**
   * The ends of the interval and the best score seen, as places in the tail; the good end first.
   */
  private static List<Long> places(ExperimentView experiment, LawView law) {
    List<Long> places = new ArrayList<>();
    Optional<Interval> interval = law.bestScore().interval();
    boolean minimize = experiment.minimize();
    double good = interval.map(i -> minimize ? i.lower() : i.upper()).orElse(Double.NaN);
    double bad = interval.map(i -> minimize ? i.upper() : i.lower()).orElse(Double.NaN);
    places.add(Shown.place(law, good));
    places.add(Shown.place(law, bad));
    places.add(Shown.place(law, experiment.observedBest().orElse(Double.NaN)));
    return places;
  }
}
