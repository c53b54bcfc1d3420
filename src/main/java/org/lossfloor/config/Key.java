package org.lossfloor.config;

import java.util.Arrays;
import java.util.List;
import org.lossfloor.estimate.IntervalMethod;

/**
 * Every key of a configuration file, declared once: section, name, type, default, meaning. The
 * reader knows no other keys, and the reference in the README is printed from here.
 */
public enum Key {
  /** Name of the audit. */
  NAME(Section.AUDIT, "name", "text", "required", "What the audit is called."),
  /** Sources. */
  SOURCES(Section.AUDIT, "sources", "list of sources", "required", "The sweep logs to read."),
  /** Defaults of the estimate settings. */
  ESTIMATE(Section.AUDIT, "estimate", "estimate", "see below", "Settings for all sources."),
  /** What is asked of the fitted laws. */
  DECIDE(
      Section.AUDIT,
      "decide",
      "decide",
      "see below",
      "What is asked of the fitted laws, for all sources."),
  /** Output options. */
  OUTPUT(Section.AUDIT, "output", "output", "see below", "What is written besides the tables."),

  /** Limits of a run. */
  FAIL_ON(
      Section.AUDIT,
      "fail_on",
      "condition or list of conditions",
      "`broken_sources>0`",
      "Limits such as `invalid_share>0.2`: a run for which one holds is published and ends with"
          + " exit code 3. See `--fail-on`. A limit on `broken_sources` replaces the default."),

  /** Write the bootstrap draws. */
  OUTPUT_REPLICATES(
      Section.OUTPUT, "replicates", "true, false", "false", "Also write the table `replicates`."),

