package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.RecordKind;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.sweep.Point;
import org.lossfloor.sweep.Reduce;
import org.lossfloor.sweep.Reduction;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.ScoreStatus;

/** Reads the score of one metric. */
final class MetricReader {
  private static final int NONE = -1;

  private final MetricConfig metric;
  private final int slot;
  private final int stepSlot;
  private final int curve;

  MetricReader(MetricConfig metric, RecordKind record, Plan plan) {
    this.metric = metric;
    slot = metric.field().map(plan::slot).orElse(NONE);
    boolean point = record == RecordKind.POINT;
    stepSlot = point ? metric.step().map(plan::slot).orElse(NONE) : NONE;
    curve =
        point
            ? plan.assembledCurve()
            : metric
                .curve()
                .map(c -> plan.curve(c, metric.step().orElse(null), metric.value().orElse(null)))
                .orElse(NONE);
    metric.field().or(metric::curve).ifPresent(plan::need);
    if (point) {
      metric.step().ifPresent(plan::need);
    }
  }

  MetricConfig metric() {
    return metric;
  }

  /**
   * Checks the numbers of a point record where it is read, so that a bad one is rejected there.
   *
   * @throws UnreadableRecord when value or step are no numbers
   */
  void check(Fields fields) throws UnreadableRecord {
    addPoint(
        fields.text(slot),
        stepSlot < 0 ? null : fields.text(stepSlot),
        0,
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Whether a point record, as {@link #keepNull} left it, has no such field. */
  boolean isAbsent(String[] texts) {
    return texts[slot] == null;
  }

  /** Adds the point of a record to the curve of its trial. */
  void addPoint(String[] texts, int position, Fields trial) throws UnreadableRecord {
    addPoint(
        texts[slot],
        stepSlot < 0 ? null : texts[stepSlot],
        position,
        trial.curve(curve),
        trial.gaps(curve));
  }

  private void addPoint(
      String value, String step, int position, List<Point> points, List<Double> gaps)
      throws UnreadableRecord {
    OptionalDouble number = Fields.number(metric.field().orElseThrow(), value);
    if (number.isEmpty()) {
      addGap(value, step, position, gaps);
      return;
    }
    if (stepSlot < 0) {
      points.add(new Point(position, number.getAsDouble()));
      return;
    }
    OptionalDouble at = step(step);
    if (at.isEmpty()) {
      throw new UnreadableRecord(
          "`" + metric.step().orElseThrow() + "` is not a finite step: " + step);
    }
    points.add(new Point(at.getAsDouble(), number.getAsDouble()));
  }

  /** A record that has neither the field nor a step is no point: logs hold other lines as well. */
  private void addGap(String value, String step, int position, List<Double> gaps)
      throws UnreadableRecord {
    if (stepSlot < 0) {
      if (value != null) {
        gaps.add((double) position);
      }
      return;
    }
    step(step).ifPresent(gaps::add);
  }

  private OptionalDouble step(String text) throws UnreadableRecord {
    OptionalDouble at = Fields.number(metric.step().orElseThrow(), text);
    return at.isPresent() && Double.isFinite(at.getAsDouble()) ? at : OptionalDouble.empty();
  }

  /** Tells a null from an absent field among the texts of a point record: null is empty there. */
  void keepNull(Fields fields, String[] texts) {
    if (fields.isNull(slot)) {
      texts[slot] = "";
    }
  }

  /**
   * Reads the score of a trial.
   *
   * @param trial its values
   * @param line its line
   * @param tally takes notes
   * @throws UnreadableRecord when the value is no number
   */
  Score score(Fields trial, long line, FileTally tally) throws UnreadableRecord {
    return curve < 0 ? single(trial) : reduced(trial, line, tally);
  }

  private Score single(Fields trial) throws UnreadableRecord {
    OptionalDouble number = Fields.number(metric.field().orElseThrow(), trial.text(slot));
    Reduction reduction =
        number.isEmpty()
            ? Reduction.MISSING
            : Reduction.of(scaled(number.getAsDouble()), OptionalDouble.empty());
    int points = reduction.status() == ScoreStatus.MISSING ? 0 : 1;
    return score(reduction, Score.SINGLE, points, OptionalDouble.empty());
  }

  private Score reduced(Fields trial, long line, FileTally tally) {
    List<Point> points = new ArrayList<>(trial.curve(curve).size());
    trial.curve(curve).forEach(p -> points.add(new Point(p.step(), scaled(p.value()))));
    List<Point> ordered = Reduce.inOrder(points);
    int valued = ordered.size();
    Optional<Point> end = CurveEnd.of(ordered, trial.gaps(curve));
    end.ifPresent(ordered::add);
    end.ifPresent(p -> tally.note(NoteKind.CURVE_END, line, metric.name() + ", step " + p.step()));
    Reduce rule = metric.reduce().orElseThrow();
    OptionalDouble last =
        ordered.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(ordered.get(ordered.size() - 1).step());
    Reduction reduction = rule.apply(ordered, metric.direction());
    return score(reduction, rule.text(), valued, last);
  }

  private Score score(Reduction reduction, String rule, int points, OptionalDouble last) {
    return new Score(
        metric.name(),
        metric.direction(),
        reduction.value(),
        reduction.status(),
        rule,
        reduction.step(),
        points,
        last);
  }

  /** What stands for infinity must not become finite by the transform. */
  private double scaled(double value) {
    return metric.transform().apply(LoggedNumber.of(value));
  }
}
