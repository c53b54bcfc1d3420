package org.lossfloor.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.lossfloor.error.Causes;
import org.lossfloor.error.InputException;
import org.lossfloor.error.Nearest;
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
    String near = near(shown).map(question -> question + " Else ").orElse("");
    Frame.print(command.getErr(), what(shown), "the command line of `" + name + "`", near + mend);
    return ExitCode.USAGE;
  }

  private static String what(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      List<String> known = commands(e);
      String word = unmatched.getUnmatched().get(0);
      return known.isEmpty()
          ? "`" + word + "` is one argument too many"
          : "there is no command `" + word + "`; there are: " + String.join(", ", known);
    }
    // Picocli begins some of its sentences so.
    return e.getMessage().replaceFirst("^Error: ", "");
  }

  private static List<String> commands(ParameterException e) {
    return List.copyOf(e.getCommandLine().getSubcommands().keySet());
  }

  /** Asks for the known command, option or value that a misspelt one is nearest to. */
  private static Optional<String> near(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      if (!unmatched.isUnknownOption()) {
        return Nearest.question(word, commands(e));
      }
      List<String> names =
          e.getCommandLine().getCommandSpec().options().stream()
              .flatMap(option -> Arrays.stream(option.names()))
              .toList();
      return Nearest.question(word.split("=", 2)[0], names);
    }
    if (e.getArgSpec() == null || e.getValue() == null) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    Optional.ofNullable(e.getArgSpec().completionCandidates())
        .ifPresent(c -> c.forEach(values::add));
    return Nearest.question(e.getValue(), values);
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
