package org.lossfloor.decide.ranges;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Whether the optimum presses against an end of a range: whether it lies within the outer 5 per
 * cent of it or beyond.
 *
 * <p>A quadratic in all hyperparameters is fitted to a form of the scores, and its slope at 5 per
 * cent from the end is tested. It has to fall outwards over all trials at the corrected level, and
 * over the half of them that the first fit calls the best at 5 per cent.
 */
final class EdgeTests {
  /** The share of the range that belongs to its end. */
  static final double MARGIN = .05;

  /** The level of the second look. */
  private static final double SECOND = .05;

  private static final int LEAST_TRIALS = 20;

  private final SweptTrials trials;
  private final Map<BitSet, Optional<Looks>> looks = new HashMap<>();

  /**
   * What the two looks give.
   *
   * @param lower the p-value of the lower end
   * @param upper that of the upper one
   */
  record Ends(OptionalDouble lower, OptionalDouble upper) {
    static final Ends UNTESTED = new Ends(OptionalDouble.empty(), OptionalDouble.empty());
  }

  private record Looks(List<Predictor> predictors, Quadratic all, Quadratic best) {
    double pValue(int predictor, int outwards) {
      double place = outwards * (1 - 2 * MARGIN);
      double second = best.fallsOutwards(predictor, place, outwards);
      return second > SECOND ? 1 : all.fallsOutwards(predictor, place, outwards);
    }
  }

  EdgeTests(SweptTrials trials) {
    this.trials = trials;
  }

  /**
   * Tests both ends.
   *
   * @param index of the hyperparameter
   * @return p-values before correction; none where it is no range, or has too few trials
   */
  Ends of(int index) {
    Hyperparameter one = trials.hyperparameters().get(index);
    if (!one.isRange()) {
      return Ends.UNTESTED;
    }
    BitSet here = new BitSet();
    Arrays.stream(trials.with(one))
        .filter(i -> !Double.isNaN(trials.scores()[i]))
        .forEach(here::set);
    return looks
        .computeIfAbsent(here, set -> look(set.stream().toArray()))
        .map(looks -> ends(looks, index))
        .orElse(Ends.UNTESTED);
  }

  private static Ends ends(Looks looks, int index) {
    return IntStream.range(0, looks.predictors().size())
        .filter(p -> looks.predictors().get(p).index() == index)
        .filter(p -> looks.predictors().get(p).square())
        .mapToObj(
            p ->
                new Ends(
                    OptionalDouble.of(looks.pValue(p, -1)), OptionalDouble.of(looks.pValue(p, 1))))
        .findFirst()
        .orElse(Ends.UNTESTED);
  }

  private Optional<Looks> look(int... here) {
    if (here.length < LEAST_TRIALS) {
      return Optional.empty();
    }
    double[] scores = Arrays.stream(here).mapToDouble(i -> trials.scores()[i]).toArray();
    List<Predictor> predictors = predictors(here, scores);
    return fit(predictors, scores)
        .flatMap(
            all -> {
              int[] best = Arrays.copyOf(all.bestFirst(), (scores.length + 1) / 2);
              Arrays.sort(best);
              double[] some = Arrays.stream(best).mapToDouble(i -> scores[i]).toArray();
              List<Predictor> fewer = predictors.stream().map(p -> p.of(best)).toList();
              return fit(fewer, some).map(second -> new Looks(predictors, all, second));
            });
  }

  /** Those that explain most by themselves, as many as the trials allow. */
  private List<Predictor> predictors(int[] here, double... scores) {
    List<Predictor> all =
        IntStream.range(0, trials.hyperparameters().size())
            .filter(i -> trials.hyperparameters().get(i).varies())
            .mapToObj(i -> Predictor.of(i, trials.hyperparameters().get(i), here))
            .filter(p -> p.columns() > 0)
            .toList();
    // The second look has half of the trials.
    double most = scores.length / Quadratic.TRIALS_A_TERM / 2;
    if (Quadratic.size(all) <= most) {
      return all;
    }
    Map<Integer, Double> alone = new HashMap<>();
    all.forEach(
        p -> alone.put(p.index(), fit(List.of(p), scores).map(Quadratic::explained).orElse(0.0)));
    int[] left = {(int) most - 1};
    return all.stream()
        .sorted(
            Comparator.<Predictor>comparingDouble(p -> -alone.get(p.index()))
                .thenComparingInt(Predictor::index))
        .filter(
            p -> {
              boolean fits = p.columns() <= left[0];
              left[0] -= fits ? p.columns() : 0;
              return fits;
            })
        .sorted(Comparator.comparingInt(Predictor::index))
        .toList();
  }

  private static Optional<Quadratic> fit(List<Predictor> predictors, double... scores) {
    return ScoreForms.of(scores).stream()
        .map(form -> Quadratic.of(predictors, form))
        .max(Comparator.comparingDouble(Quadratic::explained));
  }
}
