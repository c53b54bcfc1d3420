package org.lossfloor.study.paper;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the public logs of a folder give back of the papers.
 *
 * @param fits the published fits, made again
 * @param claims what is claimed about them
 * @param missing what cannot be reproduced, and why
 */
public record Reproduction(List<Refit> fits, List<Claim> claims, List<Missing> missing) {
  /** Copies the lists. */
  public Reproduction {
    fits = List.copyOf(fits);
    claims = List.copyOf(claims);
    missing = List.copyOf(missing);
  }

  /**
   * Checks the claims and names what is missing.
   *
   * @param fits the published fits whose logs are there, made again
   * @return all that can be said
   */
  public static Reproduction of(List<Refit> fits) {
    List<PublishedFit> made = fits.stream().map(Refit::published).toList();
    return new Reproduction(
        fits,
        Claims.of(fits),
        Stream.concat(
                PublishedFit.ALL.stream().filter(fit -> !made.contains(fit)).map(Missing::log),
                Missing.ALWAYS.stream())
            .toList());
  }
}