  /** Source name. */
  SOURCE_NAME(
      Section.SOURCE,
      "name",
      "text",
      "required",
      "Unique; the key column `source` of experiments."),
  /** Format. */
  FORMAT(
      Section.SOURCE,
      "format",
      "jsonl, csv, parquet",
      "required",
      "jsonl: one JSON object a line; csv: one header line a file."),
  /** Paths. */
  PATH(
      Section.SOURCE,
      "path",
      "text or list",
      "required",
      "Files, folders (read with their subfolders) or globs, on any Hadoop file system. Compressed"
          + " as gz, zst, bz2, xz, lz4 or snappy (frames, and Hadoop's blocks) or deflate."),
  /** Named groups of the path. */
  PATH_REGEX(
      Section.SOURCE,
      "path_regex",
      "regular expression",
      "none",
      "Java syntax, searched in the file's full URI; every named group can be used like a field."),
  /** Delimiter. */
  DELIMITER(Section.SOURCE, "delimiter", "one character", "`,`", "Column separator of csv."),
  /** Encoding. */
  ENCODING(
      Section.SOURCE,
      "encoding",
      "name of an encoding",
      "UTF-8; UTF-16 and UTF-32 where a file starts so",
      "Of jsonl and csv, for example `windows-1252`. A byte order mark goes before it."),
  /** Header line. */
  HEADER(
      Section.SOURCE,
      "header",
      "first, none",
      "first",
      "Where a csv has the names of its columns: in its first line, or nowhere but in `columns`."),
  /** Names of the columns. */
  COLUMNS(
      Section.SOURCE,
      "columns",
      "list of names",
      "none",
      "The columns of csv files without a header line, in their order; required by `header:"
          + " none`, else used for files whose first line is data."),
  /** Most lines of a cell. */
  CELL_LINES(
      Section.SOURCE,
      "cell_lines",
      "whole number",
      "100",
      "The most lines of a quoted cell of csv; a quote that does not close within them costs its"
          + " line only."),
  /** Most bytes of a cell. */
  CELL_BYTES(
      Section.SOURCE,
      "cell_bytes",
      "whole number",
      "1048576",
      "The most bytes of a cell of csv, up to 16777216; a longer one costs its record."),
  /** What a record is. */
  RECORD(
      Section.SOURCE,
      "record",
      "trial, point",
      "trial",
      "trial: a record is a trial; point: a record is one point of a trial's learning curve."),
  /** Trial id. */
  TRIAL_ID(
      Section.SOURCE,
      "trial_id",
      "field or list of fields",
      "file and line; for points the file",
      "What tells trials apart within an experiment; several fields are joined with `/`."),
  /** Metrics. */
  METRICS(Section.SOURCE, "metrics", "list of metrics", "required", "One experiment per metric."),
  /** Key columns. */
  GROUP_BY(
      Section.SOURCE,
      "group_by",
      "list of fields, or mapping of column to field",
      "none",
      "What separates experiments, besides source and metric. A name means the constant, else the"
          + " group of path_regex, else the field of that name."),
  /** Constants. */
  CONSTANTS(
      Section.SOURCE,
      "constants",
      "mapping of column to value",
      "none",
      "Key columns that the log does not hold."),
  /** Hyperparameters. */
  HYPERPARAMETERS(
      Section.SOURCE,
      "hyperparameters",
      "list of fields",
      "none",
      "Kept with each trial; a trailing `*` takes all fields with that prefix (`hparams.*`,"
          + " `hp_*`, `*`) that have no other part (metric, id, state, time, seed, number, group)"
          + " and a name; `Unnamed: 0` names a first column without one. Their number bounds the effective dimension."),
  /** Tags. */
  TAGS(Section.SOURCE, "tags", "list of fields", "none", "Further fields to keep with each trial."),
  /** Order of the draws. */
  TRIAL_NUMBER(
      Section.SOURCE, "trial_number", "field", "none", "Position in the order of the draws."),
  /** Training seed. */
  SEED(Section.SOURCE, "seed", "field", "none", "The training seed as logged."),
  /** Start. */
  START_TIME(
      Section.SOURCE,
      "start_time",
      "field",
      "none",
      "ISO 8601, or seconds, milli-, micro- or nanoseconds since 1970."),
  /** End. */
  END_TIME(Section.SOURCE, "end_time", "field", "none", "Likewise."),
  /** Duration. */
  DURATION(
      Section.SOURCE, "duration", "field", "end_time - start_time", "How long it ran, in seconds."),
  /** Time zone. */
  TIMEZONE(
      Section.SOURCE, "timezone", "zone name or offset", "UTC", "For times that name no zone."),
  /** How times are written. */
  TIME_FORMAT(
      Section.SOURCE,
      "time_format",
      "pattern or list of patterns",
      "none",
      "How times are written that are neither ISO 8601 nor numbers, in Java's letters:"
          + " `dd-MM-yyyy HH:mm`."),
  /** Filters. */
  FILTERS(
      Section.SOURCE,
      "filters",
      "list of conditions",
      "none",
      "`field op value`, op one of == != < <= > >= in, or `field exists`. A trial that breaks one"
          + " is excluded with reason `filtered`; of point records only those that hold are used."),
  /** State. */
  STATE(Section.SOURCE, "state", "state", "none", "How the log tells finished from failed."),
  /** Failed trials. */
  ON_FAILED(
      Section.SOURCE,
      "on_failed",
      "worst, exclude, error",
      "worst",
      "Trials that failed, and scores that are NaN or infinite."),
  /** Pruned trials. */
  ON_PRUNED(
      Section.SOURCE,
      "on_pruned",
      "worst, exclude, keep",
      "worst",
      "Trials stopped early: worst counts them as draws worse than the threshold; exclude leaves"
          + " them out, which makes estimates too good; keep scores their last value."),
  /** Running trials. */
  ON_RUNNING(
      Section.SOURCE, "on_running", "exclude, worst, keep", "exclude", "Trials without an end."),
  /** Missing values. */
  ON_MISSING(
      Section.SOURCE,
      "on_missing",
      "worst, exclude, error",
      "worst",
      "Trials without a value: null, empty text, empty curve, or a field that is absent here and"
          + " there."),
  /** Absent metric fields. */
  ON_ABSENT_FIELD(
      Section.SOURCE,
      "on_absent_field",
      "reject, worst, exclude, error",
      "reject",
      "Records without the metric's field where others have it: all of a file, those before or"
          + " after some line, or those that have it in another spelling."),
  /** Trial ids that several trials share. */
  ON_ID_CONFLICT(
      Section.SOURCE,
      "on_id_conflict",
      "qualify, reject, error, dedup",
      "qualify; dedup when `dedup` is given",
      "Records that share a trial id and differ in hyperparameters, or in score where no"
          + " hyperparameters or other files tell: qualify keeps all and puts the file (and line)"
          + " before the id; dedup keeps one."),
  /** Duplicates. */
  DEDUP(
      Section.SOURCE,
      "dedup",
      "first, last, none, or {key, keep}",
      "last when trial_id is given, else none",
      "Which record of a trial counts when there are several; the others are excluded with reason"
          + " `duplicate`."),
  /** Sampler. */
  SAMPLER(
      Section.SOURCE,
      "sampler",
      "random, quasi_random, grid, adaptive, unknown",
      "unknown",
      "How the configurations were drawn; the theory needs random."),
  /** Field with the sampler. */
  SAMPLER_FIELD(
      Section.SOURCE,
      "sampler_field",
      "field",
      "none",
      "The field in which the log names the sampler of a trial: `TPESampler`, `bayes`, `hyperband`,"
          + " `GridSampler`, `Sobol`, `RandomSampler` and the like. Where its word is known it goes"
          + " before `sampler`."),
  /** Estimate settings of one source. */
  SOURCE_ESTIMATE(
      Section.SOURCE, "estimate", "estimate", "those of the audit", "Settings for this source."),

