package org.lossfloor.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.lossfloor.error.ConfigException;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.TrialState;

/**
 * How a log marks the state of a trial.
 *
 * @param field the field with the state
 * @param values the log's words for the states, beyond the usual ones
 * @param failedIf fields that mark a failed trial when true
 */
public record StateConfig(
    Optional<String> field, Map<String, TrialState> values, List<String> failedIf) {
  /** A log without states. */
  public static final StateConfig NONE = new StateConfig(Optional.empty(), Map.of(), List.of());

  /** The words of trackers, schedulers and training loops, as {@link #plain} spells them. */
  private static final Map<String, TrialState> USUAL = usual();

  private static final Pattern CLASS =
      Pattern.compile("^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*\\.(?=\\w)");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern GAP = Pattern.compile("[\\s_.-]+");

  /** Copies the collections. */
  public StateConfig {
    values = Map.copyOf(values);
    failedIf = List.copyOf(failedIf);
  }

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

  static StateConfig load(YamlNode node) {
    Settings settings = new Settings(node, Key.Section.STATE);
    StateConfig config =
        new StateConfig(
            settings.text(Key.STATE_FIELD), values(settings), settings.texts(Key.FAILED_IF));
    if (config.field().isEmpty() && config.failedIf().isEmpty()) {
      throw new ConfigException(
          "`state` names no field", settings.place(), "Give `field` or `failed_if`.");
    }
    return config;
  }

  private static Map<String, TrialState> values(Settings settings) {
    Map<String, TrialState> values = new LinkedHashMap<>();
    settings
        .find(Key.STATE_VALUES)
        .ifPresent(
            node -> {
              Settings.mapping(node, Key.STATE_VALUES);
              node.entries().forEach((word, state) -> values.put(word, state(state)));
            });
    return values;
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
    TrialState configured = values.get(raw);
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

  SortedMap<String, Object> settings() {
    SortedMap<String, Object> all = new TreeMap<>();
    field.ifPresent(name -> all.put(Key.STATE_FIELD.key(), name));
    SortedMap<String, String> words = new TreeMap<>();
    values.forEach((word, state) -> words.put(word, state.code()));
    all.put(Key.STATE_VALUES.key(), words);
    all.put(Key.FAILED_IF.key(), failedIf);
    return all;
  }
}
