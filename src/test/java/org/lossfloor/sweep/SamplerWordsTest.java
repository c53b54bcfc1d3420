package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What trackers call their samplers. */
class SamplerWordsTest {
  @ParameterizedTest
  @CsvSource({
    "TPESampler, ADAPTIVE",
    "optuna.samplers.CmaEsSampler, ADAPTIVE",
    "NSGAIISampler, ADAPTIVE",
    "GPSampler, ADAPTIVE",
    "bayes, ADAPTIVE",
    "BayesSearchCV, ADAPTIVE",
    "BayesianOptimization, ADAPTIVE",
    "GAUSSIAN_PROCESS_BANDIT, ADAPTIVE",
    "hyperband, ADAPTIVE",
    "ASHAScheduler, ADAPTIVE",
    "PopulationBasedTraining, ADAPTIVE",
    "RandomForestOptimizer, ADAPTIVE",
    "regularized_evolution, ADAPTIVE",
    "QMCSampler, QUASI_RANDOM",
    "Sobol, QUASI_RANDOM",
    "QUASI_RANDOM_SEARCH, QUASI_RANDOM",
    "latin-hypercube, QUASI_RANDOM",
    "GridSampler, GRID",
    "grid, GRID",
    "BruteForceSampler, GRID",
    "RandomSampler, RANDOM",
    "random, RANDOM",
    "RANDOM_SEARCH, RANDOM"
  })
  void wordsOfTheFieldAreKnown(String word, Sampler sampler) {
    assertThat(SamplerWords.parse(word)).contains(sampler);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "custom", "BasicVariantGenerator", "optuna", "manual", "PartialFixedSampler"})
  void wordsThatSayNothingSayNothing(String word) {
    assertThat(SamplerWords.parse(word)).isEmpty();
  }

  @Test
  void theCanonicalWordsAreAmongThem() {
    for (Sampler sampler : Sampler.values()) {
      if (sampler != Sampler.UNKNOWN) {
        assertThat(SamplerWords.parse(sampler.code())).contains(sampler);
      }
    }
  }
}
