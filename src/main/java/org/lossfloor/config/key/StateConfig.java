package org.lossfloor.config.key;

import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.TrialState;

/**
 * How a log marks the state of a trial.
 *
 * @param options values of the keys of {@code state}
 */
public record StateConfig(KeyValues options) implements Serializable {
  /** A log without states. */
  public static final StateConfig NONE = new StateConfig(KeyValues.NONE);

  /** The log's words for states. */
  static final KeyType<Map<String, TrialState>> WORDS =
      new KeyType<>(
          "mapping of word to state",
          "a mapping",
          "",
          List.of(),
          StateConfig::words,
          text -> Optional.empty(),
          StateConfig::codes);

  /** The words of trackers, schedulers and training loops, as {@link #plain} spells them. */
  private static final Map<String, TrialState> USUAL = usual();

  private static final Pattern CLASS =
      Pattern.compile("^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*\\.(?=\\w)");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern GAP = Pattern.compile("[\\s_.-]+");

  private static Map<String, TrialState> usual() {
    Map<TrialState, String> words =
        Map.of(
            TrialState.COMPLETE,
            "complete completed finished success succeeded successful terminated done ok passed"
                + " keep kept discard discarded",
            TrialState.PRUNED,
            "pruned early_stopped stopped_early stopped preempted",
            TrialState.FAIL,
            "fail failed failure error errored crash crashed killed invalid infeasible aborted"
                + " cancel canceled cancelled user_canceled user_cancelled sys_canceled"
                + " sys_cancelled abandoned timeout timed_out time_out oom out_of_memory diverged"
                + " nan interrupted node_fail metrics_unavailable",
            TrialState.RUNNING,
            "running active in_progress started stopping preempting stale resumed",
            TrialState.WAITING,
            "waiting pending queued scheduled requested created idle candidate staged suspended"
                + " paused new not_started",
            TrialState.UNKNOWN,
            "unknown");
    Map<String, TrialState> usual = new LinkedHashMap<>();
    words.forEach((state, list) -> List.of(list.split(" ")).forEach(w -> usual.put(w, state)));
    return Map.copyOf(usual);
  }

  /**
   * The field with the state.
   *
   * @return the field, if there is one
   */
  public Optional<String> field() {
    return options.find(Key.STATE_FIELD);
  }

  /**
   * Fields that mark a failed trial when true.
   *
   * @return their names
   */
  public List<String> failedIf() {
    return options.get(Key.FAILED_IF);
  }

  public static StateConfig load(YamlNode node) {
    Settings settings = new Settings(node, Key.Section.STATE);
    StateConfig config = new StateConfig(settings.values().complete(Key.Section.STATE));
    if (config.field().isEmpty() && config.failedIf().isEmpty()) {
      throw new ConfigException(
          "`state` names no field", settings.place(), "Give `field` or `failed_if`.");
    }
    return config;
  }

  private static Map<String, TrialState> words(YamlNode node, Key<?> key) {
    Settings.mapping(node, key);
    Map<String, TrialState> words = new HashMap<>();
    node.entries().forEach((word, state) -> words.put(word, state(state)));
    return Map.copyOf(words);
  }

  private static Map<String, String> codes(Map<String, TrialState> words) {
    Map<String, String> codes = new TreeMap<>();
    words.forEach((word, state) -> codes.put(word, state.code()));
    return codes;
  }

  private static TrialState state(YamlNode node) {
    return Settings.parse(
        node,
        Key.STATE_VALUES,
        text -> Coded.parse(TrialState.class, text),
        Settings.oneOf(List.of(TrialState.values())));
  }

  /**
   * Understands the log's word for a state. Words of the configuration must match exactly; the
   * usual ones are known in every spelling: {@code TrialState.COMPLETE}, {@code EarlyStopped},
   * {@code in-progress}.
   *
   * @param raw the word
   * @return the state, or nothing when neither the configuration nor the usual words know it
   */
  public Optional<TrialState> state(String raw) {
    TrialState configured = options.get(Key.STATE_VALUES).get(raw);
    return configured != null ? Optional.of(configured) : usual(raw);
  }

  /**
   * Understands a word that trackers use for a state.
   *
   * @param raw the word in any spelling
   * @return the state, or nothing when it is none of the usual words
   */
  public static Optional<TrialState> usual(String raw) {
    TrialState known = USUAL.get(raw);
    return known != null ? Optional.of(known) : Optional.ofNullable(USUAL.get(plain(raw)));
  }

  /** Lower case, words joined with underscores, without the name of a class in front. */
  private static String plain(String raw) {
    String word = CLASS.matcher(raw.strip()).replaceFirst("");
    String humps = HUMP.matcher(word).replaceAll("_");
    return GAP.matcher(humps).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
