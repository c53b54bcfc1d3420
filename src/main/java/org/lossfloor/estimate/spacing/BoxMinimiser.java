package org.lossfloor.estimate.spacing;

import java.util.HashMap;
import java.util.Map;

/**
 * Minimises a spacing objective over three coordinates in a box: Newton steps, with the Fisher
 * matrix in place of a Hessian that is not positive definite, and Levenberg damping (method.md,
 * section 5).
 *
 * <p>Deterministic. Holds its own work space: not for use by two threads at once.
 */
public final class BoxMinimiser {
  private static final int MAX_ITERATIONS = 120;

  /** Predicted decrease of the objective at which a fit is done. */
  public static final double TOLERANCE = 1e-9;

  private static final double START_DAMPING = 1e-3;
  private static final double MAX_DAMPING = 1e10;

  /** Excess of the objective over a known optimum at which a run that approaches it is given up. */
  private static final double NEAR = 0.01;

  /**
   * Predicted decrease below which Newton's model is trusted to predict the minimum, and how far.
   */
  private static final double NEAR_MINIMUM = 0.5;

  private static final double SAFE_REACH = 3;

  /** The same on a profile, where plateaus with a minimum beyond them are common. */
  private static final double AT_MINIMUM = 0.03;

  /** How far above the ceiling the objective is clearly too high. */
  private static final double CLEARLY = 1;

  /** How far above the ceiling the start of a run may be that has to end below it. */
  private static final double FAR_ABOVE = 10;

  /** How far above its prediction the objective may be for a start to be taken as it is. */
  private static final double FAIR_START = 1;

  /** Keeps the damping of the noise direction alive where the objective is flat (o near 0). */
  private static final double NOISE_FLOOR = 0.05;

  private final double[] law = new double[3];
  private final double[] jacobian = new double[9];
  private final double[] lawGradient = new double[3];
  private final double[] lawFisher = new double[9];

  private final double[] lawHessian = new double[9];

  private final double[] gradient = new double[3];
  private final double[] fisher = new double[9];
  private final double[] hessian = new double[9];
  private final double[] trialGradient = new double[3];
  private final double[] trialFisher = new double[9];
  private final double[] trialHessian = new double[9];
  private final double[] model = new double[9];
  private final double[] scale = new double[3];
  private final double[] trial = new double[3];
  private final double[] step = new double[3];
  private final boolean[] free = new boolean[3];
  private final double[] cholesky = new double[9];

  private final double tolerance;
  private boolean newton;
  private double ceiling = Double.POSITIVE_INFINITY;
  private double enough = Double.NEGATIVE_INFINITY;
  private double[] known;
  private double knownValue;

  /**
   * The start whose objective and gradient are already computed, compared by identity; null for
   * none.
   */
  private double[] start;

  private double startValue;

  /**
   * The law last accepted, with the derivatives of its objective: often where the next run begins.
   */
  private SpacingObjective acceptedObjective;

  private final Slopes accepted = new Slopes();

  /** The laws from which runs began: a walk begins where others did. */
  private final Map<Place, Slopes> begun = new HashMap<>();

  /** A minimiser that stops where it predicts a smaller decrease than the tolerance. */
  BoxMinimiser(double tolerance) {
    this.tolerance = tolerance;
  }

  private record Place(SpacingObjective objective, double a, double h, double s) {}

  /** The objective at a law, with its derivatives in (a, log h, log s). */
  private static final class Slopes {
    private double value;
    private final double[] law = new double[3];
    private final double[] gradient = new double[3];
    private final double[] fisher = new double[9];
    private final double[] hessian = new double[9];
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
    if (value == Double.POSITIVE_INFINITY || isFarAbove(value)) {
      return value;
    }
    remember(objective, value);
    double damping = START_DAMPING;
    for (int i = 0; i < MAX_ITERATIONS && damping < MAX_DAMPING; i++) {
      markFree(theta, lower, upper);
      model();
      damping = solve(damping);
      toTrial(theta, lower, upper, caps);
      double predicted = predictedDecrease();
      if (isStill() || (predicted > 0 && predicted < tolerance / (1 + damping))) {
        return value;
      }
      if (isHopeless(value, predicted, damping)) {
        return value;
      }
      if (!(predicted > 0)) {
        damping = raised(damping);
        continue;
      }
      double next = valueAt(objective, map, trial);
      damping = adapted(damping, (value - next) / predicted);
      if (next < value) {
        boolean crossed = (theta[2] - exit) * (trial[2] - exit) <= 0;
        value = next;
        derivatives(objective, map, trial, trialGradient, trialFisher, trialHessian);
        accept(objective, theta, value);
        if (crossed || value < enough || isAtKnown(theta, value)) {
          return value;
        }
      } else if (predicted < Math.ulp(value)) {
        // What is left is below rounding.
        return value;
      }
    }
    return value;
  }

