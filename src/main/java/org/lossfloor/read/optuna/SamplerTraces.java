package org.lossfloor.read.optuna;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What samplers leave in the system attributes of trials and studies. No storage names the sampler,
 * and random search and the usual TPE leave nothing.
 */
final class SamplerTraces {
  /** The beginning of a key, and whose it is. */
  private static final Map<String, String> KEYS =
      Map.of(
          "grid_id", "GridSampler",
          "cma:", "CmaEsSampler",
          "sepcma:", "CmaEsSampler",
          "cmawm:", "CmaEsSampler",
          "cmaes:", "CmaEsSampler",
          "nsga2:", "NSGAIISampler",
          "nsga3:", "NSGAIIISampler",
          "tpe:", "TPESampler",
          "motpe:", "TPESampler",
          "qmc (", "QMCSampler");

  /** Newer genetic samplers write under their class names. */
  private static final Pattern CLASS = Pattern.compile("^(\\w+Sampler):.*");

  private SamplerTraces() {}

  /** The class of the sampler that wrote one of some keys. */
  static Optional<String> of(Set<String> keys) {
    return keys.stream().sorted().map(SamplerTraces::of).flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> of(String key) {
    Matcher named = CLASS.matcher(key);
    if (named.matches()) {
      return Optional.of(named.group(1));
    }
    return KEYS.entrySet().stream()
        .filter(known -> key.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
