package org.lossfloor.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Guesses from the name of a number what it is: {@code val_loss} is a metric whose small values are
 * good, {@code f1_score} one whose large values are, {@code loss_weight} is none. A guess is no
 * more than that, and whoever uses it has to say so.
 */
public final class MetricWords {
  private static final Set<String> SMALL =
      set(
          "loss losses error errors err errorrate rmse mse mae mape smape rmsle nll perplexity ppl",
          "bpb bpc bpd wer cer fid kid eer ece brier logloss crossentropy xent regret deviance",
          "divergence kl mmd chamfer hausdorff lpips aic bic nlpd residual");

  private static final Set<String> LARGE =
      set(
          "accuracy acc auc auroc auprc aucpr ap map map50 map95 f1 f2 fscore fbeta r2 bleu",
          "sacrebleu rouge rouge1 rouge2 rougel meteor chrf cider spice ndcg mrr recall precision",
          "sensitivity specificity psnr psnrb ssim msssim iou miou dice jaccard kappa mcc npmi",
          "pearson spearman kendall reward rewards return returns elo winrate sharpe top1 top5 hits",
          "silhouette likelihood elbo success");

  /** Says which values are good only if no other word of the name does. */
  private static final String SCORE = "score";

  /** With one of these a name is about something else than the metric itself. */
  private static final Set<String> ABOUT =
      set(
          "std stdev stddev stderr sem var variance delta diff gap weight weights coef coeff",
          "coefficient lambda alpha beta gamma threshold type fn func function name step steps epoch",
          "epochs time count num n scale factor lr decay id margin clip clipping target params",
          "param config patience window smoothing kind max min best_epoch seed index rank url path");

  private static final Set<String> TRAINING = set("train training tr");
  private static final Set<String> NEGATED = set("neg negative minus");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{N}]+");

  private MetricWords() {}

  private static Set<String> set(String... lines) {
    return Set.of(String.join(" ", lines).split(" "));
  }

  /**
   * Guesses which values of a metric are good.
   *
   * @param name the name of a field
   * @return the direction; nothing if the name does not tell, or is not that of a metric
   */
  public static Optional<Direction> direction(String name) {
    List<String> words = words(name);
    if (words.stream().anyMatch(ABOUT::contains)) {
      return Optional.empty();
    }
    boolean small = words.stream().anyMatch(SMALL::contains);
    boolean large = words.stream().anyMatch(LARGE::contains);
    if (small && large) {
      return Optional.empty();
    }
    boolean negated = words.stream().anyMatch(NEGATED::contains);
    if (small || large || words.contains(SCORE)) {
      return Optional.of(small == negated ? Direction.MAXIMIZE : Direction.MINIMIZE);
    }
    return Optional.empty();
  }

  /**
   * Returns whether a metric is measured on the data that was trained on.
   *
   * @param name the name of a field
   * @return whether it says so
   */
  public static boolean isTraining(String name) {
    return words(name).stream().anyMatch(TRAINING::contains);
  }

  /** The words in lower case, and each two neighbours as one: {@code top_1} is {@code top1}. */
  private static List<String> words(String name) {
    String apart = HUMP.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    List<String> parts = GAP.splitAsStream(apart).filter(word -> !word.isEmpty()).toList();
    List<String> words = new ArrayList<>(parts);
    for (int i = 1; i < parts.size(); i++) {
      words.add(parts.get(i - 1) + parts.get(i));
    }
    return words;
  }
}
