package org.lossfloor.report.plot;

import java.util.Objects;
import java.util.Optional;

/**
 * How a picture looks.
 *
 * @param told its size, if one was told
 * @param title what stands above it, if anything
 * @param score what the score is called on its axis
 * @param logX whether the horizontal axis is logarithmic
 * @param logY whether the vertical axis is logarithmic
 */
public record PlotSettings(
    Optional<PlotSize> told, Optional<String> title, String score, boolean logX, boolean logY) {
  /** Checks that nothing is missing. */
  public PlotSettings {
    Objects.requireNonNull(told, "told");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(score, "score");
  }

  /**
   * Tells a size.
   *
   * @param size its size
   * @param title what stands above the picture, if anything
   * @param score what the score is called on its axis
   * @param logX whether the horizontal axis is logarithmic
   * @param logY whether the vertical axis is logarithmic
   */
  public PlotSettings(
      PlotSize size, Optional<String> title, String score, boolean logX, boolean logY) {
    this(Optional.of(size), title, score, logX, logY);
  }

  /** Its size, the usual one where none was told. */
  PlotSize size() {
    return told.orElse(PlotSize.DEFAULT);
  }

  /** The same in another size. */
  PlotSettings sized(PlotSize size) {
    return new PlotSettings(Optional.of(size), title, score, logX, logY);
  }

  /** The same without a title. */
  PlotSettings untitled() {
    return new PlotSettings(told, Optional.empty(), score, logX, logY);
  }
}
