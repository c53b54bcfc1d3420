package org.lossfloor.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricWordsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss",
        "val_loss",
        "valLoss",
        "metrics.eval/rmse",
        "log_loss",
        "error_rate",
        "test err",
        "neg_log_likelihood",
        "negative_log_likelihood",
        "cross entropy",
        "brier_score",
        "ppl"
      })
  void smallValuesAreGood(String name) {
    assertThat(MetricWords.direction(name)).contains(Direction.MINIMIZE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acc",
        "valAccuracy",
        "f1_score",
        "R2",
        "top_1",
        "top5_acc",
        "score",
        "val/mIoU",
        "AUC",
        "neg_mean_squared_error_score",
        "neg_log_loss",
        "episode_reward",
        "mean.return"
      })
  void largeValuesAreGood(String name) {
    assertThat(MetricWords.direction(name)).contains(Direction.MAXIMIZE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lr",
        "learning_rate",
        "loss_weight",
        "loss_fn",
        "acc_std",
        "accuracy_loss",
        "epoch",
        "best_step",
        "score_threshold",
        "glossary",
        "terror",
        "value",
        "time_to_accuracy"
      })
  void othersSayNothing(String name) {
    assertThat(MetricWords.direction(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train_loss", "training/acc", "trainLoss"})
  void trainingIsSeen(String name) {
    assertThat(MetricWords.isTraining(name)).isTrue();
    assertThat(MetricWords.isTraining(name.replaceAll("(?i)train(ing)?", "val"))).isFalse();
  }
}
