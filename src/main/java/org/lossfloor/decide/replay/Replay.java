package org.lossfloor.decide.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.estimate.prospect.DecideSettings;

/**
 * A finished sweep, replayed: what the answers at 24, 32, 48, 64, ... trials told against what came
 * after, and what stop rules would have spent and lost.
 *
 * @param id the experiment
 * @param trials how many trials it has, failed ones included
 * @param orders in how many orders it was replayed; 0 for the one in which it ran
 * @param forecasts what was told and what came, by order, trials and further trials
 * @param stops the stop rules
 */
public record Replay(
    String id, int trials, int orders, List<Forecast> forecasts, List<StopResult> stops) {
  /** The chance of an improvement that {@link StopRule#CHANCE} counts as too small. */
  private static final double SMALL = .05;

  /** Copies the lists. */
  public Replay {
    forecasts = List.copyOf(forecasts);
    stops = List.copyOf(stops);
  }

  /**
   * Whether there is anything to replay.
   *
   * @param sweep a sweep
   * @return false where no trial comes after the first look, or none has a score
   */
  public static boolean possible(PastSweep sweep) {
    return sweep.scores().length > ReplaySettings.FIRST_LOOK && Double.isFinite(sweep.ranked()[0]);
  }

  /**
   * Replays a sweep.
   *
   * @param sweep the sweep
   * @param estimate how it is estimated; the numbers of trials of its curve do not matter
   * @param decide what is asked of the law
   * @param settings how it is replayed
   * @return what was found
   * @throws IllegalArgumentException if it is not {@link #possible}
   */
  public static Replay of(
      PastSweep sweep, EstimateSettings estimate, DecideSettings decide, ReplaySettings settings) {
    if (!possible(sweep)) {
      throw new IllegalArgumentException("Nothing can be replayed of " + sweep.id());
    }
    List<PastOrder> orders = new ArrayList<>();
    List<List<Look>> looks = new ArrayList<>();
    List<Forecast> forecasts = new ArrayList<>();
    ExperimentEstimator estimator =
        new ExperimentEstimator(
            Look.predicting(estimate, decide.nextTrials()), IntervalPlan.PROFILE, decide);
    for (int number = 0; number < Math.max(1, settings.orders()); number++) {
      PastOrder order = sweep.order(number, settings);
      List<Look> seen = looks(order, sweep.scores().length, estimate.confidence(), estimator);
      seen.forEach(look -> forecasts.addAll(look.forecasts(order)));
      orders.add(order);
      looks.add(seen);
    }
    Budgets budgets = Budgets.of(sweep, orders, settings.orders() > 0);
    return new Replay(
        sweep.id(),
        sweep.scores().length,
        settings.orders(),
        forecasts,
        stops(budgets, orders, looks, settings));
  }

  private static List<Look> looks(
      PastOrder order, int trials, double confidence, ExperimentEstimator estimator) {
    return ReplaySettings.looks(trials).stream()
        .map(n -> new Look(n, confidence, estimator.answer(order.first(n))))
        .toList();
  }

  private static List<StopResult> stops(
      Budgets budgets, List<PastOrder> orders, List<List<Look>> looks, ReplaySettings settings) {
    int most = budgets.trials();
    List<StopResult> results = new ArrayList<>();
    IntStream.concat(
            ReplaySettings.looks(most).stream().mapToInt(n -> n),
            settings.budgets().stream().filter(n -> n < most).mapToInt(n -> n))
        .sorted()
        .distinct()
        .forEach(n -> results.add(budgets.fixed(n)));
    for (int budget : settings.budgets()) {
      // A rule needs room to go on where the best score is none.
      if (budget <= most / 2) {
        LuckStop luck = new LuckStop(budget);
        LawStop law = new LawStop(budget);
        OptionalInt given = OptionalInt.of(budget);
        results.add(
            budgets.result(
                StopRule.LUCK, given, each(looks, order -> luck.of(orders.get(order).losses()))));
        results.add(
            budgets.result(
                StopRule.LAW,
                given,
                each(looks, order -> law.of(looks.get(order), budgets.best(order)))));
      }
    }
    results.add(atLook(StopRule.CHANCE, budgets, looks, Replay::unlikely));
    results.add(atLook(StopRule.CLOSE, budgets, looks, Look::close));
    results.sort(StopResult.BY_RULE);
    return results;
  }

  private static int[] each(List<List<Look>> looks, ToIntFunction<Integer> stop) {
    return IntStream.range(0, looks.size()).map(stop::applyAsInt).toArray();
  }

  private static StopResult atLook(
      StopRule rule, Budgets budgets, List<List<Look>> looks, Predicate<Look> holds) {
    ToIntFunction<Integer> first =
        order ->
            looks.get(order).stream()
                .filter(holds)
                .mapToInt(Look::trials)
                .findFirst()
                .orElse(budgets.trials());
    return budgets.result(rule, OptionalInt.empty(), each(looks, first));
  }

  private static boolean unlikely(Look look) {
    return look.lastChance().stream().anyMatch(chance -> chance < SMALL);
  }
}
