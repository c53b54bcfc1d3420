package org.lossfloor.study.paper;

import java.util.Optional;
import org.lossfloor.sweep.Direction;

/**
 * How a published analysis makes one score of a run: the best value of its learning curve.
 *
 * @param curve the field with the curve, such as {@code learning_curves.matched}
 * @param value the field of a point with the value, or its place where a point is a list
 * @param complement whether the score is one minus the value, as an error rate is of an accuracy
 * @param direction which end of the score is the good one
 * @param failed the score of a run without a curve
 * @param unset a field that must be absent or 0, for the analyses of some runs only
 */
public record ScoreRule(
    String curve,
    String value,
    boolean complement,
    Direction direction,
    double failed,
    Optional<String> unset) {}
