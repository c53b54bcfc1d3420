package org.lossfloor.read.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.key.RecordKind;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.sweep.Point;
import org.lossfloor.sweep.Reduce;
import org.lossfloor.sweep.Reduction;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Transform;

/** Reads the score of one metric. */
public final class MetricReader {
  private static final int NONE = -1;

  private final MetricConfig metric;
  private final String name;
  private final Optional<Direction> declared;
  private final String directionField;
  private final int directionSlot;
  private final Transform transform;
  private final String field;
  private final String step;
  private final List<String> names = new ArrayList<>();
  private final int[] slots;
  private final boolean nullIsAbsent;
  private final int stepSlot;
  private final int curve;

  MetricReader(MetricConfig metric, RecordKind record, Plan plan) {
    this.metric = metric;
    name = metric.name();
    declared = metric.direction();
    directionField = metric.directionField().orElse("");
    directionSlot = metric.directionField().map(plan::slot).orElse(NONE);
    transform = metric.transform();
    field = metric.field().orElse("");
    step = metric.step().orElse("");
    metric.field().ifPresent(names::add);
    names.addAll(metric.otherFields());
    slots = names.stream().mapToInt(plan::slot).toArray();
    nullIsAbsent = plan.format().is(LogFormat.Trait.SCHEMA);
    boolean point = record == RecordKind.POINT;
    stepSlot = point ? metric.step().map(plan::slot).orElse(NONE) : NONE;
    curve =
        point
            ? plan.assembledCurve()
            : metric
                .curve()
                .map(c -> plan.curve(c, metric.step().orElse(null), metric.value().orElse(null)))
                .orElse(NONE);
    if (names.size() < 2) {
      plan.need(metric.place());
    }
    if (point) {
      metric.step().ifPresent(plan::need);
    }
  }

