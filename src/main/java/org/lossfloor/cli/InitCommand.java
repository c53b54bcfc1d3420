package org.lossfloor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.lossfloor.audit.InitJob;
import org.lossfloor.config.yaml.Variables;
import org.lossfloor.error.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor init}: what logs are, and the configuration of an audit of them. */
@Command(
    name = "init",
    description = {
      "Looks at logs, says what each is and why, and writes the configuration of an audit of them.",
      "Guesses are marked in it. Ends with exit code 2 if no log is recognised."
    },
    footer = "  lossfloor init conf/demo -o audit.yaml",
    mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders, globs, or the jdbc: URL of a tracker's database.")
  private List<String> paths;

  @Option(
      names = {"-o", "--config"},
      paramLabel = "FILE",
      description = "Where to write the configuration; not over a file (default: standard output).")
  private String target;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    InitJob.Recognised found =
        Sessions.whenNeeded(
            "lossfloor init", main.logLevel(), spark -> InitJob.recognise(paths, Optional.empty()));
    String yaml = Variables.escaped(found.yaml());
    if (target == null) {
      out.print(yaml);
    } else {
      write(yaml);
      out.println(found.config().sources().size() + " sources: " + target);
      found.left().forEach(line -> out.println("note: in no source: " + line));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private void write(String yaml) {
    Path file = Path.of(target);
    Path folder = file.getParent();
    if (Files.exists(file)) {
      throw new UsageException(
          "the file is there already", target, "give another name, or move it");
    }
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UsageException(
          "the file cannot be written: "
              + (folder == null || Files.isDirectory(folder)
                  ? e.getMessage()
                  : "there is no folder " + folder),
          target,
          "make the folder, or give another name",
          e);
    }
  }
}
