package org.lossfloor.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.error.ConfigException;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.sweep.Bounds;

/**
 * The settings of the estimate, as plain values.
 *
 * @param threshold {@code auto}, {@code none}, a number on the scale of the score, or the best
 *     share of the trials such as {@code 25%}
 * @param dimension the pinned effective dimension, 1 to 10, or nothing to estimate it
 * @param maxDimension the largest effective dimension considered, 1 to 10, or nothing for {@link
 *     #MAX_DIMENSION}
 * @param bounds the values a score can take
 * @param confidence the level of all intervals, 0.5 to 0.999
 * @param replicates the number of bootstrap replicates, at least 0
 * @param trials the trial counts of the tuning curves, ascending, each at least 1
 * @param seed the seed of all random streams
 * @param objective {@code recipe} or {@code reference}
 * @param intervals how the intervals are made
 */
public record EstimateConfig(
    String threshold,
    OptionalInt dimension,
    OptionalInt maxDimension,
    Bounds bounds,
    double confidence,
    int replicates,
    List<Integer> trials,
    long seed,
    String objective,
    IntervalMethod intervals) {
  /** The defaults. */
  public static final EstimateConfig DEFAULT =
      new EstimateConfig(
          "auto",
          OptionalInt.empty(),
          OptionalInt.empty(),
          Bounds.NONE,
          0.95,
          1000,
          List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
          0,
          "recipe",
          IntervalMethod.PROFILE);

  /** The default of the largest dimension considered. */
  public static final int MAX_DIMENSION = EstimateSettings.DEFAULT_MAX_DIMENSION;

  /** The confidences that can be asked for, in words. */
  public static final String CONFIDENCES =
      "a number from "
          + EstimateSettings.LEAST_CONFIDENCE
          + " to "
          + EstimateSettings.MOST_CONFIDENCE;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when the confidence, a dimension or the number of replicates
   *     is out of range
   */
  public EstimateConfig {
    if (!EstimateSettings.isConfidence(confidence)) {
      throw new IllegalArgumentException("confidence has to be " + CONFIDENCES + ": " + confidence);
    }
    requireDimension(dimension);
    requireDimension(maxDimension);
    if (replicates < 0) {
      throw new IllegalArgumentException("replicates must not be negative: " + replicates);
    }
    trials = trials.stream().sorted().distinct().toList();
  }

  private static void requireDimension(OptionalInt dimension) {
    if (dimension.isPresent() && !EstimateSettings.isDimension(dimension.getAsInt())) {
      throw new IllegalArgumentException("no dimension from 1 to 10: " + dimension.getAsInt());
    }
  }

  /** Reads the section; what it leaves out keeps the given settings. */
  static EstimateConfig load(YamlNode node, EstimateConfig base) {
    Settings settings = new Settings(node, Key.Section.ESTIMATE);
    return new EstimateConfig(
        settings
            .parsed(
                Key.THRESHOLD,
                EstimateConfig::threshold,
                "auto, none, a finite number or a share such as 25%")
            .orElse(base.threshold),
        dimension(settings, Key.DIMENSION, base.dimension),
        dimension(settings, Key.MAX_DIMENSION, base.maxDimension),
        settings.bounds(Key.BOUNDS).orElse(base.bounds),
        settings
            .parsed(Key.CONFIDENCE, EstimateConfig::confidence, CONFIDENCES)
            .orElse(base.confidence),
        settings
            .whole(Key.REPLICATES, 0, Integer.MAX_VALUE)
            .map(Long::intValue)
            .orElse(base.replicates),
        settings.find(Key.TRIALS).isPresent()
            ? settings.wholes(Key.TRIALS, 1, Integer.MAX_VALUE)
            : base.trials,
        settings.whole(Key.RANDOM_SEED, Long.MIN_VALUE, Long.MAX_VALUE).orElse(base.seed),
        settings
            .parsed(Key.OBJECTIVE, EstimateConfig::objective, "recipe or reference")
            .orElse(base.objective),
        settings
            .parsed(Key.INTERVALS, IntervalMethod::parse, "one of " + IntervalMethod.codes())
            .orElse(base.intervals));
  }

  /** Reads the section of a source; all random streams of an audit come from one seed. */
  static EstimateConfig loadUnderSource(YamlNode node, EstimateConfig base) {
    EstimateConfig loaded = load(node, base);
    YamlNode.Place seed = node.keys().get(Key.RANDOM_SEED.key());
    if (seed != null) {
      throw new ConfigException(
          "`seed` does not belong under a source: one seed holds for the whole audit",
          seed.toString(),
          "Write `seed` in the `estimate` at the top of the file.");
    }
    return loaded;
  }

  private static OptionalInt dimension(Settings settings, Key key, OptionalInt base) {
    Optional<Long> given = settings.whole(key, 1, EstimateSettings.DIMENSION_LIMIT);
    return given.isPresent() ? OptionalInt.of(given.get().intValue()) : base;
  }

  private static Optional<String> threshold(String text) {
    try {
      Threshold.parse(text);
      return Optional.of(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Double> confidence(String text) {
    return Settings.finite(text).filter(EstimateSettings::isConfidence);
  }

  private static Optional<String> objective(String text) {
    return Optional.of(text).filter(Arrays.asList("recipe", "reference")::contains);
  }

  /**
   * The smallest possible score.
   *
   * @return the lower bound, if there is one
   */
  public OptionalDouble lowerBound() {
    return bounds.lower();
  }

  /**
   * The largest possible score.
   *
   * @return the upper bound, if there is one
   */
  public OptionalDouble upperBound() {
    return bounds.upper();
  }

  EstimateConfig withBounds(Bounds other) {
    return new EstimateConfig(
        threshold,
        dimension,
        maxDimension,
        other,
        confidence,
        replicates,
        trials,
        seed,
        objective,
        intervals);
  }

  EstimateConfig withMaxDimension(int most) {
    return new EstimateConfig(
        threshold,
        dimension,
        OptionalInt.of(most),
        bounds,
        confidence,
        replicates,
        trials,
        seed,
        objective,
        intervals);
  }

  EstimateConfig with(Overrides overrides) {
    check(overrides);
    return new EstimateConfig(
        threshold,
        dimension,
        maxDimension,
        bounds,
        overrides.confidence().orElse(confidence),
        overrides.replicates().orElse(replicates),
        trials,
        overrides.seed().orElse(seed),
        objective,
        overrides.intervals().orElse(intervals));
  }

  private static void check(Overrides overrides) {
    if (overrides.confidence().isPresent()
        && !EstimateSettings.isConfidence(overrides.confidence().getAsDouble())) {
      throw outOfRange(Key.CONFIDENCE, overrides.confidence().getAsDouble(), CONFIDENCES);
    }
    if (overrides.replicates().isPresent() && overrides.replicates().getAsInt() < 0) {
      throw outOfRange(
          Key.REPLICATES, overrides.replicates().getAsInt(), "a whole number of at least 0");
    }
  }

  private static ConfigException outOfRange(Key key, Object given, String wanted) {
    return new ConfigException(
        "`" + key.key() + "` has to be " + wanted + ", not `" + given + "`",
        "--" + key.key(),
        "Give " + wanted + ".");
  }

  SortedMap<String, Object> settings() {
    SortedMap<String, Object> all = new TreeMap<>();
    all.put(Key.THRESHOLD.key(), threshold);
    dimension.ifPresent(value -> all.put(Key.DIMENSION.key(), value));
    maxDimension.ifPresent(value -> all.put(Key.MAX_DIMENSION.key(), value));
    all.put(Key.BOUNDS.key(), pair(bounds));
    all.put(Key.CONFIDENCE.key(), confidence);
    all.put(Key.REPLICATES.key(), replicates);
    all.put(Key.TRIALS.key(), trials);
    all.put(Key.RANDOM_SEED.key(), seed);
    all.put(Key.OBJECTIVE.key(), objective);
    all.put(Key.INTERVALS.key(), intervals.code());
    return all;
  }

  /** What {@link #loadUnderSource} takes. */
  SortedMap<String, Object> sourceSettings() {
    SortedMap<String, Object> all = settings();
    all.remove(Key.RANDOM_SEED.key());
    return all;
  }

  static List<Double> pair(Bounds bounds) {
    List<Double> pair = new ArrayList<>();
    pair.add(bounds.lower().isPresent() ? bounds.lower().getAsDouble() : null);
    pair.add(bounds.upper().isPresent() ? bounds.upper().getAsDouble() : null);
    return pair;
  }
}
