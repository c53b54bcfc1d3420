package org.lossfloor.read.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A log whose records are points of learning curves.
 *
 * @param step the field with the step
 * @param id the field with the id of the trial; nothing if a file is a trial
 */
record PointLog(String step, Optional<String> id) {
  /** Steps of a training; an iteration may as well be that of a search. */
  private static final Pattern OF_TRAINING =
      Pattern.compile("(?i)(.*[./])?_?((global|train(ing)?)_?)?(step|epoch|training_iteration)");

  /** Whether a step goes up within each trial, by an id that repeats or else by file. */
  static Optional<PointLog> find(FieldSample sample, List<String> fields) {
    List<String> steps = fields.stream().filter(FieldRole.STEP::fits).toList();
    for (String step : steps) {
      for (String id : fields) {
        PointLog byId = new PointLog(step, Optional.of(id));
        if (FieldRole.ID.fits(id) && !id.equals(step) && byId.fits(sample)) {
          return Optional.of(byId);
        }
      }
    }
    return steps.stream()
        .filter(step -> OF_TRAINING.matcher(step).matches())
        .map(step -> new PointLog(step, Optional.empty()))
        .filter(byFile -> byFile.fits(sample))
        .findFirst();
  }

  private boolean fits(FieldSample sample) {
    List<String> trials = trials(sample);
    List<String> steps = sample.texts(step);
    Map<String, Double> last = new HashMap<>();
    int again = 0;
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i) == null || steps.get(i) == null) {
        continue;
      }
      double at = number(steps.get(i));
      Double before = last.put(trials.get(i), at);
      if (Double.isNaN(at) || (before != null && at <= before)) {
        return false;
      }
      again += before == null ? 0 : 1;
    }
    return again > 0 && again >= last.size() - 1;
  }

  /** Whether a field has one value within each trial. */
  boolean isConstant(FieldSample sample, String field) {
    List<String> trials = trials(sample);
    List<String> texts = sample.texts(field);
    Map<String, String> known = new HashMap<>();
    for (int i = 0; i < trials.size(); i++) {
      String before =
          known.putIfAbsent(String.valueOf(trials.get(i)), String.valueOf(texts.get(i)));
      if (before != null && !Objects.equals(before, String.valueOf(texts.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private List<String> trials(FieldSample sample) {
    return id.map(sample::texts).orElseGet(() -> new ArrayList<>(sample.files()));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
