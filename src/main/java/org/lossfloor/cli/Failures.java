package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.lossfloor.error.Causes;
import org.lossfloor.error.InputException;
import org.lossfloor.error.RetryException;
import org.lossfloor.error.UserException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every exception into one framed message and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final BooleanSupplier stackTrace;

  Failures(BooleanSupplier stackTrace) {
    this.stackTrace = stackTrace;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String mend = "run `" + name + " --help` for what it takes";
    ParameterException shown = first(e);
    if (shown instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      mend = near.isEmpty() ? mend : "did you mean " + String.join(" or ", near) + "? Else " + mend;
    }
    Frame.print(command.getErr(), shown.getMessage(), "the command line of `" + name + "`", mend);
    return ExitCode.USAGE;
  }

  /**
   * If one option is missing and another is unknown, the unknown one: it may be a misspelling of
   * the first.
   */
  private static ParameterException first(ParameterException e) {
    List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
    return e instanceof MissingParameterException && !unmatched.isEmpty()
        ? new UnmatchedArgumentException(e.getCommandLine(), unmatched)
        : e;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    UserException mendable = Causes.first(e, UserException.class).orElse(null);
    if (mendable != null) {
      Frame.print(err, mendable);
    } else {
      internal(err, e, !stackTrace.getAsBoolean());
    }
    if (stackTrace.getAsBoolean()) {
      e.printStackTrace(err);
    }
    return mendable == null ? ExitCode.INTERNAL : exitCode(mendable);
  }

  /** Shows a bug of ours. Its stack trace belongs into the log, which a terminal does not show. */
  static void internal(PrintWriter err, Throwable e, boolean logged) {
    if (logged) {
      LoggerFactory.getLogger(Failures.class).error("internal error", e);
    }
    Frame.print(
        err,
        "internal error: " + e,
        String.join("", new Main.Version().getVersion()),
        "run again with --stacktrace and report what it shows");
  }

  private static int exitCode(UserException mendable) {
    if (mendable instanceof InputException) {
      return ExitCode.INPUT;
    }
    return mendable instanceof RetryException ? ExitCode.INTERNAL : ExitCode.USAGE;
  }
}
