package org.lossfloor.decide.ranges;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the trials say about the range of one hyperparameter.
 *
 * @param hyperparameter its values
 * @param best its value in the best trial; nothing where that has none
 * @param lowerEdge the p-value of the optimum not pressing against the lower end, corrected for all
 *     ends that were tested; nothing where the end was not tested
 * @param upperEdge that of the upper end
 * @param deadLow where failures live at the lower end
 * @param deadHigh where they live at the upper end
 * @param deadValues words that fail
 * @param next which range to use next; nothing where it does not vary
 * @param importance how much it matters near the optimum; nothing where that was not asked for
 */
public record HyperparameterRange(
    Hyperparameter hyperparameter,
    Optional<String> best,
    OptionalDouble lowerEdge,
    OptionalDouble upperEdge,
    Optional<DeadRegion> deadLow,
    Optional<DeadRegion> deadHigh,
    List<DeadRegion> deadValues,
    Optional<NextRange> next,
    Optional<Importance> importance) {
  /** At most this share of experiments without a fault raises a code of each kind. */
  public static final double LEVEL = .01;

  /** Copies the regions. */
  public HyperparameterRange {
    deadValues = List.copyOf(deadValues);
  }

  /**
   * Whether the optimum presses against the lower end.
   *
   * @return true at a corrected p-value of at most 1 per cent
   */
  public boolean pressesLow() {
    return lowerEdge.orElse(1) <= LEVEL;
  }

  /**
   * Whether it presses against the upper end.
   *
   * @return true at a corrected p-value of at most 1 per cent
   */
  public boolean pressesHigh() {
    return upperEdge.orElse(1) <= LEVEL;
  }

  /**
   * What is wrong with the range, as machines read it.
   *
   * @return {@code EDGE_lr_HIGH}, {@code DEAD_lr_LOW}, {@code DEAD_optimizer=sgd}, ...
   */
  public List<String> codes() {
    List<String> codes = new ArrayList<>();
    end(codes, "EDGE", "LOW", pressesLow());
    end(codes, "EDGE", "HIGH", pressesHigh());
    end(codes, "DEAD", "LOW", deadLow.isPresent());
    end(codes, "DEAD", "HIGH", deadHigh.isPresent());
    deadValues.forEach(
        dead ->
            codes.add(
                String.format(Locale.ROOT, "DEAD_%s=%s", hyperparameter.name(), dead.value())));
    return codes;
  }

  private void end(List<String> codes, String kind, String end, boolean raised) {
    if (raised) {
      codes.add(kind + "_" + hyperparameter.name() + "_" + end);
    }
  }

  /**
   * The same with its importance.
   *
   * @param measured what forests say
   * @return a copy
   */
  public HyperparameterRange with(Importance measured) {
    return new HyperparameterRange(
        hyperparameter,
        best,
        lowerEdge,
        upperEdge,
        deadLow,
        deadHigh,
        deadValues,
        next,
        Optional.of(measured));
  }
}
