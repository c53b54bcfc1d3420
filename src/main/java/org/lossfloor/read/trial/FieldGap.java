package org.lossfloor.read.trial;

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
