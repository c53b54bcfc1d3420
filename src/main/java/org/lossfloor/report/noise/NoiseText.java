package org.lossfloor.report.noise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.lossfloor.decide.noise.AcceptedStep;
import org.lossfloor.decide.noise.Decision;
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.NoiseOfReruns;
import org.lossfloor.error.Printable;
import org.lossfloor.report.AlignedTable;

/**
 * What reruns and decisions tell, for people and for programs.
 *
 * @param experiments by their ids
 */
public record NoiseText(List<ExperimentNoise> experiments) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final MathContext DIGITS = new MathContext(4);
  private static final String GAP = "  ";
  private static final int WIDTH = 160;
  private static final int NAME = 60;

  /** Copies the list. */
  public NoiseText {
    experiments = List.copyOf(experiments);
  }

  /**
   * Writes what is known: first of reruns, then of decisions.
   *
   * @param most how many experiments of each kind are shown at most
   * @return lines
   */
  public List<String> lines(int most) {
    List<ExperimentNoise> rerun = experiments.stream().filter(e -> e.reruns().isPresent()).toList();
    List<ExperimentNoise> decided =
        experiments.stream().filter(e -> e.decisions().isPresent()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        experiments.size()
            + (experiments.size() == 1 ? " experiment: " : " experiments: ")
            + rerun.size()
            + " with reruns, "
            + decided.size()
            + " with decisions.");
    if (!rerun.isEmpty()) {
      lines.add("");
      lines.addAll(reruns(rerun.stream().limit(most).toList()));
    }
    decided.stream().limit(most).forEach(one -> lines.addAll(decisions(one)));
    long more = Math.max(0, rerun.size() - most) + Math.max(0L, decided.size() - most);
    if (more > 0) {
      lines.add("... and " + more + " more: --limit N");
    }
    return lines;
  }

  private static List<String> reruns(List<ExperimentNoise> all) {
    AlignedTable table = new AlignedTable(GAP, Set.of(0));
    table.add(
        List.of(
            "experiment",
            "rerun",
            "runs",
            "noise",
            "equal p",
            "law's noise",
            "best seen",
            "worth",
            "run again"));
    for (ExperimentNoise one : all) {
      NoiseOfReruns reruns = one.reruns().orElseThrow();
      table.add(
          List.of(
              name(one),
              Integer.toString(reruns.configurations()),
              Integer.toString(reruns.runs()),
              number(reruns.sd())
                  + " ["
                  + number(reruns.interval().lower())
                  + ", "
                  + number(reruns.interval().upper())
                  + "]",
              number(reruns.equal()),
              number(one.lawNoise()),
              number(one.best()),
              number(one.worth()),
              number(one.bestRerunMean())
                  + (one.bestReruns().isEmpty() ? "" : " (" + one.bestReruns().size() + ")")));
    }
    List<String> lines = new ArrayList<>(table.fitted(WIDTH, List.of()).lines());
    lines.add("");
    all.stream()
        .map(ExperimentNoise::equalOver)
        .flatMap(p -> p.stream().boxed())
        .distinct()
        .forEach(
            p ->
                lines.add(
                    "Noise equal over the experiments of a metric: p "
                        + number(p)
                        + (p < .05 ? ", it is not." : ", nothing speaks against it.")));
    lines.add(
        "noise: standard deviation between runs of one configuration, with its 95 % interval.");
    lines.add(
        "worth: what the best trial gives on average if it is run again; run again: what it gave.");
    return lines;
  }

  private static List<String> decisions(ExperimentNoise one) {
    ExperimentNoise.Judged judged = one.decisions().orElseThrow();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        name(one)
            + ": "
            + judged.log().count(Decision.Word.KEEP)
            + " kept, "
            + judged.log().count(Decision.Word.DISCARD)
            + " discarded, "
            + judged.log().count(Decision.Word.OTHER)
            + " others; noise of a run "
            + number(judged.sd())
            + source(judged));
    AlignedTable table = new AlignedTable(GAP, Set.of(1, 5));
    table.add(List.of("step", "kept", "gain", "noise", "real", ""));
    for (AcceptedStep step : judged.steps()) {
      table.add(
          List.of(
              Long.toString(step.number()),
              Printable.cut(Printable.line(step.trial()), NAME),
              number(step.gain()),
              number(step.noise()),
              String.format(Locale.ROOT, "%.2f", step.probability()),
              step.flagged() ? "may be noise" : "-"));
    }
    table.lines().forEach(line -> lines.add("  " + line));
    lines.add(
        "  " + judged.flagged() + " of " + judged.steps().size() + " accepted steps may be noise.");
    return lines;
  }

  private static String source(ExperimentNoise.Judged judged) {
    return switch (judged.source()) {
      case TOLD -> ", as told";
      case RERUNS -> ", from reruns";
      case DISCARDS ->
          ", guessed from discarded runs, on the high side: run one configuration some times,"
              + " and give --noise SD";
    };
  }

  private static String name(ExperimentNoise one) {
    String name =
        one.key().values().stream()
            .map(value -> value.isEmpty() ? "-" : value)
            .collect(Collectors.joining(" "));
    return Printable.cut(Printable.line(name), NAME);
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "-";
  }

  private static String number(double value) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    double size = Math.abs(value);
    return size != 0 && (size < 1e-4 || size >= 1e6)
        ? String.format(Locale.ROOT, "%.3e", value)
        : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /**
   * Writes an experiment for programs.
   *
   * @param one the experiment
   * @return one JSON object on one line; what is not known is left out
   */
  public static String json(ExperimentNoise one) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("experiment_id", one.id());
    fields.put("key", one.key());
    fields.put("direction", one.direction().code());
    one.reruns()
        .ifPresent(
            reruns -> {
              fields.put("n_rerun_configurations", reruns.configurations());
              fields.put("n_runs", reruns.runs());
              put(fields, "noise", reruns.sd());
              put(fields, "noise_lower", reruns.interval().lower());
              put(fields, "noise_upper", reruns.interval().upper());
              reruns.equal().ifPresent(p -> put(fields, "equal_p_value", p));
            });
    one.equalOver().ifPresent(p -> put(fields, "equal_experiments_p_value", p));
    one.lawNoise().ifPresent(sd -> put(fields, "law_noise", sd));
    one.best().ifPresent(best -> put(fields, "best_first", best));
    one.worth().ifPresent(worth -> put(fields, "best_worth", worth));
    one.bestRerunMean().ifPresent(mean -> put(fields, "best_rerun_mean", mean));
    one.decisions()
        .ifPresent(
            judged -> {
              fields.put("step_noise_source", judged.source().code());
              put(fields, "step_noise", judged.sd());
              fields.put("steps", judged.steps().stream().map(NoiseText::step).toList());
            });
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new AssertionError("numbers, words and maps of them can be written", e);
    }
  }

  private static Map<String, Object> step(AcceptedStep step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", step.number());
    fields.put("trial_id", step.trial());
    fields.put("before", step.before());
    put(fields, "gain", step.gain());
    put(fields, "noise", step.noise());
    put(fields, "probability", step.probability());
    fields.put("flagged", step.flagged());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, double value) {
    if (Double.isFinite(value)) {
      fields.put(name, value);
    }
  }
}
