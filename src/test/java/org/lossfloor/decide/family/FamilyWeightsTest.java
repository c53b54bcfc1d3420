package org.lossfloor.decide.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.Interval;

class FamilyWeightsTest {
  private static SortedMap<Integer, Double> sure(int dimension) {
    SortedMap<Integer, Double> weights = new TreeMap<>();
    for (int c = 1; c <= 3; c++) {
      weights.put(c, c == dimension ? 1.0 : 0.0);
    }
    return weights;
  }

  private static List<SortedMap<Integer, Double>> times(int count, int dimension) {
    List<SortedMap<Integer, Double>> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(sure(dimension));
    }
    return all;
  }

  /** Where every dimension is known the posterior is Dirichlet's, its margins are beta. */
  @Test
  void knownDimensionsGiveDirichletsPosterior() {
    List<SortedMap<Integer, Double>> all = times(12, 2);
    all.addAll(times(4, 3));
    FamilyWeights weights = new FamilyWeights(all, 1);
    double sum = 3 * FamilyWeights.PRIOR + 16;
    assertThat(weights.weights().get(2)).isCloseTo((12 + FamilyWeights.PRIOR) / sum, within(1e-12));
    BetaDistribution margin =
        new BetaDistribution(12 + FamilyWeights.PRIOR, 4 + 2 * FamilyWeights.PRIOR);
    Interval interval = weights.intervals(.9).get(2);
    // Standard error of a 5 % percentile of 1,000 draws: .0069 of probability.
    assertThat(margin.cumulativeProbability(interval.lower())).isCloseTo(.05, within(.025));
    assertThat(margin.cumulativeProbability(interval.upper())).isCloseTo(.95, within(.025));
  }

  /** Two experiments, two dimensions: the mean of the posterior, by summing its four terms. */
  @Test
  void meanOfThePosteriorIsThatOfTheSum() {
    double a = .9;
    double b = .3;
    List<SortedMap<Integer, Double>> both =
        List.of(new TreeMap<>(Map.of(1, a, 2, 1 - a)), new TreeMap<>(Map.of(1, b, 2, 1 - b)));
    double prior = FamilyWeights.PRIOR;
    double[] first = {a * b, a * (1 - b) + (1 - a) * b, (1 - a) * (1 - b)};
    double[] chance = {prior * (prior + 1), prior * prior, prior * (prior + 1)};
    double sum = 0;
    double mean = 0;
    for (int k = 0; k < 3; k++) {
      sum += first[k] * chance[k];
      mean += first[k] * chance[k] * (prior + 2 - k) / (2 * prior + 2);
    }
    // 1,000 correlated draws of a number whose standard deviation is below .5.
    assertThat(new FamilyWeights(both, 3).weights().get(1)).isCloseTo(mean / sum, within(.05));
  }

  /** Only its own scores say 3, so it has the commonest dimension with no probability. */
  @Test
  void aStrangerIsTold() {
    List<SortedMap<Integer, Double>> all = times(19, 2);
    all.add(sure(3));
    FamilyWeights weights = new FamilyWeights(all, 5);
    assertThat(weights.commonest()).isEqualTo(2);
    assertThat(weights.hasCommonest(19)).isZero();
    assertThat(weights.hasCommonest(0)).isCloseTo(1, within(1e-9));
    // The upper end of the weight of 3 is that of a beta distribution, above a tenth.
    assertThat(weights.largestNeeded()).isEqualTo(3);
    assertThat(new FamilyWeights(times(60, 1), 5).largestNeeded()).isEqualTo(1);
  }

  /** What its siblings are is all that is known of an experiment that tells nothing. */
  @Test
  void anExperimentThatTellsNothingIsLikeItsSiblings() {
    List<SortedMap<Integer, Double>> all = times(8, 1);
    SortedMap<Integer, Double> flat = new TreeMap<>();
    for (int c = 1; c <= 3; c++) {
      flat.put(c, 1.0 / 3);
    }
    all.add(flat);
    // Dirichlet's mean without it; 1,000 draws of a share have a standard error below .016.
    assertThat(new FamilyWeights(all, 2).hasCommonest(8))
        .isCloseTo((8 + FamilyWeights.PRIOR) / (8 + 3 * FamilyWeights.PRIOR), within(.05));
  }

  @Test
  void membersKeepTheirPlacesAndSeedsTheirBytes() {
    Random random = new Random(8);
    List<FamilyMember> all = new ArrayList<>();
    TreeMap<String, List<String>> declared = new TreeMap<>();
    for (int i = 0; i < 9; i++) {
      SortedMap<Integer, Double> own = i == 4 ? new TreeMap<>() : sure(1 + random.nextInt(3));
      all.add(new FamilyMember("e" + i, new TreeMap<>(), own, Optional.empty()));
      declared.put("e" + i, List.of(i < 6 ? "x" : "y"));
    }
    declared.remove("e8");
    Families families = Families.declared(declared);
    List<FamilyMember> weighed = FamilyMember.weighed(all, families, .95, 7);
    assertThat(weighed.stream().map(FamilyMember::id))
        .containsExactly("e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8");
    assertThat(weighed.get(4).family().orElseThrow().hasCommonest()).isEmpty();
    assertThat(weighed.get(4).family().orElseThrow().weighed()).isEqualTo(5);
    assertThat(weighed.get(8).family()).isEmpty();
    Collections.reverse(all);
    assertThat(FamilyMember.weighed(all, families, .95, 7)).isEqualTo(weighed);
  }

  @Test
  void noExperimentIsRefused() {
    assertThatThrownBy(() -> new FamilyWeights(List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
