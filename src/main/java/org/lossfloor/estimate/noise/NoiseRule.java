package org.lossfloor.estimate.noise;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lossfloor.sweep.Coded;

/** Where the noise between runs of one configuration may be taken from. */
public sealed interface NoiseRule extends Serializable {
  /** Reruns with fewer degrees of freedom do not come before neighbours. */
  double ENOUGH_DEGREES = 4;

  /**
   * Finds the noise.
   *
   * @param reruns what reruns say, if there are any
   * @param neighbours what neighbours say; asked only where it counts
   * @return nothing where the rule finds none
   */
  Optional<RerunNoise> find(Optional<RerunNoise> reruns, Supplier<Optional<RerunNoise>> neighbours);

  /**
   * Writes the rule as people write it.
   *
   * @return one spelling for each rule, which {@link #parse} reads, but for the best reruns
   */
  String text();

  /**
   * Reads what people write.
   *
   * @param text a word, a standard deviation as a number, or {@code sd=NUMBER,df=NUMBER}
   * @return the rule; nothing if the text is none
   */
  static Optional<NoiseRule> parse(String text) {
    return Stream.<NoiseRule>of(Word.values())
        .filter(word -> word.text().equals(text))
        .findFirst()
        .or(() -> Given.parse(text));
  }

  /** A rule without a number, in the order in which people read of them. */
  enum Word implements NoiseRule, Coded {
    /** Whatever the log has: enough reruns, else neighbours, else a few reruns. */
    AUTO,
    /** Nothing but the scores. */
    NONE,
    /** Reruns alone. */
    RERUNS,
    /** Neighbours in the hyperparameters alone. */
    NEIGHBOURS;

    @Override
    public Optional<RerunNoise> find(
        Optional<RerunNoise> reruns, Supplier<Optional<RerunNoise>> neighbours) {
      return switch (this) {
        case AUTO ->
            reruns
                .filter(noise -> noise.degrees() >= ENOUGH_DEGREES)
                .or(neighbours)
                .or(() -> reruns);
        case NONE -> Optional.empty();
        case RERUNS -> reruns;
        case NEIGHBOURS -> neighbours.get();
      };
    }

    @Override
    public String text() {
      return code();
    }
  }

  /**
   * A number from elsewhere.
   *
   * @param sd the standard deviation, in units of the score; finite, at least 0
   * @param degrees its degrees of freedom, positive; infinite where it is known exactly
   */
  record Given(double sd, double degrees) implements NoiseRule {
    private static final long serialVersionUID = 1L;

    private static final Pattern PAIR = Pattern.compile("sd=([^,]+),df=([^,]+)");

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Given {
      new RerunNoise(RerunNoise.Source.GIVEN, sd, degrees);
    }

    private static Optional<NoiseRule> parse(String text) {
      Matcher pair = PAIR.matcher(text);
      try {
        return Optional.of(
            pair.matches()
                ? new Given(Double.parseDouble(pair.group(1)), Double.parseDouble(pair.group(2)))
                : new Given(Double.parseDouble(text), Double.POSITIVE_INFINITY));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<RerunNoise> find(
        Optional<RerunNoise> reruns, Supplier<Optional<RerunNoise>> neighbours) {
      return Optional.of(new RerunNoise(RerunNoise.Source.GIVEN, sd, degrees));
    }

    @Override
    public String text() {
      return Double.isInfinite(degrees) ? Double.toString(sd) : "sd=" + sd + ",df=" + degrees;
    }
  }

  /**
   * Reruns of the best configuration, made after the search.
   *
   * @param scores their scores; at least 2, all finite
   */
  record BestReruns(List<Double> scores) implements NoiseRule {
    private static final long serialVersionUID = 1L;

    /**
     * Copies the scores.
     *
     * @throws IllegalArgumentException if there are too few, or one is not finite
     */
    public BestReruns {
      scores = List.copyOf(scores);
      noise(scores);
    }

    private static RerunNoise noise(List<Double> scores) {
      return RerunNoise.ofBest(scores.stream().mapToDouble(score -> score).sorted().toArray());
    }

    @Override
    public Optional<RerunNoise> find(
        Optional<RerunNoise> reruns, Supplier<Optional<RerunNoise>> neighbours) {
      return Optional.of(noise(scores));
    }

    @Override
    public String text() {
      return "best_reruns=" + scores;
    }
  }
}
