package org.lossfloor.decide.ranges;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;

/** A bootstrap replicate of some trials, and shuffles of those that were not drawn. */
public final class Resample {
  private final UniformRandomProvider random;
  private final int[] drawn;

  /**
   * Draws as many trials as there are, with replacement.
   *
   * @param trials how many there are, at least 1
   * @param seed of the draws and the shuffles
   */
  public Resample(int trials, long seed) {
    random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    drawn = new int[trials];
    for (int i = 0; i < trials; i++) {
      drawn[random.nextInt(trials)]++;
    }
  }

  /**
   * Tells how often a trial was drawn.
   *
   * @param trial its number, from 0
   * @return 0 for one that was not
   */
  public int drawn(int trial) {
    return drawn[trial];
  }

  /**
   * Lists the trials that were not drawn.
   *
   * @return ascending
   */
  public int[] left() {
    return IntStream.range(0, drawn.length).filter(i -> drawn[i] == 0).toArray();
  }

  /**
   * Lists the same in a random order, another one at every call.
   *
   * @return the trials of {@link #left}
   */
  public int[] shuffled() {
    int[] shuffled = left();
    PermutationSampler.shuffle(random, shuffled);
    return shuffled;
  }
}
