package org.lossfloor.decide.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.lossfloor.estimate.Verdict;

/**
 * Forecasts of one kind, counted: of one number of further trials, one verdict, and one tenth of
 * the told chance.
 *
 * @param next the further trials
 * @param verdict the verdict
 * @param tenth 0 for told chances below .1 to 9 for those from .9
 * @param forecasts how many there are
 * @param held after how many the best of the next trials was where it was told to be
 * @param chance the sum of the told chances
 * @param improved after how many the best score improved by more than eps
 * @param toldGain the sum of the told gains, each in units of its eps
 * @param gain the sum of the gains that came, in the same units
 */
public record ForecastCell(
    int next,
    Verdict verdict,
    int tenth,
    long forecasts,
    long held,
    double chance,
    long improved,
    double toldGain,
    double gain) {
  private static final int TENTHS = 10;

  /**
   * Puts a forecast into a cell of its own.
   *
   * @param told the forecast
   * @return the cell
   */
  public static ForecastCell of(Forecast told) {
    return new ForecastCell(
        told.next(),
        told.verdict(),
        Math.min(TENTHS - 1, (int) (TENTHS * told.chance())),
        1,
        told.held() ? 1 : 0,
        told.chance(),
        told.improved() ? 1 : 0,
        told.gain() / told.eps(),
        told.gained() / told.eps());
  }

  /**
   * Adds the counts of cells, of whatever kinds.
   *
   * @param cells the cells, summed in this order
   * @return their sum with the kind of the first; nothing of nothing
   */
  private static List<ForecastCell> sum(List<ForecastCell> cells) {
    return cells.stream().reduce(ForecastCell::plus).map(List::of).orElse(List.of());
  }

  private ForecastCell plus(ForecastCell other) {
    return new ForecastCell(
        next,
        verdict,
        tenth,
        forecasts + other.forecasts,
        held + other.held,
        chance + other.chance,
        improved + other.improved,
        toldGain + other.toldGain,
        gain + other.gain);
  }

  /**
   * Counts forecasts.
   *
   * @param forecasts those of one experiment or of many
   * @return the cells, without empty ones
   */
  public static List<ForecastCell> count(Collection<Forecast> forecasts) {
    List<ForecastCell> single = forecasts.stream().map(ForecastCell::of).toList();
    List<ForecastCell> cells = new ArrayList<>();
    for (ForecastCell kind : byVerdict(single)) {
      for (int tenth = 0; tenth < TENTHS; tenth++) {
        int wanted = tenth;
        cells.addAll(sum(where(single, c -> c.like(kind) && c.tenth == wanted)));
      }
    }
    return cells;
  }

  private boolean like(ForecastCell other) {
    return next == other.next && verdict == other.verdict;
  }

  /**
   * Sums cells over the tenths.
   *
   * @param cells cells of all kinds
   * @return one cell for each number of further trials and verdict, the fewest trials and {@code
   *     OK} first
   */
  public static List<ForecastCell> byVerdict(Collection<ForecastCell> cells) {
    List<ForecastCell> sums = new ArrayList<>();
    for (int next : cells.stream().mapToInt(ForecastCell::next).sorted().distinct().toArray()) {
      for (Verdict verdict : Verdict.values()) {
        sums.addAll(sum(where(cells, c -> c.next == next && c.verdict == verdict)));
      }
    }
    return sums;
  }

  /**
   * Sums cells over all but the tenths: the calibration of the told chances.
   *
   * @param cells cells of all kinds
   * @return one cell for each tenth that has forecasts, ascending
   */
  public static List<ForecastCell> byTenth(Collection<ForecastCell> cells) {
    List<ForecastCell> sums = new ArrayList<>();
    for (int i = 0; i < TENTHS; i++) {
      int tenth = i;
      sums.addAll(sum(where(cells, c -> c.tenth == tenth)));
    }
    return sums;
  }

  private static List<ForecastCell> where(
      Collection<ForecastCell> cells, Predicate<ForecastCell> holds) {
    return cells.stream().filter(holds).toList();
  }

  /**
   * Returns the share of the forecasts after which the best of the next trials was where it was
   * told to be.
   *
   * @return in [0, 1]
   */
  public double coverage() {
    return (double) held / forecasts;
  }

  /**
   * Returns the mean told chance.
   *
   * @return in [0, 1]
   */
  public double told() {
    return chance / forecasts;
  }

  /**
   * Returns the share of the forecasts after which the best score improved.
   *
   * @return in [0, 1]
   */
  public double came() {
    return (double) improved / forecasts;
  }
}
