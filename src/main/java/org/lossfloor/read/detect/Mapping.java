package org.lossfloor.read.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.config.key.Key;
import org.lossfloor.sweep.Direction;

/** The keys of a source that are proposed besides its name, format and path, as YAML. */
final class Mapping {
  private record Entry(String yaml, String why) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Entry> metrics = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final List<String> guessed = new ArrayList<>();
  private boolean usual;

  /** A key whose value is known. */
  void known(Key<?> key, String yaml, String why) {
    entries.put(key.key(), new Entry(yaml, why));
  }

  /** A key whose value is a guess. */
  void guess(Key<?> key, String yaml, String why) {
    known(key, yaml, why);
    guessed(key);
  }

  void guessed(Key<?> key) {
    if (!guessed.contains(key.key())) {
      guessed.add(key.key());
    }
  }

  boolean has(Key<?> key) {
    return entries.containsKey(key.key());
  }

  /** A metric whose direction follows from its name; the place says where its number is. */
  void metric(Map<String, String> place, Direction direction, String why) {
    Map<String, String> all = new LinkedHashMap<>(place);
    all.put(Key.DIRECTION.key(), direction.code());
    all.put(Key.DIRECTION_GUESSED.key(), "true");
    String yaml =
        all.entrySet().stream()
            .map(
                e ->
                    e.getKey()
                        + ": "
                        + (isWord(e.getKey()) ? e.getValue() : Yaml.text(e.getValue())))
            .collect(Collectors.joining(", ", "{", "}"));
    metrics.add(new Entry(yaml, why));
  }

  private static boolean isWord(String key) {
    return key.equals(Key.DIRECTION_GUESSED.key());
  }

  void remark(String text) {
    remarks.add(text);
  }

  /** The format says where the scores are. */
  void usualMetrics() {
    usual = true;
  }

  boolean hasMetrics() {
    return usual || !metrics.isEmpty();
  }

  /** The lines of the YAML, not indented. */
  List<String> lines() {
    Stream<String> told = remarks.stream().map(text -> "# " + text);
    List<String> lines = new ArrayList<>(told.toList());
    entries.forEach((key, entry) -> lines.add(line(key + ": " + entry.yaml(), entry.why())));
    if (!metrics.isEmpty()) {
      lines.add(Key.METRICS.key() + ":");
      metrics.forEach(metric -> lines.add(line("  - " + metric.yaml(), metric.why())));
    }
    if (!guessed.isEmpty()) {
      lines.add(
          line(
              Key.GUESSED.key() + ": " + Yaml.list(guessed),
              "no verdict is OK until this is checked and left out"));
    }
    return lines;
  }

  private static String line(String yaml, String why) {
    return why.isEmpty() ? yaml : yaml + "  # " + why;
  }
}
