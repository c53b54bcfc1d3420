package org.lossfloor.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lossfloor.config.CoreSettings;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.error.ConfigException;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.state.StatedSampler;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;

/**
 * What a call of a function asks of the scores of a group: the arguments behind the score.
 *
 * @param function the name of the function
 * @param given the name of an option to its value, each checked
 */
record Question(String function, SortedMap<String, String> given) {
  private static final String BETWEEN = "\n";

  /** Copies the options. */
  Question {
    given = new TreeMap<>(given);
  }

  /**
   * Checks arguments.
   *
   * @param function the name of the function
   * @param direction the direction, or null
   * @param trials the numbers of trials, if the function takes any
   * @param settings option to value; both may be null
   * @throws ConfigException if one of them cannot be used
   */
  static Question of(
      String function, String direction, Optional<double[]> trials, Map<String, String> settings) {
    SortedMap<String, String> given = new TreeMap<>();
    given.put(Key.DIRECTION.key(), checked(function, Key.DIRECTION, direction));
    trials.ifPresent(
        numbers -> given.put(Key.TRIALS.key(), checked(function, Key.TRIALS, words(numbers))));
    settings.forEach(
        (name, value) -> given.put(name, checked(function, setting(function, name), value)));
    Question question = new Question(function, given);
    question.requireReplicates();
    return question;
  }

  /** Numbers of trials as they would be typed. */
  private static String words(double... numbers) {
    List<String> words = new ArrayList<>();
    for (double number : numbers) {
      words.add(number == Math.rint(number) ? Long.toString((long) number) : "" + number);
    }
    return String.join(",", words);
  }

  private static Key<?> setting(String function, String name) {
    List<Key<?>> keys = Key.on(Key.Face.SQL);
    List<String> names = keys.stream().map(Key::key).toList();
    if (names.contains(name)) {
      return keys.get(names.indexOf(name));
    }
    throw new ConfigException(
        "there is no setting `" + Printable.line(name) + "`",
        "the settings of " + function,
        Nearest.mend(name, names, "The settings are " + String.join(", ", names)));
  }

  private static String checked(String function, Key<?> key, String value) {
    // What a check strips would end a line of the text.
    if (value == null || value.chars().anyMatch(Character::isISOControl) || !key.accepts(value)) {
      String shown = value == null ? "null" : Printable.line(value);
      throw new ConfigException(
          "cannot use `" + shown + "` as " + key.key(),
          "the arguments of " + function,
          Nearest.question(shown, key.choices()).map(near -> near + " Else ").orElse("")
              + "give "
              + key.wanted());
    }
    return value;
  }

  private void requireReplicates() {
    try {
      CoreSettings.intervals(values(), "");
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "cannot use `" + values().get(Key.REPLICATES) + "` as " + Key.REPLICATES.key(),
          "the settings of " + function,
          "give at least " + IntervalPlan.LEAST_REPLICATES);
    }
  }

  /** The options as one text, one line each. */
  String text() {
    return given.entrySet().stream()
        .map(option -> option.getKey() + "=" + option.getValue())
        .collect(Collectors.joining(BETWEEN));
  }

  /** Reads what {@link #text} gave. */
  static Question ofText(String function, String text) {
    SortedMap<String, String> given = new TreeMap<>();
    text.lines().map(line -> line.split("=", 2)).forEach(option -> given.put(option[0], option[1]));
    return new Question(function, given);
  }

  /** Refuses another question about the same group. */
  void require(Question other) {
    if (!equals(other)) {
      Map<String, String> here = new LinkedHashMap<>(given);
      here.entrySet().removeAll(other.given.entrySet());
      Map<String, String> there = new LinkedHashMap<>(other.given);
      there.entrySet().removeAll(given.entrySet());
      throw new ConfigException(
          "the rows of a group ask for " + here + " and for " + there,
          "the arguments of " + function,
          "give the same direction, trials and settings in every row, or group by what differs");
    }
  }

  private KeyValues values() {
    KeyValues values = KeyValues.NONE;
    List<Key<?>> keys = new ArrayList<>(Key.on(Key.Face.SQL));
    keys.addAll(List.of(Key.DIRECTION, Key.TRIALS));
    for (Key<?> key : keys) {
      if (given.containsKey(key.key())) {
        values = values.withText(key, given.get(key.key()));
      }
    }
    return values;
  }

  /** How the scores are estimated. */
  MetricSettings settings() {
    KeyValues values = values();
    IntervalPlan plan = CoreSettings.intervals(values, "");
    List<Double> trials =
        values.has(Key.TRIALS)
            ? values.get(Key.TRIALS).stream().map(Integer::doubleValue).toList()
            : List.of();
    EstimateSettings estimate = CoreSettings.estimate(values, trials);
    int replicates = plan.method().draws() ? plan.replicates() : 0;
    return new MetricSettings(
        estimate, replicates, plan.method(), CoreSettings.decide(values), values.get(Key.NOISE));
  }

  /** The seed of replicates. */
  long seed() {
    return values().get(Key.RANDOM_SEED);
  }

  /** How the trials were drawn. */
  StatedSampler sampler() {
    return values()
        .find(Key.SAMPLER)
        .filter(sampler -> sampler != Sampler.UNKNOWN)
        .map(sampler -> new StatedSampler(sampler, SamplerSource.DECLARED))
        .orElse(StatedSampler.NOBODY);
  }
}
