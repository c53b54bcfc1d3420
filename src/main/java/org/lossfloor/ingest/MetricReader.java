package org.lossfloor.ingest;

import java.util.ArrayList;
import java.util.List;
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
    addPoint(fields.text(slot), stepSlot < 0 ? null : fields.text(stepSlot), 0, new ArrayList<>());
  }

  /** Adds the point of a record to the curve of its trial. */
  void addPoint(String[] texts, int position, Fields trial) throws UnreadableRecord {
    addPoint(texts[slot], stepSlot < 0 ? null : texts[stepSlot], position, trial.curve(curve));
  }

  private void addPoint(String value, String step, int position, List<Point> points)
      throws UnreadableRecord {
    OptionalDouble number = Fields.number(metric.field().orElseThrow(), value);
    if (number.isEmpty()) {
      return;
    }
    if (stepSlot < 0) {
      points.add(new Point(position, number.getAsDouble()));
      return;
    }
    String field = metric.step().orElseThrow();
    OptionalDouble at = Fields.number(field, step);
    if (at.isEmpty() || !Double.isFinite(at.getAsDouble())) {
      throw new UnreadableRecord("`" + field + "` is not a finite step: " + step);
    }
    points.add(new Point(at.getAsDouble(), number.getAsDouble()));
  }

  /**
   * Reads the score of a trial.
   *
   * @throws UnreadableRecord when the value is no number
   */
  Score score(Fields trial) throws UnreadableRecord {
    return curve < 0 ? single(trial) : reduced(trial.curve(curve));
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

  private Score reduced(List<Point> logged) {
    List<Point> points = new ArrayList<>(logged.size());
    logged.forEach(p -> points.add(new Point(p.step(), scaled(p.value()))));
    List<Point> ordered = Reduce.inOrder(points);
    Reduce rule = metric.reduce().orElseThrow();
    OptionalDouble last =
        ordered.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(ordered.get(ordered.size() - 1).step());
    Reduction reduction = rule.apply(ordered, metric.direction());
    return score(reduction, rule.text(), ordered.size(), last);
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
