package org.lossfloor.report.paper;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lossfloor.study.paper.Claim;
import org.lossfloor.study.paper.Comparison;
import org.lossfloor.study.paper.PublishedFit;
import org.lossfloor.study.paper.Refit;
import org.lossfloor.study.paper.Reproduction;

/**
 * A reproduction in words.
 *
 * @param reproduction what the logs give back
 */
public record PaperText(Reproduction reproduction) {
  /**
   * Says what was reproduced, fit by fit.
   *
   * @return lines, each with {@code \n} at its end
   */
  public String write() {
    StringBuilder text = new StringBuilder(summary()).append('\n');
    for (Refit fit : reproduction.fits()) {
      text.append("  ").append(line(fit)).append('\n');
    }
    return text.toString();
  }

  private static String line(Refit fit) {
    String name = fit.published().title() + ", " + fit.published().metric() + ": ";
    return name
        + fit.comparisons().stream().map(PaperText::number).collect(Collectors.joining(", "));
  }

  private static String number(Comparison number) {
    String computed = number.name() + " " + number.rounded();
    return number.same() ? computed : computed + " (printed " + number.printed() + ")";
  }

  /** How much of the papers was reproduced, in one sentence or two. */
  String summary() {
    List<Refit> fits = reproduction.fits();
    long laws = fits.stream().filter(Refit::sameLaw).count();
    long same = fits.stream().filter(Refit::same).count();
    List<Claim> checked =
        reproduction.claims().stream()
            .filter(claim -> claim.outcome() != Claim.Outcome.NOT_CHECKED)
            .toList();
    long holding = checked.stream().filter(claim -> claim.outcome() == Claim.Outcome.HOLDS).count();
    return String.format(
        Locale.ROOT,
        "%d of %d published fits have their logs here. In %d of these, a, b, c and o agree with print"
            + " in every digit; in %d the share of the regime does, too. %d of %d claims that could be"
            + " checked hold.",
        fits.size(),
        PublishedFit.ALL.size(),
        laws,
        same,
        holding,
        checked.size());
  }
}
