package org.lossfloor.cli;

/** The exit codes of the process, by which schedulers decide on a retry. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Wrong usage or configuration, or an output that cannot be written: a retry does not help. */
  static final int USAGE = 1;

  /** The input could not be read at all. */
  static final int INPUT = 2;

  /** Finished and published, but a limit that the user set is broken. */
  static final int LIMIT = 3;

  /** An error of Lossfloor or of the cluster. */
  static final int INTERNAL = 4;

  private ExitCode() {}
}