  /**
   * Checks the numbers of a point record where it is read, so that a bad one is rejected there.
   *
   * @throws UnreadableRecord when value or step are no numbers
   */
  public void check(Fields fields) throws UnreadableRecord {
    addPoint(
        value(fields.values()),
        stepSlot < 0 ? null : fields.value(stepSlot),
        0,
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Whether a point record, as {@link #keepNull} left it, has no such field. */
  public boolean isAbsent(String[] texts) {
    for (int slot : slots) {
      if (texts[slot] != null) {
        return false;
      }
    }
    return true;
  }

  /** Adds the point of a record to the curve of its trial. */
  public void addPoint(String[] texts, int position, Fields trial) throws UnreadableRecord {
    addPoint(
        value(texts),
        stepSlot < 0 ? null : texts[stepSlot],
        position,
        trial.curve(curve),
        trial.gaps(curve));
  }

  private void addPoint(
      Object value, Object step, int position, List<Point> points, List<Double> gaps)
      throws UnreadableRecord {
    OptionalDouble number = Fields.number(field, value);
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
      throw new UnreadableRecord("`" + this.step + "` is not a finite step: " + step);
    }
    points.add(new Point(at.getAsDouble(), number.getAsDouble()));
  }

  /**
   * A record without the field and without a step is not a point: logs hold other lines as well.
   */
  private void addGap(Object value, Object step, int position, List<Double> gaps)
      throws UnreadableRecord {
    if (stepSlot < 0) {
      if (value != null) {
        gaps.add((double) position);
      }
      return;
    }
    step(step).ifPresent(gaps::add);
  }

  private OptionalDouble step(Object value) throws UnreadableRecord {
    OptionalDouble at = Fields.number(step, value);
    return at.isPresent() && Double.isFinite(at.getAsDouble()) ? at : OptionalDouble.empty();
  }

  /**
   * Distinguishes a null from an absent field among the texts of a point record: a null is empty
   * there.
   */
  public void keepNull(Fields fields, String[] texts) {
    for (int slot : slots) {
      if (fields.isNull(slot) && !nullIsAbsent) {
        texts[slot] = "";
      }
    }
  }

  /** The value under the first of its names that has one; empty for a null, null when absent. */
  private Object value(Object[] values) throws UnreadableRecord {
    Object first = null;
    for (int slot : slots) {
      Object value = values[slot];
      if (isBlank(first)) {
        first = value == null ? first : value;
      } else if (!isBlank(value) && differ(first, value)) {
        throw new UnreadableRecord(
            "two names of the metric have different values, " + first + " and " + value);
      }
    }
    return first;
  }

  private static boolean isBlank(Object value) {
    return value == null || (value instanceof String text && text.isBlank());
  }

  private boolean differ(Object a, Object b) throws UnreadableRecord {
    return !Fields.number(names.get(0), a).equals(Fields.number(names.get(0), b));
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
    Direction direction = direction(trial);
    return curve < 0 ? single(trial, direction) : reduced(trial, direction, line, tally);
  }

  /**
   * The score of a trial that ran several times: as logged, else the mean of the runs that gave
   * one.
   *
   * @param logged what the log holds as its score
   * @param executions the scores of its runs as logged, NaN for a failed one
   * @param line its line
   * @param tally takes notes
   */
  Score score(Score logged, List<Double> executions, long line, FileTally tally) {
    boolean missing =
        logged.status() == ScoreStatus.MISSING || logged.status() == ScoreStatus.ABSENT;
    if (!missing || executions.isEmpty()) {
      return logged;
    }
    double[] finite =
        executions.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return logged;
    }
    double mean = Arrays.stream(finite).sum() / finite.length;
    tally.note(NoteKind.MEAN_OF_EXECUTIONS, line, name + ", " + finite.length + " executions");
    Reduction reduction = Reduction.of(scaled(mean), OptionalDouble.empty());
    return score(
        logged.direction(), reduction, Score.EXECUTIONS, finite.length, OptionalDouble.empty());
  }

  /** The scores of several runs on the scale of the score. */
  List<Double> scaled(List<Double> executions) {
    return executions.isEmpty()
        ? executions
        : executions.stream().map(value -> scaled(value.doubleValue())).toList();
  }

  /** What the log says and what the configuration says must agree. */
  private Direction direction(Fields trial) throws UnreadableRecord {
    String said = directionSlot == NONE ? null : trial.text(directionSlot);
    if (said == null) {
      return declared.orElseThrow(
          () ->
              new UnreadableRecord(
                  "`"
                      + directionField
                      + "` does not say which scores are good; give `direction: minimize` or"
                      + " `direction: maximize`"));
    }
    Direction recorded =
        Direction.parse(said)
            .orElseThrow(
                () ->
                    new UnreadableRecord(
                        "`" + directionField + "` is neither minimize nor maximize: " + said));
    if (declared.isPresent() && declared.get() != recorded) {
      throw new UnreadableRecord(
          "`direction` is "
              + declared.get().code()
              + " in the configuration, but `"
              + directionField
              + "` of the log is "
              + said
              + "; leave `direction` out, or correct it");
    }
    return recorded;
  }

  private Score single(Fields trial, Direction direction) throws UnreadableRecord {
    OptionalDouble number = Fields.number(field, value(trial.values()));
    Reduction reduction =
        number.isEmpty()
            ? missing(trial)
            : Reduction.of(scaled(number.getAsDouble()), OptionalDouble.empty());
    return score(
        direction, reduction, Score.SINGLE, number.isEmpty() ? 0 : 1, OptionalDouble.empty());
  }

  private Reduction missing(Fields trial) {
    return has(trial) ? Reduction.MISSING : Reduction.ABSENT;
  }

  private boolean has(Fields trial) {
    for (int slot : slots) {
      if (trial.has(slot) && !(nullIsAbsent && trial.text(slot) == null)) {
        return true;
      }
    }
    return slots.length == 0 && trial.hasCurve(curve);
  }

  private Score reduced(Fields trial, Direction direction, long line, FileTally tally) {
    List<Point> points = new ArrayList<>(trial.curve(curve).size());
    trial.curve(curve).forEach(p -> points.add(new Point(p.step(), scaled(p.value()))));
    List<Point> ordered = Reduce.inOrder(points);
    int valued = ordered.size();
    Optional<Point> end = CurveEnd.of(ordered, trial.gaps(curve));
    end.ifPresent(ordered::add);
    end.ifPresent(p -> tally.note(NoteKind.CURVE_END, line, name + ", step " + p.step()));
    Reduce rule = metric.reduce().orElseThrow();
    OptionalDouble last =
        ordered.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(ordered.get(ordered.size() - 1).step());
    Reduction reduction = ordered.isEmpty() ? missing(trial) : rule.apply(ordered, direction);
    return score(direction, reduction, rule.text(), valued, last);
  }

  private Score score(
      Direction direction, Reduction reduction, String rule, int points, OptionalDouble last) {
    return new Score(
        name,
        direction,
        reduction.value(),
        reduction.status(),
        rule,
        reduction.step(),
        points,
        last);
  }

  /** A number that stands for infinity must not become finite by the transform. */
  private double scaled(double value) {
    return transform.apply(LoggedNumber.of(value));
  }
}
