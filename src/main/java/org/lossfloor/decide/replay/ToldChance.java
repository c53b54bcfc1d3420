package org.lossfloor.decide.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Told chances of one tenth against how often an improvement came.
 *
 * @param tenth 0 for told chances below .1 to 9 for those from .9
 * @param forecasts how many there are
 * @param told the mean told chance, in [0, 1]
 * @param came the share of the forecasts after which an improvement came, in [0, 1]
 * @param error the standard error of {@code came}; nothing for forecasts of a single group
 */
public record ToldChance(
    int tenth, long forecasts, double told, double came, OptionalDouble error) {
  /** So many standard errors, because up to ten tenths are looked at together. */
  private static final double SURE = 3;

  /**
   * Forecasts of one tenth that depend on each other: those of one experiment, or of one order
   * where there is one experiment.
   *
   * @param tenth 0 to 9
   * @param forecasts how many there are, at least 1
   * @param chance the sum of the told chances
   * @param improved after how many an improvement came
   */
  public record Group(int tenth, long forecasts, double chance, long improved) {}

  /**
   * Counts forecasts in groups.
   *
   * @param groups the groups, added in this order
   * @return one for each tenth that has forecasts, ascending
   */
  public static List<ToldChance> of(Collection<Group> groups) {
    List<ToldChance> all = new ArrayList<>();
    for (int tenth : groups.stream().mapToInt(Group::tenth).sorted().distinct().toArray()) {
      all.add(ofTenth(tenth, groups.stream().filter(g -> g.tenth == tenth).toList()));
    }
    return all;
  }

  /**
   * With n forecasts and x improvements in each of k groups, the share is {@code p = sum x / sum n}
   * and its variance that of a ratio: {@code k/(k - 1) sum (x - p n)^2 / (sum n)^2}.
   */
  private static ToldChance ofTenth(int tenth, List<Group> groups) {
    long forecasts = groups.stream().mapToLong(Group::forecasts).sum();
    double chance = groups.stream().mapToDouble(Group::chance).sum();
    double came = (double) groups.stream().mapToLong(Group::improved).sum() / forecasts;
    double squares =
        groups.stream()
            .mapToDouble(g -> g.improved - came * g.forecasts)
            .map(distance -> distance * distance)
            .sum();
    double k = groups.size();
    return new ToldChance(
        tenth,
        forecasts,
        chance / forecasts,
        came,
        groups.size() > 1
            ? OptionalDouble.of(Math.sqrt(k / (k - 1) * squares) / forecasts)
            : OptionalDouble.empty());
  }

  /**
   * Counts the forecasts of one sweep, of which each order is a group.
   *
   * @param forecasts its forecasts
   * @return one for each tenth that has forecasts, ascending
   */
  public static List<ToldChance> ofOne(Collection<Forecast> forecasts) {
    List<Group> groups = new ArrayList<>();
    for (int order : forecasts.stream().mapToInt(Forecast::order).sorted().distinct().toArray()) {
      ForecastCell.byTenth(
              ForecastCell.count(forecasts.stream().filter(f -> f.order() == order).toList()))
          .forEach(
              cell ->
                  groups.add(
                      new Group(cell.tenth(), cell.forecasts(), cell.chance(), cell.improved())));
    }
    return of(groups);
  }

  /**
   * Returns whether improvements came clearly less or more often than told.
   *
   * @return whether both shares differ by more than three standard errors; false where the error is
   *     not known
   */
  public boolean off() {
    return Math.abs(came - told) > SURE * error.orElse(Double.POSITIVE_INFINITY);
  }
}
