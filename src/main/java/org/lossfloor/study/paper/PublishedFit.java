package org.lossfloor.study.paper;

import java.util.List;
import java.util.Optional;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.sweep.Direction;

/**
 * A fit that was printed, with the digits it was printed with.
 *
 * @param title model and data set
 * @param metric what the score is
 * @param log the name of the log without {@code .results.jsonl}
 * @param runs how many runs the log holds
 * @param rule how a run is scored
 * @param task what models with one search space have in common
 * @param lower the smallest value of the metric
 * @param upper the largest one
 * @param hyperparameters how many are tuned: the largest effective dimension tried
 * @param threshold where the regime starts, chosen by eye
 * @param a the printed lower end
 * @param b the printed upper end
 * @param c the printed effective dimension
 * @param o the printed noise
 * @param percent the printed share of the search space in the regime
 * @param source where all that is printed
 * @param remark what explains a digit that differs, if it is known
 */
public record PublishedFit(
    String title,
    String metric,
    String log,
    int runs,
    ScoreRule rule,
    Task task,
    double lower,
    double upper,
    int hyperparameters,
    double threshold,
    String a,
    String b,
    String c,
    String o,
    String percent,
    String source,
    Optional<String> remark) {
  private static final String GENERALIZING =
      "opda, nbs/experiments/generalizing-the-parametric-analysis-across-architectures.ipynb at"
          + " 7dfdc82";

  private static final String VALIDATING =
      "opda, nbs/experiments/validating-the-parametric-analysis-in-practice.ipynb at 730cd9b";

  /** Tasks whose models were tuned in one search space. */
  public enum Task {
    /** Training on ImageNet. */
    VISION,
    /** Fine-tuning on MultiNLI. */
    LANGUAGE,
    /** Pretraining on SlimPajama. */
    PRETRAINING
  }

  /** Every fit that the notebooks of the reference library print. */
  public static final List<PublishedFit> ALL =
      List.of(
          accuracy("AlexNet", "alexnet_tuning", 512, .5, "0.135", "0.582", "6.2e-03", "18.3"),
          accuracy("ResNet18", "resnet18_tuning", 1024, .67, "0.601", "0.709", "5.0e-03", "36.1"),
          accuracy(
              "ConvNext Tiny",
              "convnext-tiny_tuning",
              512,
              .6,
              "0.041",
              "0.744",
              "7.9e-03",
              "20.4"),
          language("DeBERTa", "deberta-base_tuning", .87, "0.829", "0.887", "1.9e-03", "54.3"),
          language("DeBERTaV3", "deberta-v3-base_tuning", .89, "0.859", "0.905", "1.1e-03", "57.5"),
          new PublishedFit(
              "DeBERTaV3 on MultiNLI-m",
              "error rate",
              "deberta-v3-base_tuning",
              1024,
              matched(true, Direction.MINIMIZE),
              Task.LANGUAGE,
              0,
              1,
              5,
              .11,
              "0.095",
              "0.141",
              "1",
              "1.0e-03",
              "57.3",
              VALIDATING,
              Optional.of(
                  "The reference library's optimiser starts at random: five of its seeds give 57.2 to"
                      + " 57.5 % (src/test/resources/golden/real_deberta_v3_error_rate.json).")),
          new PublishedFit(
              "ResNet18 on ImageNet",
              "top-1 error rate",
              "resnet18_tuning",
              1024,
              new ScoreRule(
                  "learning_curve", "top_1", true, Direction.MINIMIZE, 1, Optional.empty()),
              Task.VISION,
              0,
              1,
              8,
              .325,
              "0.288",
              "0.396",
              "2",
              "6.6e-03",
              "34.3",
              VALIDATING,
              Optional.empty()),
          new PublishedFit(
              "Llama 33M on SlimPajama-6B",
              "cross-entropy",
              "llama-33m_tuning",
              1024,
              new ScoreRule(
                  "learning_curve",
                  "val_raw_loss",
                  false,
                  Direction.MINIMIZE,
                  Double.NaN,
                  Optional.empty()),
              Task.PRETRAINING,
              0,
              Double.POSITIVE_INFINITY,
              6,
              3.695,
              "3.580",
              "4.171",
              "1",
              "2.8e-02",
              "43.8",
              VALIDATING,
              Optional.empty()));

  private static PublishedFit accuracy(
      String model,
      String log,
      int runs,
      double threshold,
      String a,
      String b,
      String o,
      String percent) {
    return new PublishedFit(
        model + " on ImageNet",
        "top-1 accuracy",
        log,
        runs,
        new ScoreRule(
            "learning_curve", "top_1", false, Direction.MAXIMIZE, 0, Optional.of("use_blurpool")),
        Task.VISION,
        0,
        1,
        8,
        threshold,
        a,
        b,
        "2",
        o,
        percent,
        GENERALIZING,
        Optional.empty());
  }

  private static PublishedFit language(
      String model, String log, double threshold, String a, String b, String o, String percent) {
    return new PublishedFit(
        model + " on MultiNLI-m",
        "accuracy",
        log,
        1024,
        matched(false, Direction.MAXIMIZE),
        Task.LANGUAGE,
        0,
        1,
        5,
        threshold,
        a,
        b,
        "1",
        o,
        percent,
        GENERALIZING,
        Optional.empty());
  }

  private static ScoreRule matched(boolean complement, Direction direction) {
    return new ScoreRule(
        "learning_curves.matched", "1", complement, direction, Double.NaN, Optional.empty());
  }

  /**
   * Returns the settings that were used for it.
   *
   * @param trials the numbers of trials at which the tuning curve is wanted
   * @return the objective, limits and constraints of the reference library
   */
  public EstimateSettings asPublished(List<Double> trials) {
    return settings(new Threshold.At(threshold), Objective.REFERENCE, trials);
  }

  /**
   * Returns the settings of somebody who knows nothing but the scores.
   *
   * @return the same metric and dimensions, and everything else at its default
   */
  public EstimateSettings byDefault() {
    return settings(new Threshold.Auto(), Objective.RECIPE, List.of());
  }

  private EstimateSettings settings(Threshold from, Objective objective, List<Double> trials) {
    return new EstimateSettings(
        rule.direction(),
        from,
        lower,
        upper,
        1,
        hyperparameters,
        EstimateSettings.DEFAULT_CONFIDENCE,
        objective,
        trials);
  }
}
