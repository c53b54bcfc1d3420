package org.lossfloor.ingest;

import org.apache.spark.sql.Row;

/**
 * How the trials of one file that lack the field of a metric lie among those that have it. Lines
 * are those of the first record of a trial.
 *
 * @param source the source
 * @param metric the metric
 * @param path the file
 * @param present how many trials have the field
 * @param lacking how many lack it, those aside that have it in another spelling
 * @param twins how many have it in another spelling
 * @param firstLacking the first line of a trial without it
 * @param lastLacking the last one
 * @param firstPresent the first line of a trial with it; meaningless when there is none
 * @param lastPresent the last one
 * @param absence what the first without it has instead
 */
record FieldGap(
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
  /** From this size on a block at an end of a file is no chance. */
  private static final long SMALLEST_BLOCK = 3;

  /** The largest chance that as many trials in random order would be a block at an end. */
  private static final double CHANCE = 0.01;

  /** Reads what {@link AbsentFields} counted. */
  static FieldGap of(Row row) {
    return new FieldGap(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getLong(3),
        row.getLong(4),
        row.getLong(5),
        row.getStruct(6).getLong(0),
        row.getLong(7),
        row.isNullAt(8) ? 0 : row.getLong(8),
        row.isNullAt(9) ? 0 : row.getLong(9),
        Absence.parse(row.getStruct(6).getString(1)));
  }

  long absent() {
    return lacking + twins;
  }

  /** Whether the file has several trials and none of them the field. */
  boolean isWhole() {
    return present == 0 && absent() > 1;
  }

  /** Whether the field is there up to some trial of the file and not from there on. */
  boolean isTail() {
    return present > 0 && firstLacking > lastPresent && isNoChance();
  }

  /** Whether the field is there from some trial of the file on and not before. */
  boolean isHead() {
    return present > 0 && lastLacking < firstPresent && isNoChance();
  }

  /** Of all orders of the trials two have the absent ones at an end: 2 / C(n, m). */
  private boolean isNoChance() {
    double orders = 1;
    for (long i = 1; i <= Math.min(absent(), present); i++) {
      orders *= (double) (absent() + present - i + 1) / i;
    }
    return absent() >= SMALLEST_BLOCK && 2 / orders < CHANCE;
  }

  /** Where the field is absent, for people. */
  String where() {
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
