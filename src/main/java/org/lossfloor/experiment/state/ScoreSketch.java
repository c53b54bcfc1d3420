package org.lossfloor.experiment.state;

import java.util.Arrays;
import org.lossfloor.estimate.regime.Scores;

/**
 * The finite scores of an experiment in bounded memory. Up to 2^20 of them are kept as they are. Of
 * more, the best and the worst 65,536 are, whichever end is the good one, and the others are
 * counted in at most 65,536 buckets (method.md, section 3).
 *
 * <p>A bucket holds the doubles that agree in all but their last bits. Their number is the smallest
 * that needs no more buckets than that. The scores between the ends of a part lie between the ends
 * of the whole too, so the whole needs at least as many bits as any part: what is kept depends on
 * the scores alone, not on their order or on the parts in which they came. Scores of few distinct
 * values lose nothing.
 */
public final class ScoreSketch {
  /** Up to so many scores every one is kept. */
  public static final int EXACT = 1 << 20;

  private static final Room ROOM = new Room(EXACT, 1 << 16, 1 << 16);

  /**
   * How much is kept.
   *
   * @param exact up to so many scores every one is kept; at least as many as both ends hold
   * @param end scores kept at either end of more
   * @param buckets the most buckets between the ends
   */
  record Room(int exact, int end, int buckets) {}

  private final Room room;

  /** Those that are in no bucket and at no end yet. */
  private double[] loose = new double[16];

  private int count;
  private double[] lowest = new double[0];
  private double[] highest = new double[0];
  private int bits;
  private long[] buckets = new long[0];
  private long[] counts = new long[0];

  /** Nothing yet. */
  public ScoreSketch() {
    this(ROOM);
  }

  ScoreSketch(Room room) {
    this.room = room;
  }

  /**
   * Finite scores.
   *
   * @param ascending at most {@link #EXACT}; kept, not copied
   */
  public static ScoreSketch of(double[] ascending) {
    ScoreSketch sketch = new ScoreSketch();
    sketch.loose = ascending;
    sketch.count = ascending.length;
    return sketch;
  }

  public void write(StateWriter out) {
    compact();
    out.numbers(loose, count).numbers(lowest, lowest.length).numbers(highest, highest.length);
    out.whole(bits).bigs(buckets, buckets.length).bigs(counts, counts.length);
  }

  public static ScoreSketch read(StateReader in) {
    ScoreSketch sketch = of(in.numbers());
    sketch.lowest = in.numbers();
    sketch.highest = in.numbers();
    sketch.bits = in.whole();
    sketch.buckets = in.bigs();
    sketch.counts = in.bigs();
    return sketch;
  }

  /** Adds a finite score. */
  public void add(double score) {
    reserve(1);
    loose[count++] = score;
  }

  /** Adds the scores of another. */
  public void add(ScoreSketch other) {
    if (other.sketched()) {
      bucket(other.bits, other.buckets, other.counts);
      addAll(other.lowest, other.lowest.length);
      addAll(other.highest, other.highest.length);
    }
    addAll(other.loose, other.count);
  }

  private void addAll(double[] scores, int size) {
    for (int from = 0; from < size; ) {
      reserve(1);
      int some = Math.min(size - from, Math.max(room.exact - count, 1));
      reserve(some);
      System.arraycopy(scores, from, loose, count, some);
      count += some;
      from += some;
    }
  }

  private void reserve(int more) {
    if (count + more > room.exact) {
      fold();
    }
    if (count + more > loose.length) {
      loose = Arrays.copyOf(loose, Math.max(count + more, Math.min(2 * count, room.exact)));
    }
  }

  /** How many scores there are. */
  public int size() {
    return Math.toIntExact(count + lowest.length + highest.length + Arrays.stream(counts).sum());
  }

  /** Whether not every score is known by itself. */
  public boolean sketched() {
    return buckets.length > 0;
  }

