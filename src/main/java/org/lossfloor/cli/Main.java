package org.lossfloor.cli;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.cli.decide.CompareCommand;
import org.lossfloor.cli.decide.DiffCommand;
import org.lossfloor.cli.decide.FamiliesCommand;
import org.lossfloor.cli.decide.NoiseCommand;
import org.lossfloor.cli.decide.RangesCommand;
import org.lossfloor.cli.decide.ReplayCommand;
import org.lossfloor.cli.decide.Shell;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code lossfloor}. */
@Command(
    name = "lossfloor",
    description =
        "How low can the loss go? Reads hyperparameter sweep logs, estimates the best possible score"
            + " and the effective dimension of every experiment, and says whether to believe them.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:wrong usage or configuration, or the output cannot be written",
      "2:the input could not be read at all",
      "3:finished, but a limit that was set is broken",
      "4:an error of the cluster or of Lossfloor: worth another try"
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = "  lossfloor audit --config conf/demo.yaml --output audits/demo",
    usageHelpAutoWidth = true)
public final class Main implements Runnable, Shell {
  /** In the order of the help. */
  static final Map<String, Class<?>> COMMANDS = commands();

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("init", InitCommand.class);
    commands.put("audit", AuditCommand.class);
    commands.put("check", CheckCommand.class);
    commands.put("report", ReportCommand.class);
    commands.put("show", ShowCommand.class);
    commands.put("compare", CompareCommand.class);
    commands.put("replay", ReplayCommand.class);
    commands.put("diff", DiffCommand.class);
    commands.put("ranges", RangesCommand.class);
    commands.put("families", FamiliesCommand.class);
    commands.put("noise", NoiseCommand.class);
    commands.put("fit", FitCommand.class);
    commands.put("curve", CurveCommand.class);
    commands.put("simulate", SimulateCommand.class);
    commands.put("study", StudyCommand.class);
    commands.put("bench", BenchCommand.class);
    commands.put("reproduce", ReproduceCommand.class);
    commands.put("completion", CompletionCommand.class);
    return Collections.unmodifiableMap(commands);
  }

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean stackTrace;

  @Option(
      names = "--log-level",
      scope = ScopeType.INHERIT,
      paramLabel = "LEVEL",
      defaultValue = "WARN",
      description =
          "What is logged: ERROR, WARN (default), INFO or DEBUG. With WARN Lossfloor logs its steps"
              + " too, unless standard error is a terminal, which shows them.")
  private LogLevel logLevel = LogLevel.WARN;

  @Spec private CommandSpec spec;

  /** Levels of the log. */
  enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  private final PrintWriter err;

  private Main(PrintWriter err) {
    this.err = err;
  }

  /**
   * Runs the command line and ends the JVM with its exit code unless that is 0.
   *
   * @param args the arguments, as typed
   */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    Screen screen = Screen.of(Boolean.getBoolean("lossfloor.screen"), System.getenv());
    int code = runToTheEnd(args, new Terminal(utf8(System.out), screen), utf8(System.err));
    if (code != ExitCode.DONE) {
      System.exit(code);
    }
    approveArchive();
  }

  /**
   * Where the launcher has the JVM write an archive of its classes at its end, says that they are
   * those of a command that ran to its end. Without the mark the launcher throws the archive away.
   */
  private static void approveArchive() {
    String archive = System.getProperty("lossfloor.archive");
    if (archive != null) {
      try {
        Files.createFile(Path.of(archive + ".good"));
      } catch (IOException e) {
        // The next start is no quicker than this one, and that is all.
        LoggerFactory.getLogger(Main.class).debug("no archive of classes is left", e);
      }
    }
  }

  /**
   * Runs the command line inside this JVM.
   *
   * @param args the arguments, as typed
   * @param out where results go
   * @param err where progress and errors go
   * @return the exit code
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    return commandLine(out, err, wanted(args)).execute(args);
  }

  /** To set up one command takes a tenth of the time that all of them take. */
  private static Map<String, Class<?>> wanted(String[] args) {
    Class<?> command = args.length == 0 ? null : COMMANDS.get(args[0]);
    return command == null ? COMMANDS : Map.of(args[0], command);
  }

  /** All commands with their options. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return commandLine(out, err, COMMANDS);
  }

  private static CommandLine commandLine(
      PrintWriter out, PrintWriter err, Map<String, Class<?>> commands) {
    Main main = new Main(err);
    CommandLine line = new CommandLine(main);
    // Given as a class it would not be transformed, and lack the options of keys.
    commands.forEach((name, type) -> line.addSubcommand(name, new CommandLine(type)));
    Failures failures = new Failures(() -> main.stackTrace);
    headings(line);
    // Colours are escape sequences, which no text may hold here.
    return line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setHelpFactory(CommandHelp::new)
        .setOut(out instanceof Terminal terminal ? terminal : new Terminal(out))
        .setErr(new Terminal(err))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(failures)
        .setExecutionExceptionHandler(failures);
  }

  private static void headings(CommandLine command) {
    command.getCommandSpec().usageMessage().footerHeading("%nExample:%n");
    command.getSubcommands().values().forEach(Main::headings);
  }

  /** An error of the JVM, such as a lack of memory, bypasses every handler of picocli. */
  private static int runToTheEnd(String[] args, PrintWriter out, PrintWriter err) {
    try {
      return run(args, out, err);
    } catch (Throwable e) {
      Terminal terminal = new Terminal(err);
      Failures.internal(terminal, e, true);
      return ExitCode.INTERNAL;
    }
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /** Where progress is shown; null without a terminal. */
  PrintWriter progress() {
    return watched() ? err : null;
  }

  /** Whether standard error is a terminal; jobs/lib.sh says so. */
  static boolean watched() {
    return Boolean.getBoolean("lossfloor.terminal");
  }

  LogLevel logLevel() {
    return logLevel;
  }

  @Override
  public <T> T session(String name, Function<SparkSession, T> work) {
    return Sessions.with(name, logLevel, work);
  }

  @Override
  public <T> T sessionIfNeeded(String name, Function<Supplier<SparkSession>, T> work) {
    return Sessions.quietly(name, logLevel, work);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"lossfloor " + (version == null ? "(unpackaged)" : version)};
    }
  }
}
