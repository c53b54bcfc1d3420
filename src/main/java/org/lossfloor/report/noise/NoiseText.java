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
import org.lossfloor.decide.noise.ExperimentNoise;
import org.lossfloor.decide.noise.JudgedDecisions;
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

  /** A smaller p-value speaks against equal noise. */
  private static final double UNEQUAL = .05;

  /** What the table of reruns shows. */
  public static final String RERUNS = "What reruns tell";

  /** What the table of steps shows. */
  public static final String STEPS = "Accepted steps of logs of decisions";

  private static final String GAP = "  ";
  private static final int WIDTH = 160;
  private static final int NAME = 60;

  /** Copies the list. */
  public NoiseText {
    experiments = List.copyOf(experiments);
  }

  /**
   * Says how many experiments have what is needed.
   *
   * @param where the run or the file
   * @return one line
   */
  public String headline(String where) {
    return "Noise in "
        + where
        + ", "
        + experiments.size()
        + (experiments.size() == 1 ? " experiment: " : " experiments: ")
        + rerun().size()
        + " with reruns, "
        + decided().size()
        + " with decisions.";
  }

  private List<ExperimentNoise> rerun() {
    return experiments.stream().filter(e -> e.reruns().isPresent()).toList();
  }

  private List<ExperimentNoise> decided() {
    return experiments.stream().filter(e -> e.decisions().isPresent()).toList();
  }

  /**
   * Writes what is known: first of reruns, then of decisions.
   *
   * @param most how many experiments of each kind are shown at most
   * @return lines
   */
  public List<String> lines(int most) {
    NoiseText first = new NoiseText(rerun().stream().limit(most).toList());
    List<String> lines = new ArrayList<>();
    if (!first.experiments.isEmpty()) {
      lines.addAll(first.reruns().fitted(WIDTH, List.of()).lines());
      lines.add("");
    }
    lines.addAll(ofReruns());
    if (!first.experiments.isEmpty()) {
      lines.addAll(explanations().subList(0, 2));
    }
    decided().stream().limit(most).forEach(one -> lines.addAll(decisions(one)));
    long more = Math.max(0, rerun().size() - most) + Math.max(0L, decided().size() - most);
    if (more > 0) {
      lines.add("... and " + more + " more: --limit N");
    }
    return lines;
  }

  /**
   * Says what follows from reruns and decisions.
   *
   * @return sentences
   */
  public List<String> conclusions() {
    List<String> lines = new ArrayList<>(ofReruns());
    decided().forEach(one -> lines.add(counts(one) + " " + judged(one.decisions().orElseThrow())));
    return lines;
  }

  private List<String> ofReruns() {
    List<String> lines = new ArrayList<>();
    if (rerun().isEmpty()) {
      lines.add(
          "No configuration was run several times, so the noise between runs is not known: run the"
              + " best one again with three or more other seeds.");
    }
    experiments.stream()
        .map(ExperimentNoise::equalOver)
        .flatMap(p -> p.stream().boxed())
        .distinct()
        .forEach(
            p ->
                lines.add(
                    "Noise equal over the experiments of a metric: p "
                        + number(p)
                        + (p < UNEQUAL
                            ? ", it is not: use that of the experiment itself."
                            : ", nothing speaks against it.")));
    List<String> unequal =
        rerun().stream()
            .filter(one -> one.reruns().orElseThrow().equal().orElse(1) < UNEQUAL)
            .map(NoiseText::name)
            .toList();
    if (!unequal.isEmpty()) {
      lines.add(
          "Noise that is not equal over the configurations (p below "
              + UNEQUAL
              + "), so that its interval is too narrow and the best configuration may have another"
              + " one: "
              + String.join("; ", unequal)
              + ".");
    }
    return lines;
  }

  /**
   * Writes what reruns tell.
   *
   * @return a row for the heading, and for each experiment with reruns
   */
  public AlignedTable reruns() {
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
    for (ExperimentNoise one : rerun()) {
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
                  + (one.bestReruns() == 0 ? "" : " (" + one.bestReruns() + ")")));
    }
    return table;
  }

  /**
   * Says what the columns of the tables mean.
   *
   * @return sentences
   */
  public static List<String> explanations() {
    return List.of(
        "noise: standard deviation between runs of one configuration, with its 95 % interval.",
        "worth: what the best trial gives on average if it is run again; run again: what it gave.",
        "equal p: how well it fits that the noise is equal over configurations; below 0.05 it is"
            + " not. law's noise: what the fitted law leaves over, other things than noise included.",
        "gain: by how much an accepted step scored better than the one before; its noise: the"
            + " standard deviation of such a difference without any effect; real: the probability"
            + " that the step is an improvement.");
  }

  /**
   * Writes the accepted steps.
   *
   * @return a row for the heading, and for each step of each experiment
   */
  public AlignedTable steps() {
    AlignedTable table = new AlignedTable(GAP, Set.of(0, 2, 6));
    table.add(List.of("experiment", "step", "kept", "gain", "noise", "real", "flag"));
    for (ExperimentNoise one : decided()) {
      for (AcceptedStep step : one.decisions().orElseThrow().steps()) {
        List<String> row = new ArrayList<>(List.of(name(one)));
        row.addAll(cells(step));
        table.add(row);
      }
    }
    return table;
  }

  private static List<String> cells(AcceptedStep step) {
    return List.of(
        Long.toString(step.number()),
        Printable.cut(Printable.line(step.trial()), NAME),
        number(step.gain()),
        number(step.noise()),
        String.format(Locale.ROOT, "%.2f", step.probability()),
        step.flagged() ? "may be noise" : "-");
  }

  private static List<String> decisions(ExperimentNoise one) {
    JudgedDecisions judged = one.decisions().orElseThrow();
    List<String> lines = new ArrayList<>(List.of("", counts(one)));
    if (judged.noise().isPresent()) {
      AlignedTable table = new AlignedTable(GAP, Set.of(1, 5));
      table.add(List.of("step", "kept", "gain", "noise", "real", ""));
      judged.steps().forEach(step -> table.add(cells(step)));
      table.lines().forEach(line -> lines.add("  " + line));
    }
    lines.add("  " + judged(judged));
    return lines;
  }

  private static String counts(ExperimentNoise one) {
    JudgedDecisions judged = one.decisions().orElseThrow();
    return name(one)
        + ": "
        + judged.kept()
        + " kept, "
        + judged.discarded()
        + " discarded, "
        + judged.others()
        + " others; "
        + judged
            .noise()
            .map(noise -> "noise of a run " + number(noise.sd()) + source(noise.source()))
            .orElse("the noise of a run is not known.");
  }

  private static String judged(JudgedDecisions judged) {
    if (judged.noise().isEmpty()) {
      return "No step can be judged, because there are no reruns and too few discarded runs to guess"
          + " from: run one configuration some times, and give the standard deviation as --noise SD.";
    }
    return judged.flagged()
        + " of "
        + judged.steps().size()
        + " accepted steps may be noise"
        + (judged.flagged() == 0 ? "." : ": run them again before more is built on them.");
  }

  private static String source(JudgedDecisions.Source source) {
    return switch (source) {
      case TOLD -> ", as told.";
      case RERUNS -> ", from reruns.";
      case DISCARDS ->
          ", guessed from discarded runs, on the high side: run one configuration some times,"
              + " and give --noise SD.";
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
              fields.put("n_kept", judged.kept());
              fields.put("n_discarded", judged.discarded());
              fields.put("n_undecided", judged.others());
              judged
                  .noise()
                  .ifPresent(
                      noise -> {
                        fields.put("step_noise_source", noise.source().code());
                        put(fields, "step_noise", noise.sd());
                      });
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
