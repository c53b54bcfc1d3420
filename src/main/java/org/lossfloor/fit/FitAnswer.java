package org.lossfloor.fit;

import org.lossfloor.estimate.Answer;

/**
 * The answer of {@code lossfloor fit} or {@code lossfloor curve}.
 *
 * @param answer the answer of the experiment
 * @param source where its scores are from, such as {@code a.csv (CSV, field `loss`)}
 * @param directionGiven whether the request says which end of the score is the good one
 * @param seed the seed of the samples that the intervals rest on
 */
public record FitAnswer(Answer answer, String source, boolean directionGiven, long seed) {}
