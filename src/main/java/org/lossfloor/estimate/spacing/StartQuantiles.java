package org.lossfloor.estimate.spacing;

/**
 * Quantiles of the laws from which every fit starts. The tails of an experiment ask for most of
 * them again, and so do experiments of one size: each thread keeps the last ones.
 */
final class StartQuantiles {
  private static final ThreadLocal<StartQuantiles> OF_THREAD =
      ThreadLocal.withInitial(StartQuantiles::new);

  private final Kept[] kept = new Kept[Constraints.MAX_DIMENSION + 1];

  private StartQuantiles() {}

  /**
   * The p-quantile of a law, kept under two numbers of the start it is for.
   *
   * @param c effective dimension
   * @param noise which of the noises, from 0
   * @param share which of the shares, from 0
   * @param p probability in (0, 1)
   * @param s the noise, positive
   */
  static double at(int c, int noise, int share, double p, double s) {
    StartQuantiles mine = OF_THREAD.get();
    if (mine.kept[c] == null) {
      mine.kept[c] = new Kept(c);
    }
    return mine.kept[c].at(noise, share, p, s);
  }

  /** The last quantiles of one effective dimension. */
  private static final class Kept {
    private final int c;

    /** By noise: for the shares of the starts, and for that of the threshold. */
    private final double[][] shares =
        new double[StartLaws.NOISES.length][SpacingSolver.COLD_SHARE.length + 1];

    private final double[][] noises = new double[shares.length][shares[0].length];
    private final double[][] solved = new double[shares.length][shares[0].length];

    Kept(int c) {
      this.c = c;
    }

    double at(int noise, int share, double p, double s) {
      if (shares[noise][share] != p || noises[noise][share] != s) {
        // A search that went on from the last one would depend on what this thread did before.
        solved[noise][share] = new StandardQuantile(c).at(p, s);
        shares[noise][share] = p;
        noises[noise][share] = s;
      }
      return solved[noise][share];
    }
  }
}
