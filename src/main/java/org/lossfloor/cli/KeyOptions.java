package org.lossfloor.cli;

import java.util.List;
import java.util.Locale;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command that are made of declared keys. */
final class KeyOptions {
  private KeyOptions() {}

  /** Gives {@code audit} its options. */
  static final class OfAudit implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      return add(command, Key.Face.AUDIT);
    }
  }

  /** Gives {@code fit} its options. */
  static final class OfFit implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      return add(command, Key.Face.FIT);
    }
  }

  /** Gives {@code curve} its options. */
  static final class OfCurve implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      return add(command, Key.Face.FIT, Key.Face.CURVE);
    }
  }

  /** Gives a study its options. */
  static final class OfStudy implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      return add(command, Key.Face.STUDY);
    }
  }

  /** Gives a study that counts intervals its options. */
  static final class OfStudyOfIntervals implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      return add(command, Key.Face.STUDY, Key.Face.STUDY_OF_INTERVALS);
    }
  }

  private static CommandSpec add(CommandSpec command, Key.Face... faces) {
    for (Key<?> key : Key.on(faces)) {
      // A command that is a method is transformed by itself, and once more with its parent.
      if (command.findOption(key.flag()) != null) {
        continue;
      }
      OptionSpec.Builder option =
          OptionSpec.builder(key.flag())
              .type(String.class)
              // Completion keeps the words of an option under its label, which has to be its own.
              .paramLabel(key.key().toUpperCase(Locale.ROOT))
              .description(help(key, faces).replace("%", "%%"));
      command.addOption(
          (key.choices().isEmpty() ? option : option.completionCandidates(key.choices())).build());
    }
    return command;
  }

  /** What a file has to say may be left out where one experiment is asked for. */
  private static String help(Key<?> key, Key.Face... faces) {
    if (!List.of(faces).contains(Key.Face.FIT)) {
      return key.help();
    }
    if (key == Key.DIRECTION) {
      return key.help(
          "as the name of the field says, else minimize; the answer says that it is assumed");
    }
    return key == Key.REDUCE
        ? key.help("last, and the answer says that it is guessed")
        : key.help();
  }

  /**
   * What was typed.
   *
   * @throws org.lossfloor.error.UserException if a value cannot be used
   */
  static KeyValues values(CommandSpec command, Key.Face... faces) {
    KeyValues values = KeyValues.NONE;
    for (Key<?> key : Key.on(faces)) {
      String typed = command.commandLine().getParseResult().matchedOptionValue(key.flag(), null);
      values = typed == null ? values : values.withText(key, typed);
    }
    return values;
  }
}
