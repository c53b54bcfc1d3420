package org.lossfloor.study;

import java.util.Locale;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Where the trials beyond the regime lie, in units of its depth (the distance of the threshold from
 * the best possible score).
 */
public enum Body {
  /** Uniform over three depths. */
  FLAT,
  /** A normal bump 1.5 depths beyond the threshold, 0.3 wide. */
  SECOND_MODE,
  /** A Pareto tail of index 1.5 whose density is that of the law at the threshold. */
  HEAVY,
  /**
   * The law itself, bent away: a score that lies x depths beyond the threshold lies x + x^2 there.
   */
  DRIFT,
  /** 60 per cent at the level of chance, 1.5 depths beyond, and a uniform slope up to it. */
  SPIKE,
  /** 35 per cent of all trials failed, the others uniform over three depths. */
  FAILED,
  /** Uniform over three depths, and every score is rounded to a multiple of S/25. */
  ROUNDED,
  /** Nothing: every trial lies in the regime. */
  NONE;

  private static final double SPREAD = 3;
  private static final double MODE = 1.5;
  private static final double MODE_WIDTH = .3;
  private static final double TAIL_INDEX = 1.5;
  private static final double CHANCE = 1.5;
  private static final double CHANCE_SHARE = .6;

  /** The share of all trials that fail. */
  private static final double FAILED_SHARE = .35;

  /** Returns the lower-case name. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The quantile function of the body.
   *
   * @param level in [0, 1)
   * @param regime how the regime looks from here
   * @return depths beyond the threshold, at least 0; NaN where the trial failed, which is worse
   *     than everything else
   */
  double beyond(double level, Regime regime) {
    return switch (this) {
      case FLAT, ROUNDED -> SPREAD * level;
      case SECOND_MODE -> MODE + MODE_WIDTH * truncatedNormal(-MODE / MODE_WIDTH, level);
      case HEAVY -> heavy(level, TAIL_INDEX / regime.density());
      case DRIFT -> bent(regime.law(level));
      case SPIKE -> CHANCE * Math.min(1, level / (1 - CHANCE_SHARE));
      case FAILED -> failed(level, FAILED_SHARE / (1 - regime.share()));
      case NONE -> throw new IllegalStateException("nothing lies beyond this regime");
    };
  }

  private static double heavy(double level, double unit) {
    return unit * (Math.pow(1 - level, -1 / TAIL_INDEX) - 1);
  }

  /** The bent place of a score that by the law lies x depths beyond the threshold. */
  static double bent(double x) {
    return x + x * x;
  }

  private static double failed(double level, double failures) {
    return level < 1 - failures ? SPREAD * level / (1 - failures) : Double.NaN;
  }

  /** The quantile of a standard normal known to be above a limit. */
  private static double truncatedNormal(double limit, double level) {
    double above = .5 * Erfc.value(limit / Math.sqrt(2));
    return Math.sqrt(2) * InverseErfc.value(2 * above * (1 - level));
  }

  /** The regime as seen from the body. */
  interface Regime {
    /** The share of the trials in the regime. */
    double share();

    /** The density of the law at the threshold, conditional on lying beyond, per depth. */
    double density();

    /** The quantile of the law conditional on lying beyond, in depths beyond the threshold. */
    double law(double level);
  }
}
