package org.lossfloor.report.html;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.decide.compare.CompareSettings;
import org.lossfloor.decide.compare.ComparedBatch;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Comparison;
import org.lossfloor.decide.compare.Contestant;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.decide.diff.Change;
import org.lossfloor.decide.diff.ChangeKind;
import org.lossfloor.decide.diff.RunDiff;
import org.lossfloor.decide.diff.RunState;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.RunView;
import org.lossfloor.report.view.SampleViews;
import org.lossfloor.report.view.ScorePicture;
import org.lossfloor.sweep.Direction;

/** Reports of any size with all that a row can be: fitted, not fitted, hostile. */
final class SampleReport {
  static final String EVIL =
      "<img src=x onerror=\"window.hacked=1\"></script><script>window.hacked=1</script>\u202Egnp";

  /** Every tenth experiment has no law. */
  private static final int UNFITTED = 10;

  private SampleReport() {}

  /** A page of so many experiments; the first is fitted, the third has a key that attacks. */
  static String page(int experiments) throws IOException {
    List<ExperimentView> all = new ArrayList<>();
    SortedMap<String, ScorePicture> pictures = new TreeMap<>();
    UniformRandomProvider random = RandomSource.XO_RO_SHI_RO_128_PP.create(1);
    for (int i = 0; i < experiments; i++) {
      Map<String, String> key = key(i);
      if (i % UNFITTED == UNFITTED - 1) {
        all.add(SampleViews.unfitted(key, List.of(Reason.TOO_FEW)));
        continue;
      }
      double a = random.nextDouble();
      NoisyQuadratic law =
          NoisyQuadratic.convex(a, a + 1, 1 + i % 5, .01 + .05 * random.nextDouble());
      ExperimentView one = SampleViews.fitted(key, law, a + .03, 100 + i % 7);
      all.add(one);
      pictures.put(one.id(), picture(law, one.counts().trials(), random));
    }
    StringWriter page = new StringWriter();
    new HtmlReport(run(experiments), all, List.of(), new TreeMap<>(), pictures, decisions())
        .write(page);
    return page.toString();
  }

  /** The third experiment compared with the first, and vanished since. */
  private static Decisions decisions() {
    Contestant a = contestant("a", 1, 2, 3, 4);
    Contestant b = contestant("b", 5, 6, 7, 8);
    Comparison comparison = Comparison.of(a, b, CompareSettings.withSeed(1));
    ComparedPair pair =
        new ComparedPair(
            new ComparedPair.Side(new TreeMap<>(key(2)), 4, 0),
            new ComparedPair.Side(new TreeMap<>(key(0)), 4, 0),
            List.of(),
            comparison,
            comparison.test().pValue());
    PairedBy by = new PairedBy(PairedBy.How.DATA, List.of("dataset"), 0);
    RunState.Experiment gone =
        new RunState.Experiment(
            "a",
            new TreeMap<>(key(2)),
            Direction.MINIMIZE,
            Verdict.OK,
            Optional.empty(),
            OptionalDouble.empty());
    Change change =
        new Change(
            ChangeKind.VANISHED_EXPERIMENTS,
            Optional.of(gone),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new Decisions(
        Optional.of(new ComparedBatch(by, 1, 0, .95, List.of(pair))),
        Optional.of(new RunDiff("q", "r", List.of(change))));
  }

  private static Contestant contestant(String id, double... scores) {
    Interval bounds = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    return new Contestant(
        id, Direction.MINIMIZE, scores, bounds, Optional.empty(), Optional.empty());
  }

  private static Map<String, String> key(int i) {
    String model = i == 2 ? EVIL : "model-" + i;
    return Map.of("source", "s", "metric", "loss", "dataset", "data-" + i % 3, "model", model);
  }

  private static ScorePicture picture(
      NoisyQuadratic law, int trials, UniformRandomProvider random) {
    double[] scores = DoubleStream.generate(() -> law.sample(random)).limit(trials).toArray();
    return ScorePicture.of(scores, law.convex(), .95, new ScorePicture.Cost(trials, 90.0 * trials));
  }

  private static RunView run(int experiments) {
    return new RunView(
        "sample",
        "r",
        "/out/run_id=r",
        Optional.empty(),
        7,
        new TreeMap<>(Map.of("lossfloor", "1", "statistics", "6")),
        experiments,
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>());
  }
}
