package org.lossfloor.ingest.kept;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.lossfloor.read.event.Event;
import org.lossfloor.sweep.ExclusionReason;
import scala.Tuple2;

/**
 * A filter that lets every hash pass that occurs more than once, and few others: who passes is
 * compared by its key afterwards. It is as large for a few as for millions, so that it fits into
 * every memory; where more occur twice than it can tell apart, all pass.
 */
public final class Repeated implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The first bits of a hash choose a bit of the filter: 2 MiB of them. */
  private static final int WIDTH = 24;

  private static final int MOST_PARTS = 64;

  private static final long FNV_PRIME = 0x100000001B3L;

  /** 2 to the 64 over the golden ratio, made odd. */
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final long[] bits;

  private Repeated(long[] bits) {
    this.bits = bits;
  }

  /** Whether a trial can be a duplicate; one that a filter keeps out displaces no wanted one. */
  static boolean counts(Event.Made made) {
    return made.group().isPresent()
        && !made.trial().excludedReason().equals(Optional.of(ExclusionReason.FILTERED));
  }

  /**
   * A hash of 64 bits; two texts have the same one by chance only. The steps are those of FNV-1a
   * (Fowler, Noll, Vo), on characters; the last one spreads what differs over the first bits.
   */
  static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return (hash ^ (hash >>> Integer.SIZE)) * GOLDEN_RATIO;
  }

  boolean passes(long hash) {
    int bit = bit(hash);
    return (bits[bit >>> 6] & (1L << bit)) != 0;
  }

  private static int bit(long hash) {
    return (int) (hash >>> (Long.SIZE - WIDTH));
  }

  /**
   * Finds what occurs more than once. Hashes are moved, eight bytes each, and nothing else.
   *
   * @param hashes the hashes, some in each array
   * @return nothing if each occurs once
   */
  static Optional<Repeated> among(JavaRDD<long[]> hashes) {
    int parts = Integer.highestOneBit(Math.max(1, Math.min(MOST_PARTS, hashes.getNumPartitions())));
    int size = (1 << WIDTH) / parts / Long.SIZE;
    List<Tuple2<Integer, long[]>> found =
        hashes
            .mapPartitionsToPair(new Split(parts))
            .groupByKey(parts)
            .mapValues(new Twice(size))
            .filter(part -> part._2().length > 0)
            .collect();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long[] bits = new long[size * parts];
    found.forEach(part -> System.arraycopy(part._2(), 0, bits, part._1() * size, size));
    return Optional.of(new Repeated(bits));
  }

  /** The hashes of each part of the filter together. */
  private record Split(int parts)
      implements PairFlatMapFunction<Iterator<long[]>, Integer, long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Tuple2<Integer, long[]>> call(Iterator<long[]> hashes) {
      List<Tuple2<Integer, long[]>> all = new ArrayList<>();
      while (hashes.hasNext()) {
        long[] some = hashes.next();
        int[] filled = new int[parts];
        for (long hash : some) {
          filled[part(hash)]++;
        }
        long[][] split = new long[parts][];
        for (int i = 0; i < parts; i++) {
          split[i] = new long[filled[i]];
        }
        for (long hash : some) {
          int part = part(hash);
          split[part][--filled[part]] = hash;
        }
        for (int i = 0; i < parts; i++) {
          if (split[i].length > 0) {
            all.add(new Tuple2<>(i, split[i]));
          }
        }
      }
      return all.iterator();
    }

    private int part(long hash) {
      return (int) (((long) bit(hash) * parts) >>> WIDTH);
    }
  }

  /** A part of the filter; nothing where each hash occurs once. */
  private record Twice(int size) implements Function<Iterable<long[]>, long[]> {
    private static final long serialVersionUID = 1L;

    @Override
    public long[] call(Iterable<long[]> hashes) {
      long[] all = suspects(joined(hashes));
      Arrays.sort(all);
      long[] bits = {};
      for (int i = 1; i < all.length; i++) {
        if (all[i] == all[i - 1]) {
          bits = bits.length == 0 ? new long[size] : bits;
          int bit = place(all[i]);
          bits[bit >>> 6] |= 1L << bit;
        }
      }
      return bits;
    }

    private int place(long hash) {
      return bit(hash) & (size * Long.SIZE - 1);
    }

    /** The hashes that share their bit of the filter with another one: few, so few are sorted. */
    private long[] suspects(long[] hashes) {
      long[] once = new long[size];
      long[] twice = new long[size];
      for (long hash : hashes) {
        int bit = place(hash);
        long mask = 1L << bit;
        twice[bit >>> 6] |= once[bit >>> 6] & mask;
        once[bit >>> 6] |= mask;
      }
      return Arrays.stream(hashes)
          .filter(hash -> (twice[place(hash) >>> 6] & (1L << place(hash))) != 0)
          .toArray();
    }

    private static long[] joined(Iterable<long[]> hashes) {
      int count = 0;
      for (long[] some : hashes) {
        count += some.length;
      }
      long[] all = new long[count];
      int filled = 0;
      for (long[] some : hashes) {
        System.arraycopy(some, 0, all, filled, some.length);
        filled += some.length;
      }
      return all;
    }
  }
}
