package org.lossfloor.estimate;

/**
 * Minimises a spacing objective over three coordinates in a box: Fisher matrix as the first model
 * of curvature, symmetric rank-one updates, Levenberg damping (statistics.md section 2).
 *
 * <p>Deterministic. Holds its own work space: not for use by two threads at once.
 */
final class BoxMinimiser {
  private static final int MAX_ITERATIONS = 120;
  private static final int REFRESH = 8;

  /** Predicted decrease of the objective at which a fit is done. */
  static final double TOLERANCE = 1e-9;

  private static final double START_DAMPING = 1e-3;
  private static final double MAX_DAMPING = 1e10;

  /** Excess of the objective over a known optimum at which a run that nears it is given up. */
  private static final double NEAR = 0.01;

  /** A run is hopeless if so many times its predicted decrease and this much do not help. */
  private static final double HOPE = 10;

  private static final double LEAST_HOPE = 0.5;

  /** Damping below which a predicted decrease is that of the model itself. */
  private static final double LITTLE_DAMPING = 0.01;

  /** Keeps the damping of the noise direction alive where the objective is flat (o near 0). */
  private static final double NOISE_FLOOR = 0.05;

  private final double[] law = new double[3];
  private final double[] jacobian = new double[9];
  private final double[] lawGradient = new double[3];
  private final double[] lawFisher = new double[9];

  private final double[] gradient = new double[3];
  private final double[] fisher = new double[9];
  private final double[] trialGradient = new double[3];
  private final double[] trialFisher = new double[9];
  private final double[] model = new double[9];
  private final double[] scale = new double[3];
  private final double[] trial = new double[3];
  private final double[] step = new double[3];
  private final double[] residual = new double[3];
  private final boolean[] free = new boolean[3];
  private final double[] cholesky = new double[9];

  private final double tolerance;
  private double enough = Double.NEGATIVE_INFINITY;
  private double hopeless = Double.POSITIVE_INFINITY;
  private boolean shrunk;
  private double[] known;
  private double knownValue;

  /** The start whose objective and gradient are at hand, as an object; null for none. */
  private double[] start;

  private double startValue;

  /** A minimiser that stops where it predicts a smaller decrease than the tolerance. */
  BoxMinimiser(double tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * Runs from theta, which must lie in the box, and leaves the optimum in theta; theta stays if the
   * objective is infinite there.
   *
   * @param exit value of coordinate 2 at which to stop, reached or crossed; NaN for none
   * @return the objective at theta
   */
  double run(
      SpacingObjective objective,
      LawMap map,
      double[] theta,
      double[] lower,
      double[] upper,
      double exit) {
    double[] caps = map.caps();
    double value = started(objective, map, theta);
    if (value == Double.POSITIVE_INFINITY) {
      return value;
    }
    double damping = START_DAMPING;
    int age = REFRESH;
    for (int i = 0; i < MAX_ITERATIONS && damping < MAX_DAMPING; i++) {
      if (age >= REFRESH) {
        refresh();
        age = 0;
      }
      markFree(theta, lower, upper);
      damping = solve(damping);
      toTrial(theta, lower, upper, caps);
      double predicted = predictedDecrease();
      if (isStill()
          || (predicted > 0 && predicted < tolerance / (1 + damping))
          || isHopeless(value, predicted, damping)) {
        return value;
      }
      if (!(predicted > 0)) {
        damping = raised(damping);
        age = REFRESH;
        continue;
      }
      double next = evaluate(objective, map, trial, trialGradient, trialFisher);
      damping = adapted(damping, (value - next) / predicted);
      if (next < Double.POSITIVE_INFINITY) {
        update();
        age++;
      }
      if (next < value) {
        boolean crossed = (theta[2] - exit) * (trial[2] - exit) <= 0;
        value = next;
        accept(theta);
        if (crossed || value < enough || isAtKnown(theta, value)) {
          return value;
        }
      }
    }
    return value;
  }

  /** The objective at the start with its gradient: what {@link #continued} left, if it did. */
  private double started(SpacingObjective objective, LawMap map, double[] theta) {
    if (theta != start) {
      return evaluate(objective, map, theta, gradient, fisher);
    }
    start = null;
    System.arraycopy(trialGradient, 0, gradient, 0, 3);
    System.arraycopy(trialFisher, 0, fisher, 0, 9);
    return startValue;
  }

  private static double raised(double damping) {
    return 4 * damping + 1e-3;
  }

  /** The damping after a step, given the ratio of true to predicted decrease. */
  private static double adapted(double damping, double ratio) {
    if (ratio > 0.5) {
      return 0.2 * damping;
    }
    return ratio >= 0.2 ? damping : raised(damping);
  }

  private void accept(double[] theta) {
    System.arraycopy(trial, 0, theta, 0, 3);
    System.arraycopy(trialGradient, 0, gradient, 0, 3);
    System.arraycopy(trialFisher, 0, fisher, 0, 9);
  }

  /**
   * Tells of an optimum found before: the next runs stop when they come so close to it that they
   * would only find it again.
   *
   * @param theta its coordinates in the map of the next run; null to forget it
   */
  void setKnown(double[] theta, double value) {
    known = theta;
    knownValue = value;
  }

  /**
   * Tells what the next runs are for: they stop at an objective below the first limit, and where it
   * is clear that they will not come below the second.
   */
  void setLimits(double enough, double hopeless) {
    this.enough = enough;
    this.hopeless = hopeless;
  }

  /** Lifts the limits. */
  void clearLimits() {
    setLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  private boolean isHopeless(double value, double predicted, double damping) {
    return predicted > 0
        && damping <= LITTLE_DAMPING
        && !shrunk
        && value - HOPE * predicted - LEAST_HOPE > hopeless;
  }

  /** The distance is measured by the expected information: a small part of a standard error. */
  private boolean isAtKnown(double[] theta, double value) {
    if (known == null || value > knownValue + NEAR) {
      return false;
    }
    double distance = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        distance += (theta[i] - known[i]) * fisher[3 * i + j] * (theta[j] - known[j]);
      }
    }
    return distance < 2 * NEAR;
  }

