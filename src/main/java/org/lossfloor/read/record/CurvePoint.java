package org.lossfloor.read.record;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.lossfloor.sweep.Point;

/** The mapped numbers of one point of a curve, before they are assigned to metrics. */
public final class CurvePoint {
  private final double[] numbers;
  private final boolean[] present;

  public CurvePoint(int slots) {
    numbers = new double[slots];
    present = new boolean[slots];
  }

  public void clear() {
    Arrays.fill(present, false);
  }

  public void set(int slot, double number) {
    numbers[slot] = number;
    present[slot] = true;
  }

  public void set(int slot, OptionalDouble number) {
    number.ifPresent(n -> set(slot, n));
  }

  /** Adds the point to every curve that has a value here; without a value it is a gap. */
  public void addTo(Fields fields, FieldTree node, int position) throws UnreadableRecord {
    for (FieldTree.Curve curve : node.curves()) {
      if (present[curve.valueSlot()]) {
        fields
            .curve(curve.index())
            .add(new Point(step(curve, position), numbers[curve.valueSlot()]));
      } else if (curve.stepSlot() < 0 || hasStep(curve)) {
        fields.gaps(curve.index()).add(step(curve, position));
      }
    }
  }

  private double step(FieldTree.Curve curve, int position) throws UnreadableRecord {
    if (curve.stepSlot() < 0) {
      return position;
    }
    if (!hasStep(curve)) {
      throw new UnreadableRecord(
          "point " + position + " of `" + curve.label() + "` has a value but no finite step");
    }
    return numbers[curve.stepSlot()];
  }

  private boolean hasStep(FieldTree.Curve curve) {
    return present[curve.stepSlot()] && Double.isFinite(numbers[curve.stepSlot()]);
  }
}