  /** What is asked of the laws of one source. */
  SOURCE_DECIDE(
      Section.SOURCE,
      "decide",
      "decide",
      "that of the audit",
      "What is asked of the laws of this source."),

  /** Fields in which duplicates agree. */
  DEDUP_KEY(
      Section.DEDUP,
      "key",
      "field or list of fields",
      "the trial id",
      "Records of one experiment that agree in these are duplicates; a record without one of them"
          + " is not."),
  /** Which one stays. */
  DEDUP_KEEP(
      Section.DEDUP, "keep", "first, last", "last", "By file path, then line; which one counts."),

  /** Metric name. */
  METRIC_NAME(
      Section.METRIC,
      "name",
      "text",
      "the field",
      "Unique in the source; the key column `metric` of experiments."),
  /** Number. */
  METRIC_FIELD(
      Section.METRIC,
      "metric",
      "field or list of fields",
      "this or curve",
      "The number: `a.b`, `a[0].b`; with `[*]` the numbers of a curve. Of a list of names the"
          + " first that a record has counts."),
  /** Curve. */
  CURVE(
      Section.METRIC, "curve", "field", "this or metric", "The array of curve points in a record."),
  /** Step. */
  STEP(
      Section.METRIC,
      "step",
      "field",
      "position in the array or file",
      "The step: within a curve point (`epoch`, `[0]`), or in a point record."),
  /** Value. */
  VALUE(
      Section.METRIC,
      "value",
      "field",
      "the point itself",
      "The number within a curve point: `top_1`, `[1]`."),
  /** Reduction. */
  REDUCE(
      Section.METRIC,
      "reduce",
      "last, min, max, best, at_step:N, mean_last:K",
      "required for curves",
      "How a curve becomes one score; best goes by direction."),
  /** Direction. */
  DIRECTION(
      Section.METRIC, "direction", "minimize, maximize", "required", "Which scores are good."),
  /** Transform. */
  TRANSFORM(
      Section.METRIC,
      "transform",
      "none, one_minus, negate, percent",
      "none",
      "Applied to every logged value first; direction, reduce and bounds speak of the result."
          + " percent divides by 100."),
  /** Bounds of one metric. */
  METRIC_BOUNDS(
      Section.METRIC,
      "bounds",
      "[low, high]",
      "those of estimate",
      "The values a score can take, `null` for an open end; others are excluded, reason"
          + " `out_of_bounds`."),

  /** State field. */
  STATE_FIELD(Section.STATE, "field", "field", "none", "The field that holds the state."),
  /** State words. */
  STATE_VALUES(
      Section.STATE,
      "values",
      "mapping of word to state",
      "the trackers' usual words",
      "States are complete, pruned, fail, running, waiting, unknown. A word that neither this nor"
          + " the usual ones know rejects the record."),
  /** Flags of failure. */
  FAILED_IF(
      Section.STATE,
      "failed_if",
      "field or list of fields",
      "none",
      "Fields that mark a failed trial when true (or 1)."),