  /** Objective, gradient and Fisher matrix at theta in the coordinates of the map. */
  double evaluate(
      SpacingObjective objective, LawMap map, double[] theta, double[] grad, double[] info) {
    if (!map.apply(theta, law, jacobian)) {
      return Double.POSITIVE_INFINITY;
    }
    double value = objective.evaluate(law[0], law[1], law[2], lawGradient, lawFisher);
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += jacobian[3 * k + i] * lawGradient[k];
      }
      grad[i] = sum;
      for (int j = 0; j < 3; j++) {
        info[3 * i + j] = transformed(i, j);
      }
    }
    return value;
  }

  private double transformed(int i, int j) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 3; l++) {
        sum += jacobian[3 * k + i] * lawFisher[3 * k + l] * jacobian[3 * l + j];
      }
    }
    return sum;
  }

  private void refresh() {
    System.arraycopy(fisher, 0, model, 0, 9);
    for (int i = 0; i < 3; i++) {
      scale[i] = fisher[4 * i] + (i == 2 ? NOISE_FLOOR : 0);
      scale[i] = scale[i] > 0 ? scale[i] : 1;
    }
  }

  /** A coordinate at a bound with an outward gradient is held. */
  private void markFree(double[] theta, double[] lower, double[] upper) {
    for (int i = 0; i < 3; i++) {
      boolean held =
          lower[i] >= upper[i]
              || (theta[i] <= lower[i] && gradient[i] > 0)
              || (theta[i] >= upper[i] && gradient[i] < 0);
      free[i] = !held;
    }
  }

  /** Sets the damped step, raising the damping until the damped model is positive definite. */
  private double solve(double damping) {
    double lambda = damping;
    while (!factor(lambda) && lambda < MAX_DAMPING) {
      lambda = raised(lambda);
    }
    for (int i = 0; i < 3; i++) {
      double sum = free[i] ? -gradient[i] : 0;
      for (int k = 0; k < i; k++) {
        sum -= cholesky[3 * i + k] * step[k];
      }
      step[i] = sum / cholesky[4 * i];
    }
    for (int i = 2; i >= 0; i--) {
      double sum = step[i];
      for (int k = i + 1; k < 3; k++) {
        sum -= cholesky[3 * k + i] * step[k];
      }
      step[i] = sum / cholesky[4 * i];
    }
    return lambda;
  }

  /** Cholesky factor of the damped model with held coordinates decoupled; false if not definite. */
  private boolean factor(double lambda) {
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = entry(i, j, lambda);
        for (int k = 0; k < j; k++) {
          sum -= cholesky[3 * i + k] * cholesky[3 * j + k];
        }
        if (i == j) {
          if (!(sum > 1e-12 * scale[i])) {
            return false;
          }
          cholesky[4 * i] = Math.sqrt(sum);
        } else {
          cholesky[3 * i + j] = sum / cholesky[4 * j];
        }
      }
    }
    return true;
  }

  private double entry(int i, int j, double lambda) {
    if (i == j) {
      return free[i] ? model[4 * i] + lambda * scale[i] : scale[i];
    }
    return free[i] && free[j] ? model[3 * i + j] : 0;
  }

  /** Caps the step, projects it on the box, and leaves the true step in {@code step}. */
  private void toTrial(double[] theta, double[] lower, double[] upper, double[] caps) {
    double shrink = 1;
    for (int i = 0; i < 3; i++) {
      shrink = Math.min(shrink, caps[i] / Math.max(Math.abs(step[i]), Double.MIN_NORMAL));
    }
    shrunk = shrink < 1;
    for (int i = 0; i < 3; i++) {
      double moved = theta[i] + (free[i] ? shrink * step[i] : 0);
      trial[i] = Math.min(upper[i], Math.max(lower[i], moved));
      shrunk |= trial[i] != moved;
      step[i] = trial[i] - theta[i];
    }
  }

  private boolean isStill() {
    return step[0] == 0 && step[1] == 0 && step[2] == 0;
  }

  private double predictedDecrease() {
    double decrease = 0;
    for (int i = 0; i < 3; i++) {
      decrease -= step[i] * (gradient[i] + 0.5 * modelTimesStep(i));
    }
    return decrease;
  }

  private double modelTimesStep(int i) {
    return model[3 * i] * step[0] + model[3 * i + 1] * step[1] + model[3 * i + 2] * step[2];
  }

  /** The symmetric rank-one update, skipped where its denominator is too small to be trusted. */
  private void update() {
    double denominator = 0;
    double residualNorm = 0;
    double stepNorm = 0;
    for (int i = 0; i < 3; i++) {
      residual[i] = trialGradient[i] - gradient[i] - modelTimesStep(i);
      denominator += residual[i] * step[i];
      residualNorm += residual[i] * residual[i] / scale[i];
      stepNorm += step[i] * step[i] * scale[i];
    }
    if (Math.abs(denominator) <= 1e-8 * Math.sqrt(residualNorm * stepNorm)) {
      return;
    }
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        model[3 * i + j] += residual[i] * residual[j] / denominator;
      }
    }
  }

  /** The objective at theta, +infinity where the map is not defined. */
  double valueAt(SpacingObjective objective, LawMap map, double[] theta) {
    return map.apply(theta, law, jacobian)
        ? objective.value(law[0], law[1], law[2])
        : Double.POSITIVE_INFINITY;
  }

  /** The law (a, h, s) at theta. */
  double[] law(LawMap map, double[] theta) {
    map.apply(theta, law, jacobian);
    return law.clone();
  }

  /**
   * The start for a profile with coordinate 0 moved from {@code from[0]} to a value: the other two
   * coordinates kept, or moved to where the expected information puts them, whichever is better.
   */
  double[] continued(
      SpacingObjective objective,
      LawMap map,
      double[] from,
      double value,
      double[] lower,
      double[] upper) {
    double[] kept = {value, from[1], from[2]};
    double keptObjective = evaluate(objective, map, kept, trialGradient, trialFisher);
    evaluate(objective, map, from, gradient, fisher);
    refresh();
    double[] caps = map.caps();
    double width = fisher[4] + 1e-6 * scale[1];
    double noise = fisher[8] + 1e-3 * scale[2];
    double determinant = width * noise - fisher[5] * fisher[5];
    double delta = value - from[0];
    double alongWidth = (fisher[2] * fisher[5] - fisher[1] * noise) / determinant * delta;
    double alongNoise = (fisher[1] * fisher[5] - fisher[2] * width) / determinant * delta;
    if (!Double.isFinite(alongWidth + alongNoise)) {
      return kept;
    }
    double shrink =
        Math.min(1, Math.min(caps[1] / Math.abs(alongWidth), caps[2] / Math.abs(alongNoise)));
    double[] moved = {
      value,
      Math.min(upper[1], Math.max(lower[1], from[1] + shrink * alongWidth)),
      Math.min(upper[2], Math.max(lower[2], from[2] + shrink * alongNoise))
    };
    double movedObjective = evaluate(objective, map, moved, trialGradient, trialFisher);
    if (movedObjective >= keptObjective) {
      return kept;
    }
    start = moved;
    startValue = movedObjective;
    return moved;
  }

  /**
   * The standard error of coordinate 0 at theta from the expected information, the others unknown.
   *
   * @return the standard error, +infinity where the information is singular
   */
  double standardError(SpacingObjective objective, LawMap map, double[] theta) {
    evaluate(objective, map, theta, gradient, fisher);
    refresh();
    double width = fisher[4] + 1e-9 * scale[1];
    double noise = fisher[8] + 1e-9 * scale[2];
    double cross = fisher[5];
    double explained =
        (fisher[1] * fisher[1] * noise
                - 2 * fisher[1] * fisher[2] * cross
                + fisher[2] * fisher[2] * width)
            / (width * noise - cross * cross);
    double information = fisher[0] - explained;
    return information > 0 ? 1 / Math.sqrt(information) : Double.POSITIVE_INFINITY;
  }
}
