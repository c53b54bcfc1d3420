package org.lossfloor.report.plot;

import java.util.Objects;
import java.util.Optional;

/**
 * How a picture looks.
 *
 * @param size its size
 * @param title what stands above it, if anything
 * @param score what the score is called on its axis
 * @param logX whether the horizontal axis is logarithmic
 * @param logY whether the vertical axis is logarithmic
 */
public record PlotSettings(
    PlotSize size, Optional<String> title, String score, boolean logX, boolean logY) {
  /** Checks that nothing is missing. */
  public PlotSettings {
    Objects.requireNonNull(size, "size");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(score, "score");
  }
}
