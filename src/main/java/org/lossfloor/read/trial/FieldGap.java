package org.lossfloor.read.trial;

import org.lossfloor.sweep.Trial;

/**
 * How the trials of one file that lack the field of a metric lie among those that have it. Lines
 * are those of the first record of a trial.
 *
 * @param source the source
 * @param metric the metric
 * @param path the file
 * @param present how many trials have the field
 * @param lacking how many lack it, except those that have it in another spelling
 * @param twins how many have it in another spelling
 * @param firstLacking the first line of a trial without it
 * @param lastLacking the last one
 * @param firstPresent the first line of a trial with it; meaningless when there is none
 * @param lastPresent the last one
 * @param absence what the first one without it has instead
 */
public record FieldGap(
    String source,
    String metric,
    String path,
    long present,
    long lacking,
    long twins,
    long firstLacking,
    long lastLacking,
    long firstPresent,
    long lastPresent,
    Absence absence) {
  /** From this size on a block at an end of a file is not by chance. */
  private static final long SMALLEST_BLOCK = 3;

  /** The largest probability, in random order, of a block of that size at an end. */
  private static final double CHANCE = 0.01;

  /**
   * The gap of a file whose only trial has no field.
   *
   * @param trial the trial
   * @param absence what it has instead
   * @return the gap
   */
  public static FieldGap absent(Trial trial, Absence absence) {
    long line = trial.origin().line().orElse(0);
    long twins = absence.twin() ? 1 : 0;
    return of(trial, 0, 1 - twins, twins, line, line, Long.MAX_VALUE, 0, absence);
  }

  /**
   * Nothing but a trial that has the field.
   *
   * @param trial the trial
   * @return no gap yet
   */
  public static FieldGap present(Trial trial) {
    long line = trial.origin().line().orElse(0);
    return of(trial, 1, 0, 0, Long.MAX_VALUE, 0, line, line, new Absence(false, ""));
  }

  private static FieldGap of(
      Trial trial,
      long present,
      long lacking,
      long twins,
      long firstLacking,
      long lastLacking,
      long firstPresent,
      long lastPresent,
      Absence absence) {
    return new FieldGap(
        trial.origin().source(),
        trial.score().metric(),
        trial.origin().path(),
        present,
        lacking,
        twins,
        firstLacking,
        lastLacking,
        firstPresent,
        lastPresent,
        absence);
  }

  /**
   * Adds other trials of the same file, seen through the same metric.
   *
   * @param other their gap
   * @return the gap of both
   */
  public FieldGap plus(FieldGap other) {
    boolean earlier =
        other.firstLacking < firstLacking
            || (other.firstLacking == firstLacking
                && other.absence.text().compareTo(absence.text()) < 0);
    return new FieldGap(
        source,
        metric,
        path,
        present + other.present,
        lacking + other.lacking,
        twins + other.twins,
        Math.min(firstLacking, other.firstLacking),
        Math.max(lastLacking, other.lastLacking),
        Math.min(firstPresent, other.firstPresent),
        Math.max(lastPresent, other.lastPresent),
        earlier ? other.absence : absence);
  }

  public long absent() {
    return lacking + twins;
  }

  /** Whether the file has several trials and none of them the field. */
  public boolean isWhole() {
    return present == 0 && absent() > 1;
  }

  /** Whether the field is there up to some trial of the file and not from there on. */
  public boolean isTail() {
    return present > 0 && firstLacking > lastPresent && isNoChance();
  }

  /** Whether the field is there from some trial of the file on and not before. */
  public boolean isHead() {
    return present > 0 && lastLacking < firstPresent && isNoChance();
  }

  /** The probability that in a random order the absent ones are a block at an end: 2 / C(n, m). */
  private boolean isNoChance() {
    double orders = 1;
    for (long i = 1; i <= Math.min(absent(), present); i++) {
      orders *= (double) (absent() + present - i + 1) / i;
    }
    return absent() >= SMALLEST_BLOCK && 2 / orders < CHANCE;
  }

  /** Where the field is absent, for people. */
  public String where() {
    if (twins == absent()) {
      return "the records have " + absence.shown() + " instead";
    }
    String has = absence.shown().isEmpty() ? "" : "; the first has " + absence.shown();
    if (isWhole()) {
      return "in none of the file's " + absent() + " records" + has;
    }
    return (isTail() ? "in none from line " + firstLacking + " on" : "in none up to " + lastLacking)
        + has;
  }
}
