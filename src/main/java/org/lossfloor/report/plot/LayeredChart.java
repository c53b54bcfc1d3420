package org.lossfloor.report.plot;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Plot_XY;

/**
 * A chart of XChart with layers above its grid and below its legend. XChart draws a line piece by
 * piece, which breaks dashes and doubles where transparent pieces meet; here a line is one path.
 */
final class LayeredChart extends XYChart {
  /** Half the length of the ends of a whisker, and the radius of its dot. */
  private static final double CAP = 2.2 * ChartFrame.UNITS;

  private static final double DOT = 1.7 * ChartFrame.UNITS;

  private final List<Layer> layers = new ArrayList<>();
  private final AxisRange x;
  private final AxisRange y;

  /** The area between the axes, which is known as soon as they are painted. */
  private Rectangle2D between = new Rectangle2D.Double();

  LayeredChart(int width, int height, AxisRange x, AxisRange y) {
    super(width, height);
    this.x = x;
    this.y = y;
    this.plot =
        new Plot_XY<>(this) {
          @Override
          public void paint(Graphics2D g) {
            super.paint(g);
            paintLayers(g, getBounds());
          }
        };
  }

  void add(Layer layer) {
    layers.add(layer);
  }

  private void paintLayers(Graphics2D g, Rectangle2D plotted) {
    between = plotted;
    Shape before = g.getClip();
    g.clip(plotted);
    layers.forEach(layer -> paint(g, layer));
    g.setClip(before);
  }

  private void paint(Graphics2D g, Layer layer) {
    if (layer instanceof Layer.Area area) {
      g.setColor(area.colour());
      Path2D path = path(area.outline());
      path.closePath();
      g.fill(path);
    } else if (layer instanceof Layer.Line line) {
      g.setColor(line.colour());
      g.setStroke(line.stroke());
      g.draw(path(line.points()));
    } else if (layer instanceof Layer.Dots dots) {
      g.setColor(dots.colour());
      dots.points().forEach(point -> g.fill(dot(point)));
    } else if (layer instanceof Layer.Whisker whisker) {
      paint(g, whisker);
    }
  }

  private void paint(Graphics2D g, Layer.Whisker whisker) {
    g.setColor(whisker.colour());
    g.setStroke(whisker.stroke());
    double fromX = screenX(whisker.from());
    double fromY = screenY(whisker.from());
    double toX = screenX(whisker.to());
    double toY = screenY(whisker.to());
    double acrossX = fromX == toX ? CAP : 0;
    double acrossY = fromX == toX ? 0 : CAP;
    g.draw(new Line2D.Double(fromX, fromY, toX, toY));
    g.draw(new Line2D.Double(fromX - acrossX, fromY - acrossY, fromX + acrossX, fromY + acrossY));
    g.draw(new Line2D.Double(toX - acrossX, toY - acrossY, toX + acrossX, toY + acrossY));
    g.fill(dot(whisker.at()));
  }

  private Ellipse2D dot(Layer.Point at) {
    return new Ellipse2D.Double(screenX(at) - DOT, screenY(at) - DOT, 2 * DOT, 2 * DOT);
  }

  private Path2D path(List<Layer.Point> points) {
    Path2D path = new Path2D.Double();
    for (Layer.Point point : points) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(screenX(point), screenY(point));
      } else {
        path.lineTo(screenX(point), screenY(point));
      }
    }
    return path;
  }

  private double screenX(Layer.Point point) {
    return between.getX() + x.share(point.x()) * between.getWidth();
  }

  private double screenY(Layer.Point point) {
    return between.getMaxY() - y.share(point.y()) * between.getHeight();
  }
}
