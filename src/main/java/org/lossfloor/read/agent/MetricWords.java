package org.lossfloor.read.agent;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.sweep.Direction;

/** Names of metrics whose definition says which values are good. */
final class MetricWords {
  private static final Set<String> LOWER =
      Set.of(
          "bpb",
          "bpc",
          "loss",
          "nll",
          "perplexity",
          "ppl",
          "rmse",
          "mse",
          "mae",
          "mape",
          "wer",
          "cer");

  private static final Set<String> HIGHER =
      Set.of("accuracy", "acc", "auc", "auroc", "f1", "r2", "bleu", "rouge", "ndcg", "mrr");

  /** In front of these a name is about a change of the metric. */
  private static final Set<String> ABOUT = Set.of("delta", "diff", "neg", "std", "gap");

  private MetricWords() {}

  /** The direction of a metric such as {@code val_bpb}; nothing if its last word is not known. */
  static Optional<Direction> direction(String name) {
    List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"));
    if (words.isEmpty() || words.stream().anyMatch(ABOUT::contains)) {
      return Optional.empty();
    }
    String last = words.get(words.size() - 1);
    if (LOWER.contains(last)) {
      return Optional.of(Direction.MINIMIZE);
    }
    return HIGHER.contains(last) ? Optional.of(Direction.MAXIMIZE) : Optional.empty();
  }
}
