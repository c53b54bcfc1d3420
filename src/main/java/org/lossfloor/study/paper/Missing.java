package org.lossfloor.study.paper;

import java.util.List;

/**
 * What cannot be reproduced.
 *
 * @param what the fit, the figure or the study
 * @param reason why not
 */
public record Missing(String what, String reason) {
  /** What no public log can give back, whatever is in the folder. */
  static final List<Missing> ALWAYS =
      List.of(
          new Missing(
              "Extrapolation from 48 runs (arXiv 2510.02721), and bands at 6, 20, 34 and 48 trials (arXiv"
                  + " 2311.09480)",
              "the notebooks draw the runs with NumPy's generator as they go; which ones is not recorded"),
          new Missing(
              "Variation between training seeds (opda, analyzing-variation-due-to-random-seeds.ipynb)",
              "it analyses reruns of single configurations, which the logs of the sweeps do not hold"),
          new Missing(
              "Coverage of the bands by simulation (arXiv 2311.09480)",
              "its draws are not published; `lossfloor study` measures the coverage here"));

  static Missing log(PublishedFit fit) {
    return new Missing(
        fit.title() + ", " + fit.metric(),
        "there is no log `" + fit.log() + ".results.jsonl` in the folder");
  }
}
