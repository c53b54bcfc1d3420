package org.lossfloor.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.Judgement;
import org.lossfloor.estimate.Reason;
import org.lossfloor.estimate.Verdict;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.math.Seeds;
import org.lossfloor.sweep.Direction;

/**
 * One cell of the study of diagnostics.
 *
 * @param kind what the experiments are like
 * @param trials the number of trials
 * @param estimated whether the scores are estimated, or only their order is tested
 */
public record SuspectCell(Suspect kind, int trials, boolean estimated) implements Serializable {
  /**
   * The result of one experiment.
   *
   * @param cell the name of the cell
   * @param number its number in the cell, from 0
   * @param orderP the joint p-value of the order tests
   * @param verdict the verdict; empty where only the order was tested
   * @param reasons its reasons
   */
  public record Result(
      String cell, long number, double orderP, Optional<Verdict> verdict, List<String> reasons) {
    /** Copies the list. */
    public Result {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The cells of the study.
   *
   * @return order tests at 24 to 512 trials, verdicts at 48, 192 and 512
   */
  public static List<SuspectCell> all() {
    List<SuspectCell> cells = new ArrayList<>();
    for (Suspect kind : Suspect.values()) {
      for (int trials : new int[] {24, 48, 96, 192, 512}) {
        if (kind.inOrderTable()) {
          cells.add(new SuspectCell(kind, trials, false));
        }
      }
      for (int trials : new int[] {48, 192, 512}) {
        if (kind.inFlagTable()) {
          cells.add(new SuspectCell(kind, trials, true));
        }
      }
    }
    return cells;
  }

  /**
   * Returns the name.
   *
   * @return unique among {@link #all}
   */
  public String name() {
    return (estimated ? "verdict," : "order,") + kind.label() + "," + trials;
  }

  /**
   * Draws an experiment and looks at it.
   *
   * @param seed the seed of the study
   * @param number its number, from 0
   * @return a function of the cell, the seed and the number
   */
  public Result run(long seed, long number) {
    UniformRandomProvider random =
        RandomSource.XO_SHI_RO_256_PP.create(
            Seeds.replicate(Seeds.base(seed, name(), "diagnostics"), number));
    double[] scores = kind.draw(trials, random);
    double orderP = OrderTest.of(scores, Direction.MINIMIZE).orElseThrow().pValue();
    if (!estimated) {
      return new Result(name(), number, orderP, Optional.empty(), List.of());
    }
    Judgement found =
        new ExperimentEstimator(EstimateSettings.withDefaults(Direction.MINIMIZE))
            .answer(scores)
            .judgement();
    List<String> reasons = found.reasons().stream().map(Reason::name).toList();
    return new Result(name(), number, orderP, Optional.of(found.verdict()), reasons);
  }
}
