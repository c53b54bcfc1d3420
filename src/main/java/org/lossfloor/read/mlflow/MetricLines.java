package org.lossfloor.read.mlflow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.StringTokenizer;
import org.lossfloor.read.tracker.TrialTree;
import org.lossfloor.sweep.LoggedNumber;

/**
 * What was logged of one metric. A line of its file is {@code timestamp value step}; old ones have
 * no step, new ones name a data set behind it.
 *
 * <p>The last value is what MLflow takes for it: that of the largest step, of the latest time among
 * those, and the largest among those. A file with a line that is none of this has no last value:
 * the text says so, and costs the trial if the metric is the one that counts.
 */
final class MetricLines {
  private static final int SHOWN = 60;
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** A value. */
  record Logged(long time, String text, double value, long step) {
    boolean isAfter(Logged other) {
      if (step != other.step) {
        return step > other.step;
      }
      return time == other.time ? value > other.value : time > other.time;
    }
  }

  private final String name;
  private final List<Logged> values = new ArrayList<>();
  private String fault;

  MetricLines(String name) {
    this.name = name;
  }

  /**
   * Reads the file of a metric.
   *
   * @param name the metric
   * @param text the text of its file
   * @return its values
   */
  static MetricLines read(String name, String text) {
    MetricLines lines = new MetricLines(name);
    int number = 0;
    int fields = 0;
    for (int from = 0; from < text.length() && lines.fault == null; ) {
      int end = text.indexOf('\n', from);
      String line = text.substring(from, end < 0 ? text.length() : end);
      number++;
      from = end < 0 ? text.length() : end + 1;
      StringTokenizer parts = new StringTokenizer(line);
      int count = parts.countTokens();
      if (count == 0) {
        continue;
      }
      if (count < 2 || !lines.add(parts) || (end < 0 && lines.isTorn(count, fields))) {
        lines.fault(number, line);
      }
      fields = count;
    }
    if (lines.values.isEmpty() && lines.fault == null) {
      lines.fault = "the file of the metric holds no value";
    }
    return lines;
  }

  /**
   * Whether a last line without a line end was cut: it has no step and the lines before it have, or
   * there are none; or a step before theirs, as of 12 only 1 is left.
   */
  private boolean isTorn(int count, int before) {
    int last = values.size() - 1;
    return count == 2 ? before != 2 : last > 0 && values.get(last).step < values.get(last - 1).step;
  }

  private boolean add(StringTokenizer parts) {
    try {
      long time = Long.parseLong(parts.nextToken());
      String text = parts.nextToken();
      OptionalDouble value = LoggedNumber.parse(text);
      long step = parts.hasMoreTokens() ? Long.parseLong(parts.nextToken()) : 0;
      value.ifPresent(number -> values.add(new Logged(time, text, number, step)));
      return value.isPresent();
    } catch (NumberFormatException | LoggedNumber.Unreadable e) {
      return false;
    }
  }

  private void fault(int number, String line) {
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    fault = "line " + number + " is not `timestamp value step`: " + shown;
  }

  /**
   * Adds a value that is a field of its own.
   *
   * @param time when it was logged; null if the log does not say
   * @param value its text
   * @param step its step; null if the log does not say
   */
  void add(String time, String value, String step) {
    try {
      double number = LoggedNumber.parse(value).orElseThrow();
      long at = time == null ? UNKNOWN : Long.parseLong(time);
      values.add(new Logged(at, value, number, step == null ? 0 : Long.parseLong(step)));
    } catch (LoggedNumber.Unreadable | NoSuchElementException | NumberFormatException e) {
      fault = "timestamp, value and step are " + time + ", " + value + ", " + step;
    }
  }

  /**
   * Makes it a metric and a curve of a trial.
   *
   * @param trial the trial
   */
  void addTo(TrialTree trial) {
    if (fault != null) {
      trial.metric(name, fault);
      trial.point(name, null, fault, null);
      return;
    }
    Logged last = values.get(0);
    boolean stepped = false;
    for (Logged value : values) {
      stepped |= value.step() != values.get(0).step();
      last = value.isAfter(last) ? value : last;
    }
    trial.metric(name, last.text());
    values.sort(Comparator.comparingLong(Logged::step).thenComparingLong(Logged::time));
    for (Logged value : values) {
      // Who logs without a step has step 0 all along.
      String step = stepped || values.size() == 1 ? Long.toString(value.step()) : null;
      String time = value.time() == UNKNOWN ? null : Long.toString(value.time());
      trial.point(name, step, value.text(), time);
    }
  }
}
