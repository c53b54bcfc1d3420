package org.lossfloor.sql;

import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.experiment.BareScores;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.table.ExperimentRecord;

/** The scores of a group, or some of them, and what is asked of them. */
final class AskedScores {
  private final Question question;
  private final BareScores scores;
  private final double lowest;
  private final double highest;

  AskedScores(Question question) {
    this(question, new BareScores(question.text(), question.sampler()));
  }

  private AskedScores(Question question, BareScores scores) {
    EstimateSettings settings = question.settings().settings();
    this.question = question;
    this.scores = scores;
    this.lowest = settings.lowerBound();
    this.highest = settings.upperBound();
  }

  static AskedScores of(String function, byte[] bytes) {
    BareScores scores = BareScores.of(bytes);
    return new AskedScores(Question.ofText(function, scores.settings()), scores);
  }

  byte[] toBytes() {
    return scores.toBytes();
  }

  Question question() {
    return question;
  }

  /** Adds a trial that failed. */
  void addFailed() {
    scores.add(Double.NaN);
  }

  /** Adds a trial with a score as it is in the table. */
  void add(double score) {
    if (!(Math.abs(score) < LoggedNumber.INFINITE_FROM)) {
      addFailed();
    } else if (score < lowest || score > highest) {
      scores.exclude();
    } else {
      scores.add(score);
    }
  }

  void merge(AskedScores part) {
    question.require(part.question);
    scores.add(part.scores);
  }

  ExperimentRecord answer() {
    return scores.answer(question.settings(), question.seed());
  }
}
