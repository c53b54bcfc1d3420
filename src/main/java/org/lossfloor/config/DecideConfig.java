package org.lossfloor.config;

import java.util.SortedMap;
import java.util.TreeMap;
import org.lossfloor.estimate.Closeness;
import org.lossfloor.estimate.DecideSettings;

/** Reads and writes the section {@code decide}. */
final class DecideConfig {
  private DecideConfig() {}

  /** Reads the section; what it leaves out keeps the given settings. */
  static DecideSettings load(YamlNode node, DecideSettings base) {
    Settings settings = new Settings(node, Key.Section.DECIDE);
    return new DecideSettings(
        settings
            .parsed(
                Key.EPS,
                Closeness::parse,
                "a positive number, or a share of the depth of the tail such as 5%")
            .orElse(base.eps()),
        settings
            .parsed(
                Key.PROBABILITY,
                text -> Settings.finite(text).filter(p -> p > 0 && p < 1),
                "a number between 0 and 1")
            .orElse(base.probability()),
        settings.find(Key.NEXT_TRIALS).isPresent()
            ? settings.wholes(Key.NEXT_TRIALS, 1, DecideSettings.MOST_TRIALS)
            : base.nextTrials());
  }

  static SortedMap<String, Object> settings(DecideSettings decide) {
    SortedMap<String, Object> all = new TreeMap<>();
    all.put(Key.EPS.key(), decide.eps().text());
    all.put(Key.PROBABILITY.key(), decide.probability());
    all.put(Key.NEXT_TRIALS.key(), decide.nextTrials());
    return all;
  }
}