  /** The objective at the start with its gradient: what {@link #continued} left, if it did. */
  private double started(SpacingObjective objective, LawMap map, double[] theta) {
    if (theta != start) {
      double value = valueAt(objective, map, theta);
      if (value < Double.POSITIVE_INFINITY && !isFarAbove(value)) {
        derivatives(objective, map, theta, gradient, fisher, hessian);
      }
      return value;
    }
    start = null;
    System.arraycopy(trialGradient, 0, gradient, 0, 3);
    System.arraycopy(trialFisher, 0, fisher, 0, 9);
    System.arraycopy(trialHessian, 0, hessian, 0, 9);
    return startValue;
  }

  private static double raised(double damping) {
    return 8 * damping + 1e-3;
  }

  /** The damping after a step, given the ratio of true to predicted decrease. */
  private static double adapted(double damping, double ratio) {
    if (ratio > 0.9) {
      return 0.02 * damping;
    }
    if (ratio > 0.5) {
      return 0.2 * damping;
    }
    return ratio >= 0.2 ? damping : raised(damping);
  }

  /**
   * Limits the next runs: they stop below the first limit, and when they approach a minimum above
   * the second.
   *
   * @param enough the objective that is low enough; -infinity for none
   * @param ceiling the objective below which a run has to end to be of use; +infinity for none
   */
  void setLimits(double enough, double ceiling) {
    this.enough = enough;
    this.ceiling = ceiling;
  }

