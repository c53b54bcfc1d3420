package org.lossfloor.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The names that trackers and tuners write for their samplers and search algorithms, such as {@code
 * TPESampler}, {@code BayesSearchCV}, {@code hyperband} or {@code RandomSampler}.
 *
 * <p>A name is recognised by the words that it contains. Names that stand for several samplers (a
 * tuner's own name, Ray's {@code BasicVariantGenerator}, which draws at random and runs grids) say
 * nothing.
 */
public final class SamplerWords {
  /**
   * Searched in this order: a random forest is no random sampler, and a random start is not the
   * whole search.
   */
  private static final List<Word> WORDS =
      List.of(
          new Word(
              Sampler.ADAPTIVE,
              List.of(
                  "tpe",
                  "bayes",
                  "gaussianprocess",
                  "gpsampler",
                  "gpei",
                  "botorch",
                  "cma",
                  "nsga",
                  "evol",
                  "genetic",
                  "anneal",
                  "hyperband",
                  "bohb",
                  "dehb",
                  "smac",
                  "asha",
                  "halving",
                  "pbt",
                  "populationbased",
                  "hyperopt",
                  "bandit",
                  "nevergrad",
                  "zoopt",
                  "dragonfly",
                  "flaml",
                  "cfo",
                  "blendsearch",
                  "vizier",
                  "forest",
                  "adaptive")),
          new Word(
              Sampler.QUASI_RANDOM,
              List.of(
                  "quasirandom",
                  "qmc",
                  "sobol",
                  "halton",
                  "hammersley",
                  "latinhypercube",
                  "lhs",
                  "lowdiscrepancy")),
          new Word(Sampler.GRID, List.of("grid", "bruteforce", "exhaustive")),
          new Word(Sampler.RANDOM, List.of("random", "uniform")));

  private record Word(Sampler sampler, List<String> parts) {}

  private SamplerWords() {}

  /**
   * Reads what a log says.
   *
   * @param text the name of a sampler, a search algorithm or a method
   * @return the sampler, or nothing when the name is not known or stands for several
   */
  public static Optional<Sampler> parse(String text) {
    String name = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return WORDS.stream()
        .filter(word -> word.parts().stream().anyMatch(name::contains))
        .map(Word::sampler)
        .findFirst();
  }
}
