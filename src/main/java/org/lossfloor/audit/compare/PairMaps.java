package org.lossfloor.audit.compare;

import java.io.Serializable;
import java.util.HashMap;

/** {@link PairScores} for a broadcast: a record in one fails under Kryo. */
final class PairMaps implements Serializable {
  private static final long serialVersionUID = 1L;

  private final HashMap<String, double[]> scores;
  private final HashMap<String, double[]> numbers;

  PairMaps(PairScores scores) {
    this.scores = scores.scores();
    this.numbers = scores.numbers();
  }

  PairScores scores() {
    return new PairScores(scores, numbers);
  }
}
