package org.lossfloor.study.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kinds of landscape that the method was not made on. Every one of them is drawn: curvatures,
 * places, noise and the number of hyperparameters are other ones in each landscape. They were split
 * into two halves before the first answer was looked at: one to develop on, one that is looked at
 * when a method is final.
 */
public enum Kind {
  /** Curvatures within one decade. */
  MILD(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(1, 4);
      return dice.plain(dice.quadratic(c, 1), c);
    }
  },
  /** Curvatures over three decades. */
  STEEP(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.plain(dice.quadratic(dice.whole(3, 6), 3), 0);
    }
  },
  /** A logarithmic axis whose best value lies on its border. */
  BORDER(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int others = dice.whole(1, 3);
      Loss loss = dice.border(others, 0, () -> 1.0, () -> dice.logBetween(.2, 2));
      return dice.plain(loss, others + 2);
    }
  },
  /** A choice among branches with hyperparameters of their own. */
  CONDITIONAL(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int branches = dice.whole(2, 4);
      List<Loss> own =
          Stream.generate(() -> dice.quadratic(dice.whole(1, 3), 1)).limit(branches).toList();
      double[] floors = dice.numbers(branches, () -> dice.between(0, .15));
      floors[0] = 0;
      return dice.plain(dice.branches(own, floors), 0);
    }
  },
  /**
   * Several architectures with one search space each, the best of them about as good as the next.
   */
  UNION(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(2, 4);
      int branches = dice.whole(3, 5);
      List<Loss> own = Stream.generate(() -> dice.quadratic(c, 1.5)).limit(branches).toList();
      double step = dice.between(.005, .03);
      double[] floors = IntStream.range(0, branches).mapToDouble(i -> i * step).toArray();
      return dice.plain(dice.branches(own, floors), 0);
    }
  },
  /** Noise that grows, or falls, with the loss. */
  HETEROSCEDASTIC(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          1,
          3,
          loss -> {
            double s = dice.quartile(loss);
            double least = dice.logBetween(.01, .1) * s;
            double factor = dice.logBetween(1, 8);
            boolean grows = dice.whole(0, 1) == 1;
            return Measure.normal(
                q -> least * (grows ? 1 + factor * q / s : 1 + (factor - 1) / (1 + 4 * q / s)));
          });
    }
  },
  /** Student's noise with three degrees of freedom. */
  STUDENT(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          1, 4, loss -> Measure.student(dice.logBetween(.02, .15) * dice.quartile(loss)));
    }
  },
  /** The best of noisy epochs. */
  BEST_EPOCH(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          2,
          4,
          loss -> {
            double deviation = dice.logBetween(.01, .15) * dice.quartile(loss);
            return Measure.bestEpoch(dice.whole(5, 30), deviation);
          });
    }
  },
  /** A loss that grows exponentially. */
  EXPONENTIAL(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.warped(
          loss -> {
            double rate = dice.between(1, 3) / dice.quartile(loss);
            return q -> Math.expm1(rate * q);
          });
    }
  },
  /** The share of wrong answers on a test set of several hundred questions or more. */
  TEST_SET(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          2,
          4,
          loss -> {
            double slope = dice.between(.05, .15) / dice.quartile(loss);
            int size = (int) dice.logBetween(500, 10_000);
            return Measure.testSet(size, dice.between(.03, .25), slope);
          });
    }
  },
  /** Runs that stop early, so that their score is worse by a random delay. */
  EARLY_STOP(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          1,
          3,
          loss -> {
            double s = dice.quartile(loss);
            double noise = dice.logBetween(.005, .05) * s;
            return Measure.earlyStop(noise, dice.logBetween(.02, .15) * s);
          });
    }
  },
  /** More hyperparameters that matter than any fit allows for. */
  MANY(Half.DEVELOPED, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(6, 10);
      return dice.plain(dice.quadratic(c, .5), c);
    }
  },
  /** A floor that many configurations reach. */
  PLATEAU(Half.DEVELOPED, Sight.HIDDEN) {
    @Override
    Landscape draw(Dice dice) {
      Loss inner = dice.quadratic(dice.whole(2, 4), 1);
      double floor = dice.logBetween(.01, .2) * dice.quartile(inner);
      return dice.plain(new Loss.Warped(inner, q -> Math.max(0, q - floor)), 0);
    }
  },
  /** Curvatures in a geometric sequence over two decades, along the axes. */
  GEOMETRIC(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(3, 5);
      double[] rates = new double[c];
      for (int i = 0; i < c; i++) {
        rates[i] = Math.pow(10, -2.0 * i / (c - 1));
      }
      return dice.plain(dice.straight(rates, dice.numbers(c, () -> dice.between(.02, .98))), 0);
    }
  },
  /** All hyperparameters in one product, besides a fourth power. */
  INTERACTION(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(2, 4);
      return dice.plain(new Loss.Interacting(dice.quadratic(c, 1), dice.between(.3, .9)), c);
    }
  },
  /** The better of two wells in a smaller part of the space. */
  TWO_WELLS(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(2, 3);
      Loss wide = dice.quadratic(c, .7);
      double sharp = dice.between(2, 6);
      Loss narrow = new Loss.Warped(dice.quadratic(c, .7), q -> sharp * q);
      return dice.plain(new Loss.Wells(narrow, wide, dice.between(.01, .05)), c);
    }
  },
  /** Optimisers with different sets of hyperparameters and nearly one best loss. */
  OPTIMISERS(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      List<Loss> own =
          IntStream.rangeClosed(1, 3).mapToObj(c -> dice.quadratic(c + 1, 1.5)).toList();
      return dice.plain(
          dice.branches(own, new double[] {dice.between(0, .05), dice.between(0, .05), 0}), 0);
    }
  },
  /** Runs that diverge not far from the best learning rate. */
  CLIFF(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(2, 4);
      double[] centre = dice.inside(c);
      centre[0] = dice.between(.35, .6);
      Loss loss = dice.straight(dice.rates(c, 1), centre);
      return dice.plain(new Loss.Cliff(loss, centre[0] + dice.between(.02, .25)), c);
    }
  },
  /** The logarithm of a loss with a floor. */
  LOGARITHM(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.warped(
          loss -> {
            double rate = dice.logBetween(1, 8) / dice.quartile(loss);
            return q -> Math.log1p(rate * q);
          });
    }
  },
  /** One run in twenty is five times as noisy. */
  CONTAMINATED(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          1, 4, loss -> Measure.contaminated(dice.logBetween(.01, .1) * dice.quartile(loss)));
    }
  },
  /** The best point of a noisy curve that still falls. */
  CURVE_BEST(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          2,
          4,
          loss -> {
            double s = dice.quartile(loss);
            return Measure.bestOfCurve(
                dice.whole(10, 60), dice.logBetween(.01, .15) * s, dice.between(.2, 2) * s);
          });
    }
  },
  /** Few wrong answers on a test set: skewed noise that grows with the loss. */
  FEW_ERRORS(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.observed(
          1,
          4,
          loss -> {
            double slope = dice.between(.01, .05) / dice.quartile(loss);
            int size = (int) dice.logBetween(1000, 20_000);
            return Measure.testSet(size, dice.between(.005, .03), slope);
          });
    }
  },
  /** A budget of which more is always better, with falling returns. */
  BUDGET(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      return dice.plain(
          dice.border(
              dice.whole(1, 3), 1, () -> dice.between(1, 1.5), () -> dice.logBetween(.3, 3)),
          0);
    }
  },
  /** A bent valley. */
  VALLEY(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(2, 3);
      return dice.plain(new Loss.Valley(dice.logBetween(3, 100), c), c);
    }
  },
  /** A power between a cone and a fourth power along each hyperparameter. */
  POWERS(Half.HELD_OUT, Sight.CLEAR) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(1, 3);
      return dice.plain(
          new Loss.Powers(
              dice.numbers(c, () -> dice.logBetween(.3, 3)),
              dice.numbers(c, () -> dice.between(1, 4)),
              dice.inside(c)),
          0);
    }
  },
  /** The best well in three of a hundred configurations at most. */
  SMALL_BASIN(Half.HELD_OUT, Sight.HIDDEN) {
    @Override
    Landscape draw(Dice dice) {
      int c = dice.whole(2, 3);
      Loss wide = dice.quadratic(c, .7);
      double floor = dice.between(.1, .5) * dice.quartile(wide);
      double sharp = floor * Math.pow(dice.logBetween(.02, .1), -2);
      Loss narrow = new Loss.Warped(dice.quadratic(c, 0), q -> sharp * q);
      return dice.plain(new Loss.Wells(narrow, wide, floor), c);
    }
  };

  private final Half half;
  private final Sight sight;

  Kind(Half half, Sight sight) {
    this.half = half;
    this.sight = sight;
  }

  /** What a kind is for. */
  public enum Half {
    /** Constants may be chosen on it. */
    DEVELOPED,
    /** Looked at once, when nothing is chosen any more. */
    HELD_OUT
  }

  /** Whether the scores can show where the best one is. */
  public enum Sight {
    /** They can. */
    CLEAR,
    /** The best configurations are too few, or too many, for any method to see. */
    HIDDEN
  }

  /** Draws a landscape of this kind. */
  abstract Landscape draw(Dice dice);

  /**
   * Returns what the kind is for.
   *
   * @return the half
   */
  public Half half() {
    return half;
  }

  /**
   * Returns whether the scores can show where the best one is.
   *
   * @return the sight
   */
  public Sight sight() {
    return sight;
  }

  /**
   * Returns the name for tables.
   *
   * @return lower case, words joined by a hyphen
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
