package org.lossfloor.experiment.state;

import java.util.Comparator;
import java.util.List;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;

/**
 * How the trials of an experiment were drawn, as the user or the log says.
 *
 * @param sampler the sampler; the one that is worst for the theory if trials disagree
 * @param source who says so
 */
public record StatedSampler(Sampler sampler, SamplerSource source) {
  /** Neither the user nor the log says. */
  public static final StatedSampler NOBODY =
      new StatedSampler(Sampler.UNKNOWN, SamplerSource.UNDECLARED);

  /** The worse for the theory, the later. */
  private static final List<Sampler> WORSE =
      List.of(
          Sampler.RANDOM, Sampler.QUASI_RANDOM, Sampler.UNKNOWN, Sampler.GRID, Sampler.ADAPTIVE);

  private static final Comparator<StatedSampler> BY_DOUBT =
      Comparator.<StatedSampler>comparingInt(s -> WORSE.indexOf(s.sampler()))
          .thenComparing(StatedSampler::source);

  /** Reads the words of the table {@code trials}. */
  public static StatedSampler of(String sampler, String source) {
    return new StatedSampler(
        Coded.parse(Sampler.class, sampler).orElse(Sampler.UNKNOWN),
        Coded.parse(SamplerSource.class, source).orElse(SamplerSource.UNDECLARED));
  }

  public void write(StateWriter out) {
    out.text(sampler.code()).text(source.code());
  }

  public static StatedSampler read(StateReader in) {
    return of(in.text(), in.text());
  }

  /** What holds for both. */
  public StatedSampler with(StatedSampler other) {
    return BY_DOUBT.compare(this, other) >= 0 ? this : other;
  }
}
