package org.lossfloor.estimate.interval;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.lossfloor.estimate.spacing.Functional;
import org.lossfloor.estimate.spacing.SpacingFit;
import org.lossfloor.sweep.Direction;

/** Sources of replicates as bytes: a few numbers, so that a source can be sent to any process. */
final class SourceBytes {
  private static final String BOOTSTRAP = "bootstrap";
  private static final String CALIBRATION = "calibration";

  private static final String END_POINT = "end point";
  private static final String QUANTILE = "quantile";
  private static final String NOISE = "noise";

  private SourceBytes() {}

  static byte[] write(ReplicateSource source) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (source instanceof ReplicatePlan plan) {
        out.writeUTF(BOOTSTRAP);
        write(plan, out);
      } else if (source instanceof CalibrationPlan plan) {
        out.writeUTF(CALIBRATION);
        write(plan, out);
      } else {
        throw new IllegalArgumentException("no source of replicates: " + source);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static ReplicateSource read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String kind = in.readUTF();
      ReplicateSource source =
          switch (kind) {
            case BOOTSTRAP -> bootstrap(in);
            case CALIBRATION -> calibration(in);
            default -> throw new IllegalArgumentException("no kind of source: " + kind);
          };
      if (in.available() > 0) {
        throw new IllegalArgumentException(in.available() + " bytes of a source are left over");
      }
      return source;
    } catch (IOException e) {
      throw new IllegalArgumentException("no whole source of replicates", e);
    }
  }

  private static void write(ReplicatePlan plan, DataOutputStream out) throws IOException {
    out.writeBoolean(plan.direction() == Direction.MINIMIZE);
    out.writeDouble(plan.a());
    out.writeDouble(plan.b());
    out.writeInt(plan.c());
    out.writeDouble(plan.o());
    out.writeInt(plan.trials());
    out.writeDouble(plan.threshold());
    out.writeDouble(plan.bound());
    out.writeDouble(plan.worstBound());
    out.writeDouble(plan.worstEnd());
    out.writeInt(plan.minDimension());
    out.writeInt(plan.maxDimension());
    out.writeInt(plan.tuningTrials().size());
    for (double trials : plan.tuningTrials()) {
      out.writeDouble(trials);
    }
  }

  private static ReplicatePlan bootstrap(DataInputStream in) throws IOException {
    return new ReplicatePlan(
        in.readBoolean() ? Direction.MINIMIZE : Direction.MAXIMIZE,
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readDouble(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        numbers(in));
  }

  private static List<Double> numbers(DataInputStream in) throws IOException {
    List<Double> numbers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      numbers.add(in.readDouble());
    }
    return numbers;
  }

  private static void write(CalibrationPlan plan, DataOutputStream out) throws IOException {
    out.writeUTF(plan.purpose());
    out.writeInt(plan.law().c());
    out.writeDouble(plan.law().a());
    out.writeDouble(plan.law().h());
    out.writeDouble(plan.law().s());
    out.writeDouble(plan.law().objective());
    out.writeInt(plan.trials());
    out.writeDouble(plan.threshold());
    out.writeDouble(plan.bound());
    out.writeInt(plan.minDimension());
    out.writeInt(plan.maxDimension());
    out.writeInt(plan.functionals().size());
    for (Functional functional : plan.functionals()) {
      write(functional, out);
    }
  }

  private static CalibrationPlan calibration(DataInputStream in) throws IOException {
    return new CalibrationPlan(
        in.readUTF(),
        new SpacingFit(
            in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readInt(),
        in.readInt(),
        functionals(in));
  }

  private static void write(Functional functional, DataOutputStream out) throws IOException {
    if (functional instanceof Functional.Quantile quantile) {
      out.writeUTF(QUANTILE);
      out.writeDouble(quantile.p());
    } else {
      out.writeUTF(functional instanceof Functional.EndPoint ? END_POINT : NOISE);
    }
  }

  private static List<Functional> functionals(DataInputStream in) throws IOException {
    List<Functional> functionals = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String kind = in.readUTF();
      functionals.add(
          switch (kind) {
            case END_POINT -> new Functional.EndPoint();
            case QUANTILE -> new Functional.Quantile(in.readDouble());
            case NOISE -> new Functional.Noise();
            default -> throw new IllegalArgumentException("no kind of functional: " + kind);
          });
    }
    return functionals;
  }
}
