package org.lossfloor.study.paper;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lossfloor.distribution.EmpiricalDistribution;
import org.lossfloor.distribution.band.BandKind;
import org.lossfloor.distribution.band.ConfidenceBand;
import org.lossfloor.study.paper.Claim.Outcome;

/** What is claimed about the published fits, checked on those that were made again. */
final class Claims {
  private static final String FIGURE = "arXiv 2510.02721, first figure and its caption";

  private static final String GENERALIZING =
      "opda, nbs/experiments/generalizing-the-parametric-analysis-across-architectures.ipynb at"
          + " 7dfdc82";

  private static final String EVALUATING =
      "opda, nbs/experiments/evaluating-debertav3-with-the-nonparametric-analysis.ipynb at 2aa7fad"
          + " (arXiv 2311.09480)";

  /** The confidence, the trials and the factor of the rule of thumb. */
  private static final double RULE_CONFIDENCE = .8;

  private static final int RULE_TRIALS = 48;
  private static final double RULE_FACTOR = 6.25;

  private static final double LATEST = 4;

  private Claims() {}

  static List<Claim> of(List<Refit> fits) {
    return Stream.concat(
            fits.stream().map(Claims::band),
            Stream.of(
                start(fits, PublishedFit.Task.VISION, LATEST, "after 2 to 4 trials"),
                start(fits, PublishedFit.Task.LANGUAGE, 1, "from the first trial on"),
                dimension(fits, PublishedFit.Task.VISION, "2"),
                dimension(fits, PublishedFit.Task.LANGUAGE, "1"),
                rule()))
        .toList();
  }

  private static Claim band(Refit fit) {
    double inside = fit.inside();
    return new Claim(
        fit.published().title()
            + ", "
            + fit.published().metric()
            + ": in the regime the law stays inside the 95 % band of the scores",
        FIGURE,
        inside == 1 ? Outcome.HOLDS : Outcome.FAILS,
        String.format(Locale.ROOT, "inside at %.1f %% of the scores of the regime", 100 * inside));
  }

  private static Claim start(List<Refit> fits, PublishedFit.Task task, double latest, String when) {
    List<Refit> some = of(fits, fit -> fit.published().task() == task && printedThere(fit));
    return claim(
        some,
        1,
        word(task) + ": the regime determines the tuning curve " + when,
        some.stream().allMatch(fit -> fit.firstTrials() <= latest),
        some.stream()
            .map(
                fit ->
                    String.format(
                        Locale.ROOT, "%s: %.2f", fit.published().title(), fit.firstTrials()))
            .collect(Collectors.joining("; ")));
  }

  private static Claim dimension(List<Refit> fits, PublishedFit.Task task, String dimension) {
    List<Refit> some = of(fits, fit -> fit.published().task() == task && printedThere(fit));
    Set<Double> found = some.stream().map(fit -> fit.law().c()).collect(Collectors.toSet());
    return claim(
        some,
        2,
        word(task) + ": models with one search space have one effective dimension, " + dimension,
        found.equals(Set.of(Double.valueOf(dimension))),
        some.stream()
            .map(fit -> fit.published().title() + ": " + (int) fit.law().c())
            .collect(Collectors.joining("; ")));
  }

  private static Claim claim(
      List<Refit> fits, int needed, String claim, boolean holds, String measured) {
    if (fits.size() < needed) {
      return new Claim(
          claim,
          GENERALIZING,
          Outcome.NOT_CHECKED,
          "needs the logs of " + needed + " of its models, has " + fits.size());
    }
    return new Claim(claim, GENERALIZING, holds ? Outcome.HOLDS : Outcome.FAILS, measured);
  }

  /** A better score than any seen has a probability up to that limit, which ends the band. */
  private static Claim rule() {
    double[] any = IntStream.range(0, RULE_TRIALS).asDoubleStream().toArray();
    double below =
        ConfidenceBand.of(EmpiricalDistribution.of(any), BandKind.HIGHEST_DENSITY, RULE_CONFIDENCE)
            .cdf(-1)
            .upper();
    double budget = Math.log(.5) / Math.log1p(-below);
    double factor = RULE_TRIALS / budget;
    return new Claim(
        "With an 80 % band, a tuning curve up to n trials takes about 6.25 n trials",
        EVALUATING,
        Math.abs(factor - RULE_FACTOR) <= .5 ? Outcome.HOLDS : Outcome.FAILS,
        String.format(
            Locale.ROOT,
            "the exact band of %d trials limits the median on both sides up to %.2f trials: a factor"
                + " of %.2f",
            RULE_TRIALS,
            budget,
            factor));
  }

  private static boolean printedThere(Refit fit) {
    return fit.published().source().equals(GENERALIZING);
  }

  private static List<Refit> of(List<Refit> fits, Predicate<Refit> which) {
    return fits.stream().filter(which).toList();
  }

  private static String word(PublishedFit.Task task) {
    return switch (task) {
      case VISION -> "Vision";
      case LANGUAGE -> "Language";
      case PRETRAINING -> "Pretraining";
    };
  }
}
