package org.lossfloor.estimate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.sweep.Sampler;

/** What hyperparameters betray of the sampler, and that random search betrays nothing. */
class SamplerTestTest {
  private static UniformRandomProvider random(long seed) {
    return RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
  }

  private static Hyperparameters.Column column(int trials, IntToDoubleFunction value) {
    return new Hyperparameters.Column(
        IntStream.range(0, trials)
            .mapToLong(i -> Double.doubleToLongBits(value.applyAsDouble(i)))
            .toArray(),
        true);
  }

  private static Optional<Sampler> recognised(
      int trials, boolean ordered, List<Hyperparameters.Column> columns) {
    return SamplerTest.of(new Hyperparameters(trials, columns), ordered).orElseThrow().recognised();
  }

  /** Priors of the field: uniform, logarithmic, normal, whole numbers, few and uneven choices. */
  private static List<Hyperparameters.Column> randomSearch(int trials, UniformRandomProvider r) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(r);
    return List.of(
        column(trials, i -> r.nextDouble()),
        column(trials, i -> Math.pow(10, -4 * r.nextDouble())),
        column(trials, i -> normal.sample()),
        column(trials, i -> r.nextInt(1, 200)),
        column(trials, i -> r.nextInt(4)),
        column(trials, i -> r.nextDouble() < .9 ? 0 : r.nextInt(3)));
  }

  @ParameterizedTest
  @CsvSource({"24, 1000", "96, 700", "512, 300"})
  void randomSearchBetraysNothing(int trials, int sets) {
    UniformRandomProvider random = random(trials);
    int recognised = 0;
    int drift = 0;
    int grid = 0;
    int even = 0;
    for (int i = 0; i < sets; i++) {
      Hyperparameters drawn = new Hyperparameters(trials, randomSearch(trials, random));
      SamplerTest test = SamplerTest.of(drawn, true).orElseThrow();
      recognised += test.recognised().isPresent() ? 1 : 0;
      drift += test.drift().orElseThrow() < .05 ? 1 : 0;
      grid += test.grid() < .05 ? 1 : 0;
      even += test.even() < .05 ? 1 : 0;
    }
    // Three alarms of one in ten thousand each.
    assertThat(recognised).isLessThanOrEqualTo(3);
    double error = 4 * Math.sqrt(.05 * .95 / sets);
    assertThat(drift / (double) sets).isEqualTo(.05, within(.006 + error));
    // Upper bounds: never more often than they say.
    assertThat(grid / (double) sets).isLessThanOrEqualTo(.05 + error);
    assertThat(even / (double) sets).isLessThanOrEqualTo(.05 + error);
  }

  /** A few discrete hyperparameters: many repeated configurations, none of them a grid. */
  @ParameterizedTest
  @ValueSource(ints = {24, 60, 400})
  void randomChoicesAreNoGrid(int trials) {
    UniformRandomProvider random = random(7);
    int alarms = 0;
    for (int i = 0; i < 800; i++) {
      List<Hyperparameters.Column> columns =
          List.of(
              column(trials, j -> random.nextInt(3)),
              column(trials, j -> random.nextInt(4)),
              column(trials, j -> Math.min(random.nextInt(5), random.nextInt(5))));
      SamplerTest test = SamplerTest.of(new Hyperparameters(trials, columns), false).orElseThrow();
      alarms += test.grid() < .01 ? 1 : 0;
    }
    assertThat(alarms / 800.0).isLessThanOrEqualTo(.01 + 4 * Math.sqrt(.01 * .99 / 800));
  }

  @ParameterizedTest
  @CsvSource({"27, 1", "81, 3", "189, 7"})
  void aFullGridIsRecognisedWhateverItsOrderAndRepetitions(int trials, int times) {
    // A step that shares no factor with the number of trials visits all of them out of order.
    List<Integer> cells =
        IntStream.range(0, trials).map(i -> 10 * i % trials / times).boxed().toList();
    assertThat(
            recognised(
                trials,
                false,
                List.of(
                    column(trials, i -> cells.get(i) % 3),
                    column(trials, i -> Math.floorDiv(cells.get(i), 3) % 3),
                    column(trials, i -> Math.floorDiv(cells.get(i), 9)))))
        .contains(Sampler.GRID);
  }

  @Test
  void aGridInProgressIsRecognised() {
    assertThat(
            recognised(
                60,
                true,
                List.of(
                    column(60, i -> Math.floorDiv(i, 25)),
                    column(60, i -> Math.floorDiv(i, 5) % 5),
                    column(60, i -> i % 5))))
        .contains(Sampler.GRID);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLatinHypercubeIsRecognisedWhateverItsOrder(boolean ordered) {
    UniformRandomProvider random = random(4);
    int n = 100;
    List<Hyperparameters.Column> columns =
        IntStream.range(0, 4)
            .mapToObj(
                j -> {
                  int[] cells = IntStream.range(0, n).toArray();
                  for (int i = n - 1; i > 0; i--) {
                    int k = random.nextInt(i + 1);
                    int kept = cells[i];
                    cells[i] = cells[k];
                    cells[k] = kept;
                  }
                  return column(n, i -> Math.pow(10, (cells[i] + random.nextDouble()) / n));
                })
            .toList();
    assertThat(recognised(n, ordered, columns)).contains(Sampler.QUASI_RANDOM);
  }

  @Test
  void aSearchThatClosesInIsRecognisedOnlyWhereItsOrderIsKnown() {
    UniformRandomProvider random = random(5);
    int n = 200;
    List<Hyperparameters.Column> columns =
        List.of(
            column(n, i -> random.nextDouble()),
            column(n, i -> .5 + (random.nextDouble() - .5) * (1 - .9 * i / n)));
    assertThat(recognised(n, true, columns)).contains(Sampler.ADAPTIVE);
    assertThat(recognised(n, false, columns)).isEmpty();
  }

  /** The limit law with its correction against simulation: the level of an evenness test. */
  @ParameterizedTest
  @ValueSource(ints = {24, 100, 500})
  void evennessKeepsItsLevelForUniformDraws(int trials) {
    UniformRandomProvider random = random(8);
    int sets = 20_000;
    int alarms = 0;
    for (int i = 0; i < sets; i++) {
      Hyperparameters drawn =
          new Hyperparameters(trials, List.of(column(trials, j -> random.nextDouble() - 2)));
      alarms += SamplerTest.of(drawn, false).orElseThrow().even() < .01 ? 1 : 0;
    }
    // Half of the level, because the logarithm could have been tried too.
    assertThat(alarms / (double) sets).isEqualTo(.005, within(.001 + 4 * 5e-4));
  }

  @Test
  void whatDoesNotVaryTellsNothing() {
    assertThat(SamplerTest.of(new Hyperparameters(50, List.of(column(50, i -> 1))), true))
        .isEmpty();
    assertThat(SamplerTest.of(new Hyperparameters(50, List.of()), true)).isEmpty();
    assertThat(SamplerTest.of(new Hyperparameters(20, List.of(column(20, i -> i))), true))
        .isEmpty();
  }

  @Test
  void textAndAbsentValuesAreLevels() {
    UniformRandomProvider random = random(6);
    long[] levels =
        IntStream.range(0, 100)
            .mapToLong(i -> random.nextDouble() < .3 ? Hyperparameters.ABSENT : random.nextInt(3))
            .toArray();
    List<Hyperparameters.Column> columns = List.of(new Hyperparameters.Column(levels, false));
    assertThat(recognised(100, true, columns)).isEmpty();
    long[] sorted = levels.clone();
    Arrays.sort(sorted);
    assertThat(recognised(100, true, List.of(new Hyperparameters.Column(sorted, false))))
        .contains(Sampler.ADAPTIVE);
  }

  /** A space in which a hyperparameter applies only where others have certain values. */
  private enum Space {
    /** A branch owns its hyperparameters. */
    BRANCHES {
      @Override
      List<double[]> draw(UniformRandomProvider r) {
        int branch = r.nextInt(3);
        return List.of(
            of(branch),
            of(branch == 0 ? r.nextDouble() : ABSENT),
            of(branch == 0 ? r.nextInt(4) : ABSENT),
            of(branch == 1 ? r.nextInt(1, 30) : ABSENT),
            of(branch == 2 ? r.nextInt(3) : ABSENT));
      }
    },
    /** Layer after layer. */
    NESTED {
      @Override
      List<double[]> draw(UniformRandomProvider r) {
        int layers = r.nextInt(1, 5);
        return List.of(
            of(layers > 1 ? r.nextInt(2) : ABSENT),
            of(r.nextInt(5)),
            of(layers > 1 ? r.nextInt(5) : ABSENT),
            of(layers > 2 ? r.nextInt(5) : ABSENT),
            of(layers > 3 ? 16 << r.nextInt(3) : ABSENT));
      }
    },
    /** What a branch lacks is written as a number, and nothing says which branch it is. */
    PLACEHOLDERS {
      @Override
      List<double[]> draw(UniformRandomProvider r) {
        boolean one = r.nextDouble() < .4;
        return List.of(
            of(one ? r.nextDouble() : 0),
            of(one ? -1 : r.nextInt(40)),
            of(one ? r.nextInt(2) : -1),
            of(one ? 0 : Math.pow(10, -3 * r.nextDouble())));
      }
    },
    /** Rare switches of which at most one is on. */
    SWITCHES {
      @Override
      List<double[]> draw(UniformRandomProvider r) {
        int on = r.nextInt(6);
        return List.of(of(on == 0 ? 1 : 0), of(on == 1 ? 1 : 0), of(on == 2 ? 1 : 0));
      }
    },
    /** One name with another range in each branch. */
    RANGES {
      @Override
      List<double[]> draw(UniformRandomProvider r) {
        boolean one = r.nextBoolean();
        return List.of(
            of(one ? r.nextInt(3) : r.nextInt(3, 60)),
            of(one ? r.nextInt(60) : r.nextInt(60, 64)),
            of(one ? r.nextInt(2) : ABSENT),
            of(r.nextInt(2)));
      }
    };

    private static final double ABSENT = Double.NaN;

    abstract List<double[]> draw(UniformRandomProvider random);

    private static double[] of(double value) {
      return new double[] {value};
    }

    Hyperparameters sweep(int trials, UniformRandomProvider random) {
      List<List<double[]>> rows = IntStream.range(0, trials).mapToObj(i -> draw(random)).toList();
      return new Hyperparameters(
          trials,
          IntStream.range(0, rows.get(0).size())
              .mapToObj(j -> column(trials, i -> rows.get(i).get(j)[0]))
              .toList());
    }
  }

  /**
   * No more alarms than nominal: at one in a hundred within four standard errors (.018 at 500 sets,
   * .028 at 200, .051 at 60), and none at one in ten thousand but by a chance of 3 per cent or
   * less.
   */
  @ParameterizedTest
  @CsvSource({
    "BRANCHES, 60, 500", "BRANCHES, 600, 200", "BRANCHES, 4000, 60",
    "NESTED, 60, 500", "NESTED, 600, 200", "NESTED, 4000, 60",
    "PLACEHOLDERS, 60, 500", "PLACEHOLDERS, 600, 200", "PLACEHOLDERS, 4000, 60",
    "SWITCHES, 60, 500", "SWITCHES, 600, 200", "SWITCHES, 4000, 60",
    "RANGES, 60, 500", "RANGES, 600, 200", "RANGES, 4000, 60"
  })
  void aConditionalSpaceBetraysNothing(Space space, int trials, int sets) {
    UniformRandomProvider random = random(13L * trials + space.name().hashCode());
    int grid = 0;
    int drift = 0;
    int certain = 0;
    for (int i = 0; i < sets; i++) {
      SamplerTest test = SamplerTest.of(space.sweep(trials, random), true).orElseThrow();
      grid += test.grid() < .01 ? 1 : 0;
      drift += test.drift().orElseThrow() < .01 ? 1 : 0;
      certain += test.recognised().isPresent() ? 1 : 0;
    }
    double most = .01 + 4 * Math.sqrt(.01 * .99 / sets);
    assertThat(grid / (double) sets).as("grid").isLessThanOrEqualTo(most);
    assertThat(drift / (double) sets).as("drift").isLessThanOrEqualTo(most);
    assertThat(certain).isLessThanOrEqualTo(2);
  }

  /** Configurations of a conditional grid, each once. */
  @ParameterizedTest
  @ValueSource(doubles = {1, .6})
  void aConditionalGridIsRecognised(double share) {
    UniformRandomProvider random = random(17);
    List<double[]> cells = new ArrayList<>();
    for (int a = 0; a < 6; a++) {
      for (int b = 0; b < 6; b++) {
        for (int c = 0; c < 3; c++) {
          cells.add(new double[] {0, a, b, c, Double.NaN, Double.NaN});
          cells.add(new double[] {1, a, Double.NaN, Double.NaN, b, c});
        }
      }
    }
    List<double[]> kept =
        cells.stream().filter(cell -> share == 1 || random.nextDouble() < share).toList();
    assertThat(
            recognised(
                kept.size(),
                false,
                IntStream.range(0, 6)
                    .mapToObj(j -> column(kept.size(), i -> kept.get(i)[j]))
                    .toList()))
        .contains(Sampler.GRID);
  }

  /** Part of a grid, each configuration at most once: as often recognised as without patterns. */
  @Test
  void aPartialGridIsRecognised() {
    UniformRandomProvider random = random(19);
    int found = 0;
    for (int set = 0; set < 200; set++) {
      int[] cells = IntStream.range(0, 1000).filter(i -> random.nextDouble() < .2).toArray();
      int n = cells.length;
      found +=
          recognised(
                      n,
                      false,
                      List.of(
                          column(n, i -> cells[i] % 10),
                          column(n, i -> Math.floorDiv(cells[i], 10) % 10),
                          column(n, i -> Math.floorDiv(cells[i], 100))))
                  .isPresent()
              ? 1
              : 0;
    }
    // About 20 equal pairs are expected of random draws, and there is none: exp(-20) < 1e-4.
    assertThat(found).isEqualTo(200);
  }

  @Test
  void aHyperparameterThatComesInLaterDrifts() {
    UniformRandomProvider random = random(23);
    assertThat(
            recognised(
                200,
                true,
                List.of(
                    column(200, i -> random.nextDouble()),
                    column(200, i -> i < 100 ? Double.NaN : random.nextDouble()))))
        .contains(Sampler.ADAPTIVE);
  }
}