  /** Threshold. */
  THRESHOLD(
      Section.ESTIMATE,
      "threshold",
      "auto, none, number, or per cent",
      "auto",
      "Where the asymptotic regime starts, on the scale of the score; `25%` takes the best quarter"
          + " of the trials."),
  /** Pinned dimension. */
  DIMENSION(Section.ESTIMATE, "dimension", "1 to 10", "estimated", "Pins the effective dimension."),
  /** Largest dimension. */
  MAX_DIMENSION(
      Section.ESTIMATE,
      "max_dimension",
      "1 to 10",
      "7",
      "The largest effective dimension considered. An answer that a smaller one moves is not OK"
          + " (`DIMENSION_CAPPED`)."),
  /** Bounds. */
  BOUNDS(
      Section.ESTIMATE, "bounds", "[low, high]", "none", "The values a score can take, or `null`."),
  /** Confidence. */
  CONFIDENCE(Section.ESTIMATE, "confidence", "0.5 to 0.999", "0.95", "Level of all intervals."),
  /** Replicates. */
  REPLICATES(
      Section.ESTIMATE, "replicates", "whole number", "1000", "Bootstrap replicates; 0 for none."),
  /** Trial counts. */
  TRIALS(
      Section.ESTIMATE,
      "trials",
      "list of whole numbers",
      "[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]",
      "The trial counts of the tuning curves."),
  /** Random seed. */
  RANDOM_SEED(
      Section.ESTIMATE,
      "seed",
      "whole number",
      "0",
      "Seed of all random streams; for the audit, not under a source."),
  /** Objective. */
  OBJECTIVE(
      Section.ESTIMATE,
      "objective",
      "recipe, reference",
      "recipe",
      "Lossfloor's spacing objective, or that of the reference library."),
  /** Intervals. */
  INTERVALS(
      Section.ESTIMATE,
      "intervals",
      IntervalMethod.codes(),
      "profile",
      "How intervals are made: from fixed critical values, smaller ones for few trials, simulated"
          + " ones, or as percentiles of refits to simulated or resampled trials; the last three"
          + " from `replicates` samples an experiment."),

  /** Eps. */
  EPS(
      Section.DECIDE,
      "eps",
      "number, or per cent",
      "5%",
      "How close to the best possible score is close enough: a distance on the scale of the score,"
          + " or a share of the distance of threshold and best possible score."),
  /** Probability. */
  PROBABILITY(
      Section.DECIDE,
      "probability",
      "0 to 1",
      "0.95",
      "How sure to be to come that close, for `trials_to_within`."),
  /** Next trials. */
  NEXT_TRIALS(
      Section.DECIDE,
      "next_trials",
      "list of whole numbers",
      "[10, 100]",
      "The numbers of further trials of which the gain is told.");

  /** The parts of a configuration file. */
  public enum Section {
    /** The file itself. */
    AUDIT("top level"),
    /** An entry of {@code sources}. */
    SOURCE("sources"),
    /** An entry of {@code metrics}. */
    METRIC("metrics"),
    /** The mapping {@code state}. */
    STATE("state"),
    /** The mapping {@code dedup}. */
    DEDUP("dedup"),
    /** The mapping {@code estimate}. */
    ESTIMATE("estimate"),
    /** The mapping {@code decide}. */
    DECIDE("decide"),
    /** The mapping {@code output}. */
    OUTPUT("output");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    /**
     * The heading of the section.
     *
     * @return a few words
     */
    public String title() {
      return title;
    }

    /**
     * The section's keys.
     *
     * @return the keys in the order of their declaration
     */
    public List<Key> keys() {
      return Arrays.stream(Key.values()).filter(key -> key.section == this).toList();
    }
  }

  private final Section section;
  private final String key;
  private final String type;
  private final String fallback;
  private final String meaning;

  Key(Section section, String key, String type, String fallback, String meaning) {
    this.section = section;
    this.key = key;
    this.type = type;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /**
   * The key as it is written in the file.
   *
   * @return the key in snake case
   */
  public String key() {
    return key;
  }

  /**
   * All keys as Markdown tables, one for each section.
   *
   * @return the reference for the README
   */
  public static String reference() {
    StringBuilder text = new StringBuilder();
    for (Section section : Section.values()) {
      text.append("### ").append(section.title()).append("\n\n");
      text.append("| key | value | default | meaning |\n|---|---|---|---|\n");
      for (Key key : section.keys()) {
        text.append("| `").append(key.key).append("` | ").append(key.type).append(" | ");
        text.append(key.fallback).append(" | ").append(key.meaning).append(" |\n");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