  /** Sorts what is kept and releases unused room. */
  public void compact() {
    if (sketched() && count > 0) {
      fold();
    }
    loose = Arrays.copyOf(loose, count);
    Arrays.sort(loose);
  }

  /**
   * Those that are kept by themselves while there are few, ascending after {@link #compact}; not
   * copied.
   */
  public double[] few() {
    return loose;
  }

  /**
   * All scores as the core takes them.
   *
   * @param failed how many trials have none
   */
  public Scores scores(int failed) {
    compact();
    if (!sketched()) {
      double[] all = Arrays.copyOf(loose, loose.length + failed);
      Arrays.fill(all, loose.length, all.length, Double.NaN);
      return Scores.of(all);
    }
    double[] low = new double[buckets.length];
    double[] high = new double[buckets.length];
    for (int i = 0; i < buckets.length; i++) {
      low[i] = ofOrdered(buckets[i] << bits);
      // With 0 are doubles below the smallest normal one only; it is its own mirror image.
      high[i] = buckets[i] == 0 ? 0 : ofOrdered((buckets[i] << bits) | ((1L << bits) - 1));
    }
    return Scores.sketched(failed, lowest, low, high, counts, highest);
  }

  /** Puts the loose scores to the ends and into buckets. */
  private void fold() {
    double[] all = Arrays.copyOf(loose, count + lowest.length + highest.length);
    System.arraycopy(lowest, 0, all, count, lowest.length);
    System.arraycopy(highest, 0, all, count + lowest.length, highest.length);
    // 0.0 and -0.0 are one score.
    Arrays.setAll(all, i -> all[i] + 0.0);
    Arrays.sort(all);
    int end = room.end;
    lowest = Arrays.copyOf(all, end);
    highest = Arrays.copyOfRange(all, all.length - end, all.length);
    long[] between = new long[all.length - 2 * end];
    long[] ones = new long[between.length];
    Arrays.setAll(between, i -> ordered(all[end + i]) >> bits);
    Arrays.fill(ones, 1);
    bucket(bits, between, ones);
    loose = new double[16];
    count = 0;
  }

  /** Adds buckets, ascending, of so many last bits, and widens all until there is room. */
  private void bucket(int ofBits, long[] others, long[] ofOthers) {
    int wider = Math.max(bits, ofBits);
    long[] all = new long[buckets.length + others.length];
    long[] ofAll = new long[all.length];
    int i = 0;
    int j = 0;
    for (int k = 0; k < all.length; k++) {
      long here = i < buckets.length ? buckets[i] >> (wider - bits) : Long.MAX_VALUE;
      long there = j < others.length ? others[j] >> (wider - ofBits) : Long.MAX_VALUE;
      boolean first = j == others.length || (i < buckets.length && here <= there);
      all[k] = first ? here : there;
      ofAll[k] = first ? counts[i++] : ofOthers[j++];
    }
    buckets = all;
    counts = ofAll;
    bits = wider;
    join(0);
    while (buckets.length > room.buckets) {
      bits++;
      join(1);
    }
  }

  /** Widens buckets by some bits and joins those that are one. */
  private void join(int by) {
    int size = 0;
    for (int i = 0; i < buckets.length; i++) {
      long bucket = buckets[i] >> by;
      if (size > 0 && buckets[size - 1] == bucket) {
        counts[size - 1] += counts[i];
      } else {
        buckets[size] = bucket;
        counts[size++] = counts[i];
      }
    }
    buckets = Arrays.copyOf(buckets, size);
    counts = Arrays.copyOf(counts, size);
  }

  /** The bits of a double as a number that grows with it; of its negative, their complement. */
  private static long ordered(double score) {
    long bits = Double.doubleToRawLongBits(score);
    return bits < 0 ? ~(bits & Long.MAX_VALUE) : bits;
  }

  private static double ofOrdered(long ordered) {
    return ordered < 0 ? -Double.longBitsToDouble(~ordered) : Double.longBitsToDouble(ordered);
  }
}
