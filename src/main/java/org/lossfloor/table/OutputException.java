package org.lossfloor.table;

import org.lossfloor.config.UserException;

/** The output cannot be written. */
public final class OutputException extends UserException {
  private static final long serialVersionUID = 1L;

  private OutputException(String what, String where, String mend, Throwable cause) {
    super(Kind.USAGE, what, where, mend, cause);
  }

  static OutputException unwritable(String output, Exception cause) {
    return new OutputException(
        "the output cannot be written: " + cause.getMessage(),
        output,
        "choose another --output, or make this one writable and not full",
        cause);
  }

  static OutputException inUse(String runId, String holder, String published) {
    return new OutputException(
        "the run `" + runId + "` is being written by " + holder,
        published,
        "wait until it has ended, or give this one another --run-id; if that process is dead, its"
            + " claim ends within a minute",
        null);
  }

  static OutputException takenOver(String runId, String published) {
    return new OutputException(
        "another process has taken over the run `" + runId + "`, because this one was silent",
        published,
        "let the other one end; this one has published nothing",
        null);
  }
}
