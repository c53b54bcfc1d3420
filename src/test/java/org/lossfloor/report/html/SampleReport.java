package org.lossfloor.report.html;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.estimate.Reason;
import org.lossfloor.report.view.ExperimentView;
import org.lossfloor.report.view.RunView;
import org.lossfloor.report.view.SampleViews;
import org.lossfloor.report.view.ScorePicture;

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
    new HtmlReport(run(experiments), all, List.of(), new TreeMap<>(), pictures).write(page);
    return page.toString();
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
