package org.lossfloor.report.html;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
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
import org.lossfloor.decide.noise.AcceptedStep;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.JudgedDecisions;
import org.lossfloor.decide.noise.NoiseOfReruns;
import org.lossfloor.decide.replay.ForecastCell;
import org.lossfloor.decide.replay.StopResult;
import org.lossfloor.decide.replay.StopRule;
import org.lossfloor.decide.replay.ToldChance;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Interval;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.report.ranges.RangeView;
import org.lossfloor.report.ranges.SearchSpaces;
import org.lossfloor.report.replay.ReplayedExperiment;
import org.lossfloor.report.replay.ReplayedRun;
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
        Optional.of(new RunDiff("q", "r", List.of(change))),
        Optional.of(spaces()),
        Optional.of(List.of(noise())),
        Optional.of(replay()));
  }

  private static SearchSpaces spaces() {
    RangeView range =
        new RangeView(
            EVIL,
            80,
            20,
            60,
            EVIL,
            List.of("DEAD_" + EVIL + "_HIGH"),
            OptionalDouble.of(1e-5),
            OptionalDouble.of(1),
            List.of(),
            Optional.of("log"),
            Optional.of(EVIL),
            OptionalDouble.of(1e-4),
            OptionalDouble.of(.01),
            List.of(),
            60,
            Optional.empty());
    return new SearchSpaces("r", 1, List.of(range));
  }

  private static ExperimentNoise noise() {
    AcceptedStep step = new AcceptedStep(EVIL, 3, "first", .01, .02, .4);
    return new ExperimentNoise(
        "a",
        new TreeMap<>(key(2)),
        Direction.MINIMIZE,
        NoiseOfReruns.of(List.of(new double[] {1, 2, 3}, new double[] {1, 1.1}), .95),
        OptionalDouble.empty(),
        OptionalDouble.of(.1),
        OptionalDouble.of(.5),
        OptionalDouble.of(.6),
        2,
        OptionalDouble.of(.61),
        Optional.of(
            new JudgedDecisions(
                2,
                1,
                0,
                Optional.of(
                    new JudgedDecisions.StepNoise(JudgedDecisions.Source.TOLD, .02 / Math.sqrt(2))),
                List.of(step))));
  }

  /** Told chances of 5 and 55 per cent; 2 of 20 and 2 of 10 came. */
  private static ReplayedRun replay() {
    StopResult stop =
        new StopResult(
            StopRule.LUCK,
            OptionalInt.of(48),
            1,
            50,
            .2,
            .1,
            OptionalDouble.of(.01),
            OptionalDouble.of(.05),
            30,
            OptionalDouble.empty());
    return new ReplayedRun(
        "r",
        List.of("1 " + EVIL),
        OptionalDouble.of(.95),
        List.of(
            new ForecastCell(10, Verdict.OK, 0, 20, 19, 1, 2, 1, 1),
            new ForecastCell(10, Verdict.OK, 5, 10, 9, 5.5, 2, 1, 1)),
        ToldChance.of(
            List.of(
                new ToldChance.Group(0, 10, .5, 1),
                new ToldChance.Group(0, 10, .5, 1),
                new ToldChance.Group(5, 5, 2.75, 1),
                new ToldChance.Group(5, 5, 2.75, 1))),
        List.of(new ReplayedExperiment("a", new TreeMap<>(key(2)), 300, 20, List.of(stop))));
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
