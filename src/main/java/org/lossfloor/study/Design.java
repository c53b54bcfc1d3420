package org.lossfloor.study;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** A way to draw experiments whose truth is known. */
public interface Design extends Serializable {
  /** The relative noise of {@link InsideRegime} in the coverage study (coverage.md). */
  List<Double> RELATIVE_NOISE = List.of(1e-4, .01, .05, .2);

  /** The noise of {@link SurfaceSearch} as a share of the noise-free quartile over the best. */
  List<Double> SURFACE_NOISE = List.of(0.0, .05);

  /**
   * Returns the name.
   *
   * @return what distinguishes this design from others, in a few words without spaces
   */
  String name();

  /**
   * Draws an experiment.
   *
   * @param trials the number of trials, at least 24
   * @param random the source of all randomness
   * @return the scores and the truth about them
   */
  Draw draw(int trials, UniformRandomProvider random);

  /**
   * Draws an experiment that is a function of the design, the number of trials and the seed.
   *
   * @param trials the number of trials, at least 24
   * @param seed the seed of all randomness
   * @return the scores and the truth about them
   */
  default Draw draw(int trials, long seed) {
    return draw(trials, RandomSource.XO_SHI_RO_256_PP.create(seed));
  }

  /**
   * Designs in which every trial follows the law and the threshold is known.
   *
   * @return dimension 1 to 4 times {@link #RELATIVE_NOISE}
   */
  static List<Design> insideRegime() {
    List<Design> designs = new ArrayList<>();
    for (int c = 1; c <= 4; c++) {
      for (double noise : RELATIVE_NOISE) {
        designs.add(new InsideRegime(c, noise));
      }
    }
    return designs;
  }

  /**
   * Synthetic designs with something else beyond the regime.
   *
   * @return dimension 1 to 4, quickest, times the eight bodies
   */
  static List<Design> bodyShapes() {
    List<Design> designs = new ArrayList<>();
    for (Body body : Body.values()) {
      for (int c = 1; c <= 4; c++) {
        designs.add(new BodyShape(body, c));
      }
    }
    return designs;
  }

  /**
   * Random search on known surfaces.
   *
   * @return the ten surfaces whose regime can be reached, quickest, times {@link #SURFACE_NOISE}
   */
  static List<Design> surfaces() {
    return searches(false);
  }

  /**
   * Random search on surfaces whose regime is not reached by a thousand trials.
   *
   * @return the two surfaces, quickest, times {@link #SURFACE_NOISE}
   */
  static List<Design> hopeless() {
    return searches(true);
  }

  private static List<Design> searches(boolean hopeless) {
    List<Design> designs = new ArrayList<>();
    for (double noise : SURFACE_NOISE) {
      Stream.of(Surface.values())
          .filter(surface -> surface.hopeless() == hopeless)
          .forEach(surface -> designs.add(new SurfaceSearch(surface, noise)));
    }
    return designs;
  }

  /**
   * All designs that need no data.
   *
   * @return the four lists above, one after the other
   */
  static List<Design> all() {
    return Stream.of(insideRegime(), bodyShapes(), surfaces(), hopeless())
        .flatMap(List::stream)
        .toList();
  }
}
