package org.lossfloor.report.plot;

import java.awt.Color;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.lossfloor.estimate.Estimate;
import org.lossfloor.estimate.Interval;

/** What is drawn between the axes, in the units of the axes. */
sealed interface Layer {
  /** A point; a coordinate may be infinite, which is drawn as the end of its axis. */
  record Point(double x, double y) {}

  /** A filled shape. */
  record Area(List<Point> outline, Color colour) implements Layer {
    public Area {
      outline = List.copyOf(outline);
    }

    /** What lies between two lines. */
    static Area between(List<Point> lower, List<Point> upper, Color colour) {
      List<Point> outline = new ArrayList<>(lower);
      for (int i = upper.size() - 1; i >= 0; i--) {
        outline.add(upper.get(i));
      }
      return new Area(outline, colour);
    }
  }

  /** A line through points. */
  record Line(List<Point> points, Color colour, Stroke stroke) implements Layer {
    public Line {
      points = List.copyOf(points);
    }
  }

  /** Points that nothing joins. */
  record Dots(List<Point> points, Color colour) implements Layer {
    public Dots {
      points = List.copyOf(points);
    }
  }

  /**
   * A number with its interval: a dot, and a bar with ends across the axis of the number.
   *
   * @param at the number
   * @param from one end of its interval
   * @param to the other end
   */
  record Whisker(Point at, Point from, Point to, Color colour, Stroke stroke) implements Layer {
    /** A number with as much to either side. */
    static Whisker about(Point at, double half, Color colour) {
      Point from = new Point(at.x(), at.y() - half);
      return new Whisker(at, from, new Point(at.x(), at.y() + half), colour, Look.BEST);
    }

    /** The best possible score; {@code at} says where a score lies. */
    static Whisker best(Estimate.Quantity score, DoubleFunction<Point> at, Look look) {
      Interval interval = score.interval().orElse(new Interval(score.estimate(), score.estimate()));
      return new Whisker(
          at.apply(score.estimate()),
          at.apply(interval.lower()),
          at.apply(interval.upper()),
          look.best(),
          Look.BEST);
    }
  }
}
