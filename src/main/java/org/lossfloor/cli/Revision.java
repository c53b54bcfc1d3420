package org.lossfloor.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The version of the code that measures something. */
final class Revision {
  private static final long GIT_SECONDS = 10;

  private Revision() {}

  /**
   * The revision that git reports for the current directory; without one, the version of the jar.
   */
  static String here() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--exclude=*", "--abbrev=12")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean told = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0;
      return told ? text : new Main.Version().getVersion()[0];
    } catch (IOException e) {
      return new Main.Version().getVersion()[0];
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking git for the revision", e);
    }
  }
}
