package org.lossfloor.read.detect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a field of a home-made log is for, going by its name. */
enum FieldRole {
  /** The trial's id. */
  ID(
      "(trial|run|job|config|configuration|sample|candidate)_?(id|uuid|hash|name)|id|uid|uuid|trial|run"),
  /** The position in the order of the draws. */
  NUMBER("(trial_?)?(number|index|idx|no|num)|iteration|trial_?i"),
  /** The step of a point of a curve. */
  STEP(
      "_?((global|train(ing)?|env)_?)?(step|epoch|iteration|iter|round|batch)s?_?(number|idx|index)?"),
  /** The seed of the training. */
  SEED("((np|numpy|torch|tf|random|train(ing)?|trial|model|global|data)_?)*seed"),
  /** When it started. */
  START("(date_?time_?)?(start(ed)?)_?(time|date|at|ts)?|created(_?at)?|datetime_start"),
  /** When it ended. */
  END("(date_?time_?)?(end(ed)?|finish(ed)?|complete(d)?)_?(time|date|at|ts)|datetime_complete"),
  /** How long it ran, in seconds. */
  DURATION(
      "(duration|elapsed|run_?time|wall_?time|train(ing)?_?time|total_?time)(_?(s|sec|secs|seconds))?"),
  /** What separates experiments. */
  GROUP(
      "(model|arch(itecture)?|network|backbone|data_?set|task|benchmark|problem|study|experiment|exp"
          + "|sweep|project|env(ironment)?|domain|language|algo(rithm)?|method|metric|variant"
          + "|category)_?(name|id)?"),
  /** A flag of failure. */
  FAILED("(is_?|has_?)?(failed|failure|crashed|diverged|nan_.*|.*_nan|errored)"),
  /** The sampler. */
  SAMPLER("(sampler|search)(_?(name|method|algorithm|strategy))?"),
  /** What is of no use. */
  OTHER(
      "(unnamed: ?\\d+|index|rank|date|time|timestamp|host(name)?|node(_?ip)?|pid|gpu|device|user"
          + "|commit|git.*|comment|notes?|description|message|error_?(text|message)|log|url"
          + "|best_.*|(last|num|total|final)_?(epoch|step|iteration|iter|round)s?"
          + "|.*_(std|stdev|stddev|stderr|sem|var|variance|count)|(std|sem|stderr)_.*|validation_.*"
          + "|(n|num|total)_?(params|parameters|weights)|params|mem(ory)?(_?(gb|mb))?|flops"
          + "|.*_?(path|dir|folder|file|file_?name|checkpoint|ckpt)"
          + "|time_.*|.*_(time|seconds|sec|secs|duration|timestamp)|throughput|latency|speed|fps)");

  private final Pattern names;

  FieldRole(String names) {
    this.names = Pattern.compile(names);
  }

  /** The role of a name; the last part of a path counts. */
  static Optional<FieldRole> of(String field) {
    return Arrays.stream(values()).filter(role -> role.fits(field)).findFirst();
  }

  /** Whether a name is one of the role. */
  boolean fits(String field) {
    String last = field.substring(Math.max(field.lastIndexOf('.'), field.lastIndexOf('/')) + 1);
    String name = last.strip().replaceAll("[\\s-]+", "_").toLowerCase(Locale.ROOT);
    return names.matcher(name).matches();
  }
}
