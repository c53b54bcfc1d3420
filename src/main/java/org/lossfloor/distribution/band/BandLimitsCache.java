package org.lossfloor.distribution.band;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Caches the limits of the bands used most recently: an audit asks for the same few sample sizes
 * again and again. Bounded by the numbers held, not by the entries, so that large samples cannot
 * fill the heap.
 */
final class BandLimitsCache {
  /** 16 MB of doubles: fifty bands for samples of 20,000, thousands for the usual ones. */
  static final BandLimitsCache SHARED = new BandLimitsCache(2_000_000);

  private record Key(BandKind kind, int n, double confidence) {}

  private final long mostNumbers;
  private final Map<Key, BandLimits> held = new LinkedHashMap<>(16, 0.75f, true);
  private long numbers;

  BandLimitsCache(long mostNumbers) {
    this.mostNumbers = mostNumbers;
  }

  BandLimits limits(BandKind kind, int n, double confidence) {
    Key key = new Key(kind, n, confidence);
    BandLimits found = find(key);
    if (found != null) {
      return found;
    }
    // Outside the lock: two threads may compute the same band, which is the same to the last bit.
    BandLimits computed = kind.compute(n, confidence);
    keep(key, computed);
    return computed;
  }

  private synchronized BandLimits find(Key key) {
    return held.get(key);
  }

  private synchronized void keep(Key key, BandLimits limits) {
    if (numbers(limits) > mostNumbers || held.putIfAbsent(key, limits) != null) {
      return;
    }
    numbers += numbers(limits);
    var eldest = held.values().iterator();
    while (numbers > mostNumbers) {
      numbers -= numbers(eldest.next());
      eldest.remove();
    }
  }

  private static long numbers(BandLimits limits) {
    return limits.held();
  }

  /** The doubles held now. */
  synchronized long numbers() {
    return numbers;
  }
}