  /** Lifts the limits. */
  void clearLimits() {
    setLimits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * Newton's model predicts the minimum well when it is near. A run that has to end below a ceiling
   * starts near its minimum, whatever the model says.
   */
  private boolean isHopeless(double value, double predicted, double damping) {
    boolean toCeiling = enough == Double.NEGATIVE_INFINITY && predicted < NEAR_MINIMUM;
    if (toCeiling && value - SAFE_REACH * predicted > ceiling + CLEARLY) {
      return true;
    }
    return newton
        && damping < 0.1
        && predicted > 0
        && predicted < (enough == Double.NEGATIVE_INFINITY ? NEAR_MINIMUM : AT_MINIMUM)
        && value - SAFE_REACH * predicted
            > (known == null ? ceiling : Math.min(ceiling, knownValue));
  }

  private boolean isFarAbove(double value) {
    return enough == Double.NEGATIVE_INFINITY && value > ceiling + FAR_ABOVE;
  }

  private void accept(SpacingObjective objective, double[] theta, double value) {
    remember(objective, value);
    System.arraycopy(trial, 0, theta, 0, 3);
    System.arraycopy(trialGradient, 0, gradient, 0, 3);
    System.arraycopy(trialFisher, 0, fisher, 0, 9);
    System.arraycopy(trialHessian, 0, hessian, 0, 9);
  }

  /**
   * Sets an optimum found before: the next runs stop when they come so close to it, from above,
   * that they would only find it again, and when they approach a minimum above it.
   *
   * @param theta its coordinates in the map of the next run; null to forget it
   */
  void setKnown(double[] theta, double value) {
    known = theta;
    knownValue = value;
  }

  /** The distance is measured by the expected information: a small part of a standard error. */
  private boolean isAtKnown(double[] theta, double value) {
    if (known == null || value > knownValue + NEAR || value < knownValue) {
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

  /** Objective, gradient, Fisher matrix and Hessian at theta in the coordinates of the map. */
  private double evaluate(
      SpacingObjective objective,
      LawMap map,
      double[] theta,
      double[] grad,
      double[] info,
      double[] second) {
    double value = valueAt(objective, map, theta);
    if (value < Double.POSITIVE_INFINITY) {
      derivatives(objective, map, theta, grad, info, second);
    }
    return value;
  }

  /** The derivatives at the point of the last value. */
  private void derivatives(
      SpacingObjective objective,
      LawMap map,
      double[] theta,
      double[] grad,
      double[] info,
      double[] second) {
    objective.derivatives(lawGradient, lawFisher, lawHessian);
    transform(map, theta, grad, info, second);
  }

  /** Turns derivatives in (a, log h, log s) into those in the coordinates of a map. */
  private void transform(
      LawMap map, double[] theta, double[] grad, double[] info, double[] second) {
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        sum += jacobian[3 * k + i] * lawGradient[k];
      }
      grad[i] = sum;
      for (int j = 0; j < 3; j++) {
        info[3 * i + j] = transformed(lawFisher, i, j);
        second[3 * i + j] = transformed(lawHessian, i, j);
      }
    }
    map.addCurvature(theta, law, jacobian, lawGradient, second);
  }

  private double transformed(double[] matrix, int i, int j) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 3; l++) {
        sum += jacobian[3 * k + i] * matrix[3 * k + l] * jacobian[3 * l + j];
      }
    }
    return sum;
  }

  /**
   * Newton's model of the objective if it has a minimum in the free coordinates; otherwise the
   * model of the expected second derivatives, which always has one.
   */
  private void model() {
    setScale();
    System.arraycopy(hessian, 0, model, 0, 9);
    newton = factor(0);
    if (!newton) {
      System.arraycopy(fisher, 0, model, 0, 9);
    }
  }

  private void setScale() {
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
    for (int i = 0; i < 3; i++) {
      double moved = theta[i] + (free[i] ? shrink * step[i] : 0);
      trial[i] = Math.min(upper[i], Math.max(lower[i], moved));
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
   * coordinates moved to where the curvature at {@code from} puts them, or kept if that is better.
   *
   * @param fit the law at {@code from}
   */
  double[] continued(
      SpacingObjective objective,
      LawMap map,
      SpacingFit fit,
      double[] from,
      double value,
      double[] lower,
      double[] upper) {
    double[] kept = {value, from[1], from[2]};
    double here = atFit(objective, map, fit, from);
    if (here == Double.POSITIVE_INFINITY) {
      return kept;
    }
    double[] moved = along(map, from, value, lower, upper);
    double movedValue = evaluate(objective, map, moved, trialGradient, trialFisher, trialHessian);
    if (!(movedValue <= here + FAIR_START + 2 * rise(from, moved))) {
      double keptValue = evaluate(objective, map, kept, trialGradient, trialFisher, trialHessian);
      if (!(movedValue < keptValue)) {
        start = kept;
        startValue = keptValue;
        return kept;
      }
      evaluate(objective, map, moved, trialGradient, trialFisher, trialHessian);
    }
    start = moved;
    startValue = movedValue;
    return moved;
  }

  private void remember(SpacingObjective objective, double value) {
    acceptedObjective = objective;
    keep(accepted, value);
  }

  /** Keeps the derivatives of the last value. */
  private void keep(Slopes slopes, double value) {
    slopes.value = value;
    System.arraycopy(law, 0, slopes.law, 0, 3);
    System.arraycopy(lawGradient, 0, slopes.gradient, 0, 3);
    System.arraycopy(lawFisher, 0, slopes.fisher, 0, 9);
    System.arraycopy(lawHessian, 0, slopes.hessian, 0, 9);
  }

  /** Sets the derivatives at a fit, where an earlier run may have begun or ended. */
  private double atFit(SpacingObjective objective, LawMap map, SpacingFit fit, double[] theta) {
    if (!map.apply(theta, law, jacobian)) {
      return Double.POSITIVE_INFINITY;
    }
    boolean same =
        objective == acceptedObjective
            && fit.a() == accepted.law[0]
            && fit.h() == accepted.law[1]
            && fit.s() == accepted.law[2];
    Slopes slopes = same ? accepted : begun(objective);
    if (slopes.value < Double.POSITIVE_INFINITY) {
      System.arraycopy(slopes.gradient, 0, lawGradient, 0, 3);
      System.arraycopy(slopes.fisher, 0, lawFisher, 0, 9);
      System.arraycopy(slopes.hessian, 0, lawHessian, 0, 9);
      transform(map, theta, gradient, fisher, hessian);
    }
    return slopes.value;
  }

  /** The derivatives at the law that the map has just set. */
  private Slopes begun(SpacingObjective objective) {
    Place place = new Place(objective, law[0], law[1], law[2]);
    Slopes slopes = begun.get(place);
    if (slopes == null) {
      slopes = new Slopes();
      double value = objective.value(law[0], law[1], law[2]);
      if (value < Double.POSITIVE_INFINITY) {
        objective.derivatives(lawGradient, lawFisher, lawHessian);
      }
      keep(slopes, value);
      begun.put(place, slopes);
    }
    return slopes;
  }

  /** Where the model at {@code from} has its minimum with coordinate 0 at a value. */
  private double[] along(LawMap map, double[] from, double value, double[] lower, double[] upper) {
    free[0] = false;
    free[1] = lower[1] < upper[1];
    free[2] = lower[2] < upper[2];
    model();
    double[] caps = map.caps();
    double delta = value - from[0];
    double[] move = others(-delta * model[1], -delta * model[2]);
    double shrink = Math.min(1, Math.min(caps[1] / Math.abs(move[0]), caps[2] / Math.abs(move[1])));
    boolean finite = Double.isFinite(move[0] + move[1]);
    return new double[] {
      value,
      clamp(from[1] + (finite ? shrink * move[0] : 0), lower[1], upper[1]),
      clamp(from[2] + (finite ? shrink * move[1] : 0), lower[2], upper[2])
    };
  }

  /** Solves the model for the free ones of the other two coordinates. */
  private double[] others(double ofWidth, double ofNoise) {
    double width = model[4] + 1e-6 * scale[1];
    double noise = model[8] + 1e-4 * scale[2];
    double first = free[1] ? ofWidth : 0;
    double second = free[2] ? ofNoise : 0;
    double both = free[1] && free[2] ? model[5] : 0;
    double determinant = width * noise - both * both;
    return new double[] {
      (first * noise - second * both) / determinant, (second * width - first * both) / determinant
    };
  }

  /**
   * The model at a fit of the profile in coordinate 0: the least objective over the other two
   * coordinates, with its first two derivatives.
   *
   * @param theta the coordinates of the fit
   */
  double[] profileModel(
      SpacingObjective objective,
      LawMap map,
      SpacingFit fit,
      double[] theta,
      double[] lower,
      double[] upper) {
    double value = atFit(objective, map, fit, theta);
    if (value == Double.POSITIVE_INFINITY) {
      return new double[] {value, Double.NaN, Double.NaN};
    }
    markFree(theta, lower, upper);
    free[0] = false;
    model();
    double[] rest = others(-gradient[1], -gradient[2]);
    double[] along = others(-model[1], -model[2]);
    return new double[] {
      value + 0.5 * (rest[0] * gradient[1] + rest[1] * gradient[2]),
      gradient[0] + along[0] * gradient[1] + along[1] * gradient[2],
      model[0] + along[0] * model[1] + along[1] * model[2]
    };
  }

  private static double clamp(double value, double low, double high) {
    return Math.min(high, Math.max(low, value));
  }

  /** How much the model rises between two places. */
  private double rise(double[] from, double[] to) {
    for (int i = 0; i < 3; i++) {
      step[i] = to[i] - from[i];
    }
    return Math.max(0, -predictedDecrease());
  }

  /**
   * The standard error of coordinate 0 at theta from the expected information, the others unknown.
   *
   * @return the standard error, +infinity where the information is singular
   */
  double standardError(SpacingObjective objective, LawMap map, double[] theta) {
    evaluate(objective, map, theta, gradient, fisher, hessian);
    setScale();
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
