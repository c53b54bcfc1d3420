package org.lossfloor.config.key;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lossfloor.config.path.PathRegex;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.error.ConfigException;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.Objective;
import org.lossfloor.estimate.Threshold;
import org.lossfloor.estimate.noise.NoiseRule;
import org.lossfloor.estimate.prospect.Closeness;
import org.lossfloor.estimate.prospect.DecideSettings;
import org.lossfloor.sweep.Bounds;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Policy;
import org.lossfloor.sweep.Reduce;
import org.lossfloor.sweep.RerunPolicy;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.Transform;
import org.lossfloor.sweep.TrialState;

/**
 * Every option, declared once: its key, type, check, default and meaning, and where else than in a
 * file it can be set. The reader of files knows no other keys; the options of the command line, the
 * parameters of the pipeline stage and the reference are made from here.
 *
 * @param <T> the type of its value
 */
public final class Key<T> {
  /** In the order of their declaration, which is that of the reference. */
  private static final List<Key<?>> ALL = new ArrayList<>();

  /** Name of the audit. */
  public static final Key<String> NAME =
      open(Section.AUDIT, "name", KeyType.text("text"), "required", "What the audit is called.");

  /** Sources. */
  public static final Key<YamlNode> SOURCES =
      open(
          Section.AUDIT,
          "sources",
          KeyType.part("list of sources"),
          "required",
          "The sweep logs to read.");

  /** Defaults of the estimate settings. */
  public static final Key<YamlNode> ESTIMATE =
      open(
          Section.AUDIT,
          "estimate",
          KeyType.part("estimate"),
          "see below",
          "Settings for all sources.");

  /** What is asked of the fitted laws. */
  public static final Key<YamlNode> DECIDE =
      open(
          Section.AUDIT,
          "decide",
          KeyType.part("decide"),
          "see below",
          "What is asked of the fitted laws, for all sources.");

  /** Output options. */
  public static final Key<YamlNode> OUTPUT =
      open(
          Section.AUDIT,
          "output",
          KeyType.part("output"),
          "see below",
          "What is written besides the tables.");

  /** Limits of a run. */
  public static final Key<List<String>> FAIL_ON =
      open(
          Section.AUDIT,
          "fail_on",
          KeyType.texts("condition or list of conditions"),
          "`broken_sources>0`",
          "Limits such as `invalid_share>0.2`: a run for which one holds is published and ends with"
              + " exit code 3. See `--fail-on`. A limit on `broken_sources` replaces the default.");

  /** Write the bootstrap draws. */
  public static final Key<Boolean> OUTPUT_REPLICATES =
      usual(
          Section.OUTPUT,
          "replicates",
          KeyType.flag(),
          false,
          "Also write the table `replicates`.");

  /** Source name. */
  public static final Key<String> SOURCE_NAME =
      open(
          Section.SOURCE,
          "name",
          KeyType.text("text"),
          "required",
          "Unique; the key column `source` of experiments.");

  /** Format. */
  public static final Key<String> FORMAT =
      open(
          Section.SOURCE,
          "format",
          KeyType.text("name of a format"),
          "required",
          "What the log is: csv (a header line), jsonl (an object a line), json, parquet or numbers"
              + " (one a line, the field `score`), or the name of the tracker that wrote it, such as"
              + " optuna; `lossfloor init` recognises it.");

  /** Paths. */
  public static final Key<List<String>> PATH =
      open(
          Section.SOURCE,
          "path",
          KeyType.texts("text or list"),
          "required",
          "Files, folders (read with their subfolders) or globs, on any Hadoop file system. Compressed"
              + " as gz, zst, bz2, xz, lz4 or snappy (frames, and Hadoop's blocks) or deflate.");

  /** Named groups of the path. */
  public static final Key<PathRegex> PATH_REGEX =
      open(
          Section.SOURCE,
          "path_regex",
          KeyType.single(
              "regular expression",
              "a regular expression with a group (?<name>...)",
              PathRegex::parse,
              PathRegex::text),
          "none",
          "Java syntax, searched in the file's full URI; every named group can be used like a field.");

  /** Delimiter. */
  public static final Key<Character> DELIMITER =
      usual(
          Section.SOURCE,
          "delimiter",
          KeyType.single("one character", "one character", TextLayout::delimiter, String::valueOf),
          ',',
          "Column separator of csv and of trackers' tables.");

  /** Encoding. */
  public static final Key<String> ENCODING =
      open(
          Section.SOURCE,
          "encoding",
          KeyType.single(
              "name of an encoding",
              "an encoding such as UTF-8 or windows-1252",
              text -> TextLayout.charset(text).map(Charset::name),
              name -> name),
          "UTF-8; UTF-16 and UTF-32 where a file starts so",
          "Of jsonl and csv, for example `windows-1252`. A byte order mark goes before it.",
          Face.FIT);

  /** Header line. */
  public static final Key<HeaderLine> HEADER =
      usual(
          Section.SOURCE,
          "header",
          KeyType.word(HeaderLine.class),
          HeaderLine.FIRST,
          "Where a csv has the names of its columns: in its first line, or nowhere but in `columns`.");

  /** Names of the columns. */
  public static final Key<List<String>> COLUMNS =
      open(
          Section.SOURCE,
          "columns",
          KeyType.texts("list of names"),
          "none",
          "The columns of csv files without a header line, in their order; required by `header:"
              + " none`, else used for files whose first line is data.");

  /** Most lines of a cell. */
  public static final Key<Integer> CELL_LINES =
      usual(
          Section.SOURCE,
          "cell_lines",
          KeyType.whole("whole number", 1, Integer.MAX_VALUE),
          100,
          "The most lines of a quoted cell of csv; a quote that does not close within them costs its"
              + " line only.");

  /** Most bytes of a cell. */
  public static final Key<Integer> CELL_BYTES =
      usual(
          Section.SOURCE,
          "cell_bytes",
          KeyType.whole("whole number", 1, TextLayout.MOST_BYTES),
          1 << 20,
          "The most bytes of a cell of csv, up to 16777216; a longer one costs its record.");

  /** Where the records are. */
  public static final Key<String> RECORDS =
      open(
          Section.SOURCE,
          "records",
          KeyType.text("path"),
          "the root",
          "For json: the path of the array whose items are the records, or of the object whose"
              + " values are; their names are the field `record_key`. `*` is the document itself"
              + " if it is such an object. Without it the items of a root array are the records,"
              + " and any other root object is one.");

  /** What a record is. */
  public static final Key<RecordKind> RECORD =
      usual(
          Section.SOURCE,
          "record",
          KeyType.word(RecordKind.class),
          RecordKind.TRIAL,
          "trial: a record is a trial; point: a record is one point of a trial's learning curve.");

  /** Trial id. */
  public static final Key<List<String>> TRIAL_ID =
      known(
          Section.SOURCE,
          "trial_id",
          KeyType.texts("field or list of fields"),
          List.of(),
          "file and line; for points the file",
          "What tells trials apart within an experiment; several fields are joined with `/`.");

  /** Metrics. */
  public static final Key<YamlNode> METRICS =
      open(
          Section.SOURCE,
          "metrics",
          KeyType.part("list of metrics"),
          "required",
          "One experiment per metric.");

  /** Key columns. */
  public static final Key<YamlNode> GROUP_BY =
      open(
          Section.SOURCE,
          "group_by",
          KeyType.part("list of fields, or mapping of column to field"),
          "none",
          "What separates experiments, besides source and metric. A name means the constant, else the"
              + " group of path_regex, else the field of that name.");

  /** Constants. */
  public static final Key<Map<String, String>> CONSTANTS =
      known(
          Section.SOURCE,
          "constants",
          KeyType.mapping("mapping of column to value"),
          Map.of(),
          "none",
          "Key columns that the log does not hold.");

  /** Hyperparameters. */
  public static final Key<List<String>> HYPERPARAMETERS =
      known(
          Section.SOURCE,
          "hyperparameters",
          KeyType.texts("list of fields"),
          List.of(),
          "none",
          "Kept with each trial; a trailing `*` takes all fields with that prefix (`hparams.*`,"
              + " `hp_*`, `*`) that have no other part (metric, id, state, time, seed, number, group)"
              + " and a name; `Unnamed: 0` names a first column without one. Their number bounds the effective dimension.");

  /** Tags. */
  public static final Key<List<String>> TAGS =
      known(
          Section.SOURCE,
          "tags",
          KeyType.texts("list of fields"),
          List.of(),
          "none",
          "Further fields to keep with each trial.");

  /** Order of the draws. */
  public static final Key<String> TRIAL_NUMBER =
      open(
          Section.SOURCE,
          "trial_number",
          KeyType.text("field"),
          "none",
          "Position in the order of the draws.");

  /** Training seed. */
  public static final Key<String> SEED =
      open(Section.SOURCE, "seed", KeyType.text("field"), "none", "The training seed as logged.");

  /** Executions. */
  public static final Key<String> EXECUTIONS =
      open(
          Section.SOURCE,
          "executions",
          KeyType.text("field"),
          "none",
          "The scores of several runs of one trial: an array of numbers on the scale of the first"
              + " metric's field, NaN or null for a run that failed. The trial stays one draw with the"
              + " logged score, or with their mean where none is logged; their spread goes into"
              + " `rerun_sd`.");

  /** Start. */
  public static final Key<String> START_TIME =
      open(
          Section.SOURCE,
          "start_time",
          KeyType.text("field"),
          "none",
          "ISO 8601, or seconds, milli-, micro- or nanoseconds since 1970.");

  /** End. */
  public static final Key<String> END_TIME =
      open(
          Section.SOURCE,
          "end_time",
          KeyType.text("field"),
          "none",
          "When it ended, written as `start_time` is.");

  /** Duration. */
  public static final Key<String> DURATION =
      open(
          Section.SOURCE,
          "duration",
          KeyType.text("field"),
          "end_time - start_time",
          "How long it ran, in seconds.");

  /** Time zone. */
  public static final Key<ZoneId> TIMEZONE =
      usual(
          Section.SOURCE,
          "timezone",
          KeyType.single(
              "zone name or offset",
              "a time zone such as UTC or Europe/Berlin",
              RunFields::zone,
              ZoneId::getId),
          ZoneId.of("UTC"),
          "For times that name no zone.");

  /** How times are written. */
  public static final Key<List<String>> TIME_FORMAT =
      open(
          Section.SOURCE,
          "time_format",
          KeyType.texts("pattern or list of patterns"),
          "none",
          "How times are written that are neither ISO 8601 nor numbers, in Java's letters:"
              + " `dd-MM-yyyy HH:mm`.");

  /** Filters. */
  public static final Key<YamlNode> FILTERS =
      open(
          Section.SOURCE,
          "filters",
          KeyType.part("list of conditions"),
          "none",
          "`field op value`, op one of == != < <= > >= in, or `field exists`. A trial that breaks one"
              + " is excluded with reason `filtered`; of point records only those that hold are used."
              + " They are added to those of the format; an empty list stands for none at all.");

  /** State. */
  public static final Key<YamlNode> STATE =
      open(
          Section.SOURCE,
          "state",
          KeyType.part("state"),
          "none",
          "How the log tells finished from failed.");

  /** Failed trials. */
  public static final Key<Policy> ON_FAILED =
      usual(
          Section.SOURCE,
          "on_failed",
          KeyType.word(Policy.class, Policy.WORST, Policy.EXCLUDE, Policy.ERROR),
          Policy.WORST,
          "Trials that failed, and scores that are NaN or infinite.");

  /** Pruned trials. */
  public static final Key<Policy> ON_PRUNED =
      usual(
          Section.SOURCE,
          "on_pruned",
          KeyType.word(Policy.class, Policy.WORST, Policy.EXCLUDE, Policy.KEEP),
          Policy.WORST,
          "Trials stopped early: worst counts them as draws worse than the threshold; exclude leaves"
              + " them out, which makes estimates too good; keep scores their last value.");

  /** Running trials. */
  public static final Key<Policy> ON_RUNNING =
      usual(
          Section.SOURCE,
          "on_running",
          KeyType.word(Policy.class, Policy.EXCLUDE, Policy.WORST, Policy.KEEP),
          Policy.EXCLUDE,
          "Trials without an end.");

  /** Missing values. */
  public static final Key<Policy> ON_MISSING =
      usual(
          Section.SOURCE,
          "on_missing",
          KeyType.word(Policy.class, Policy.WORST, Policy.EXCLUDE, Policy.ERROR),
          Policy.WORST,
          "Trials without a value: null, empty text, empty curve, or a field that is absent here and"
              + " there.");

  /** Absent metric fields. */
  public static final Key<FieldRules.OnAbsent> ON_ABSENT_FIELD =
      usual(
          Section.SOURCE,
          "on_absent_field",
          KeyType.word(FieldRules.OnAbsent.class),
          FieldRules.OnAbsent.REJECT,
          "Records without the metric's field where others have it: all of a file, those before or"
              + " after some line, or those that have it in another spelling.");

  /** Trial ids that several trials share. */
  public static final Key<FieldRules.OnConflict> ON_ID_CONFLICT =
      open(
          Section.SOURCE,
          "on_id_conflict",
          KeyType.word(FieldRules.OnConflict.class),
          "qualify; dedup when `dedup` is given",
          "Records that share a trial id and differ in hyperparameters, or in score where no"
              + " hyperparameters or other files tell: qualify keeps all and puts the file (and line)"
              + " before the id; dedup keeps one.");

  /** Duplicates. */
  public static final Key<YamlNode> DEDUP =
      open(
          Section.SOURCE,
          "dedup",
          KeyType.part("first, last, none, or {key, keep}"),
          "last when trial_id is given, else none",
          "Which record of a trial counts when there are several; the others are excluded with reason"
              + " `duplicate`.");

  /** Reruns. */
  public static final Key<RerunPolicy> RERUNS =
      open(
          Section.SOURCE,
          "reruns",
          KeyType.word(RerunPolicy.class),
          "average",
          "Trials of one configuration that differ in nothing but the training seed: average makes one"
              + " draw of them with the mean of their scores, first with the score of the first;"
              + " separate keeps each as a draw. Who says it here also confirms reruns that are"
              + " recognised by equal hyperparameters alone.");

  /** Sampler. */
  public static final Key<Sampler> SAMPLER =
      open(
          Section.SOURCE,
          "sampler",
          KeyType.word(Sampler.class),
          "unknown",
          "How the configurations were drawn; the theory needs random.",
          Face.SQL);

  /** Field with the sampler. */
  public static final Key<String> SAMPLER_FIELD =
      open(
          Section.SOURCE,
          "sampler_field",
          KeyType.text("field"),
          "none",
          "The field in which the log names the sampler of a trial: `TPESampler`, `bayes`, `hyperband`,"
              + " `GridSampler`, `Sobol`, `RandomSampler` and the like. If `sampler` is given"
              + " too, a record that names another one is rejected.");

  /** What of the mapping was guessed. */
  public static final Key<List<String>> GUESSED =
      known(
          Section.SOURCE,
          "guessed",
          KeyType.texts("key or list of keys"),
          List.of(),
          "none",
          "The keys of this source that `lossfloor init` has guessed, from names and first records; no"
              + " verdict is OK (`MAPPING_GUESSED`) until somebody has checked them and left this"
              + " out.");

  /** Estimate settings of one source. */
  public static final Key<YamlNode> SOURCE_ESTIMATE =
      open(
          Section.SOURCE,
          "estimate",
          KeyType.part("estimate"),
          "those of the audit",
          "Settings for this source.");

  /** What is asked of the laws of one source. */
  public static final Key<YamlNode> SOURCE_DECIDE =
      open(
          Section.SOURCE,
          "decide",
          KeyType.part("decide"),
          "that of the audit",
          "What is asked of the laws of this source.");

  /** Fields in which duplicates agree. */
  public static final Key<List<String>> DEDUP_KEY =
      open(
          Section.DEDUP,
          "key",
          KeyType.texts("field or list of fields"),
          "the trial id",
          "Records of one experiment that agree in these are duplicates; a record without one of them"
              + " is not.");

  /** Which one stays. */
  public static final Key<DedupConfig.Keep> DEDUP_KEEP =
      usual(
          Section.DEDUP,
          "keep",
          KeyType.word(DedupConfig.Keep.class, DedupConfig.Keep.FIRST, DedupConfig.Keep.LAST),
          DedupConfig.Keep.LAST,
          "By file path, then line; which one counts.");

  /** Metric name. */
  public static final Key<String> METRIC_NAME =
      open(
          Section.METRIC,
          "name",
          KeyType.text("text"),
          "the field",
          "Unique in the source; the key column `metric` of experiments.");

  /** Number. */
  public static final Key<List<String>> METRIC_FIELD =
      open(
          Section.METRIC,
          "metric",
          KeyType.names("field or list of fields"),
          "this or curve",
          "The number: `a.b`, `a[0].b`; with `[*]` the numbers of a curve. Of a list of names the"
              + " first that a record has counts.");

  /** Curve. */
  public static final Key<String> CURVE =
      open(
          Section.METRIC,
          "curve",
          KeyType.text("field"),
          "this or metric",
          "The array of curve points in a record.");

  /** Step. */
  public static final Key<String> STEP =
      open(
          Section.METRIC,
          "step",
          KeyType.text("field"),
          "position in the array or file",
          "The step: within a curve point (`epoch`, `[0]`), or in a point record.");

  /** Value. */
  public static final Key<String> VALUE =
      open(
          Section.METRIC,
          "value",
          KeyType.text("field"),
          "the point itself",
          "The number within a curve point: `top_1`, `[1]`.");

  /** Reduction. */
  public static final Key<Reduce> REDUCE =
      open(
          Section.METRIC,
          "reduce",
          KeyType.single(Reduce.FORMS, "one of " + Reduce.FORMS, Reduce::parse, Reduce::text)
              .choosing(Reduce.FORMS.split(", ")),
          "required for curves",
          "How a curve becomes one score; best goes by direction.",
          Face.FIT);

  /** Direction. */
  public static final Key<Direction> DIRECTION =
      open(
          Section.METRIC,
          "direction",
          KeyType.word(Direction.class),
          "required, unless `direction_field` is given",
          "Which scores are good.",
          Face.FIT,
          Face.STAGE);

  /** Where the log says the direction. */
  public static final Key<String> DIRECTION_FIELD =
      open(
          Section.METRIC,
          "direction_field",
          KeyType.text("field"),
          "none",
          "The field in which the log says minimize or maximize. If `direction` is given too, a"
              + " record that says the other is rejected.");

  /** Whether the direction is a guess. */
  public static final Key<Boolean> DIRECTION_GUESSED =
      usual(
          Section.METRIC,
          "direction_guessed",
          KeyType.flag(),
          false,
          "The direction was guessed from the name of the metric; no verdict is OK"
              + " (`DIRECTION_GUESSED`) until somebody has checked it and left this out.");

  /** Transform. */
  public static final Key<Transform> TRANSFORM =
      usual(
          Section.METRIC,
          "transform",
          KeyType.word(Transform.class),
          Transform.NONE,
          "Applied to every logged value first; direction, reduce and bounds speak of the result."
              + " percent divides by 100.");

  /** Bounds of one metric. */
  public static final Key<Bounds> METRIC_BOUNDS =
      open(
          Section.METRIC,
          "bounds",
          KeyType.bounds(),
          "those of estimate",
          "The values a score can take, `null` for an open end; others are excluded, reason"
              + " `out_of_bounds`.");

  /** State field. */
  public static final Key<String> STATE_FIELD =
      open(
          Section.STATE, "field", KeyType.text("field"), "none", "The field that holds the state.");

  /** State words. */
  public static final Key<Map<String, TrialState>> STATE_VALUES =
      known(
          Section.STATE,
          "values",
          StateConfig.WORDS,
          Map.of(),
          "the trackers' usual words",
          "States are complete, pruned, fail, running, waiting, unknown. A word that neither this nor"
              + " the usual ones know rejects the record.");

  /** Flags of failure. */
  public static final Key<List<String>> FAILED_IF =
      known(
          Section.STATE,
          "failed_if",
          KeyType.texts("field or list of fields"),
          List.of(),
          "none",
          "Fields that mark a failed trial when true (or 1).");

  /** Threshold. */
  public static final Key<Threshold> THRESHOLD =
      usual(
          Section.ESTIMATE,
          "threshold",
          KeyType.single(
                  "auto, none, number, or per cent",
                  "auto, none, a finite number or a share such as 25%",
                  Key::threshold,
                  Threshold::text)
              .choosing("auto", "none"),
          new Threshold.Auto(),
          "Where the asymptotic regime starts, on the scale of the score; `25%` takes the best quarter"
              + " of the trials.",
          Face.FIT,
          Face.STAGE,
          Face.SQL);

  /** Pinned dimension. */
  public static final Key<Integer> DIMENSION =
      open(
          Section.ESTIMATE,
          "dimension",
          KeyType.whole("1 to 10", 1, EstimateSettings.DIMENSION_LIMIT),
          "estimated",
          "Pins the effective dimension.",
          Face.FIT,
          Face.STAGE,
          Face.SQL);

  /** Largest dimension. */
  public static final Key<Integer> MAX_DIMENSION =
      usual(
          Section.ESTIMATE,
          "max_dimension",
          KeyType.whole("1 to 10", 1, EstimateSettings.DIMENSION_LIMIT),
          EstimateSettings.DEFAULT_MAX_DIMENSION,
          "The largest effective dimension considered. An answer that a smaller one moves is not OK"
              + " (`DIMENSION_CAPPED`).",
          Face.FIT,
          Face.STAGE,
          Face.SQL);

  /** Bounds. */
  public static final Key<Bounds> BOUNDS =
      open(
          Section.ESTIMATE,
          "bounds",
          KeyType.bounds(),
          "none",
          "The values a score can take, or `null`.",
          Face.FIT,
          Face.STAGE,
          Face.SQL);

  /** Confidence. */
  public static final Key<Double> CONFIDENCE =
      usual(
          Section.ESTIMATE,
          "confidence",
          KeyType.number(EstimateSettings.LEAST_CONFIDENCE, EstimateSettings.MOST_CONFIDENCE),
          EstimateSettings.DEFAULT_CONFIDENCE,
          "Level of all intervals.",
          Face.AUDIT,
          Face.FIT,
          Face.STAGE,
          Face.SQL);

  /** Noise. */
  public static final Key<NoiseRule> NOISE =
      usual(
          Section.ESTIMATE,
          "noise",
          KeyType.noise(),
          NoiseRule.Word.AUTO,
          "What tells the noise between runs of one configuration, which limits how much worse than"
              + " the best score seen the best possible score can be: reruns in the log, neighbours in"
              + " the hyperparameters, whichever the log has (`auto`), neither, or a standard"
              + " deviation, with its degrees of freedom if it is estimated.",
          Face.AUDIT,
          Face.FIT,
          Face.STAGE,
          Face.SQL);

  /** Replicates. */
  public static final Key<Integer> REPLICATES =
      usual(
          Section.ESTIMATE,
          "replicates",
          KeyType.whole("whole number", 0, Integer.MAX_VALUE),
          1000,
          "Bootstrap replicates; 0 for none.",
          Face.AUDIT,
          Face.FIT,
          Face.STUDY_OF_INTERVALS,
          Face.STAGE,
          Face.SQL);

  /** Trial counts. */
  public static final Key<List<Integer>> TRIALS =
      usual(
          Section.ESTIMATE,
          "trials",
          KeyType.wholes(1, DecideSettings.MOST_TRIALS),
          List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
          "The trial counts of the tuning curves.",
          Face.CURVE,
          Face.STAGE);

  /** Random seed. */
  public static final Key<Long> RANDOM_SEED =
      usual(
          Section.ESTIMATE,
          "seed",
          KeyType.seed(),
          0L,
          "Seed of all random streams; for the audit, not under a source.",
          Face.AUDIT,
          Face.FIT,
          Face.STUDY,
          Face.STAGE,
          Face.SQL);

  /** Objective. */
  public static final Key<Objective> OBJECTIVE =
      usual(
          Section.ESTIMATE,
          "objective",
          KeyType.word(Objective.class),
          Objective.RECIPE,
          "Lossfloor's spacing objective, or that of the reference library.",
          Face.FIT,
          Face.SQL);

  /** Intervals. */
  public static final Key<IntervalMethod> INTERVALS =
      usual(
          Section.ESTIMATE,
          "intervals",
          KeyType.word(IntervalMethod.class),
          IntervalMethod.PROFILE,
          "How intervals are made: from fixed critical values, smaller ones for few trials, simulated"
              + " ones, or as percentiles of refits to simulated or resampled trials; the last three"
              + " from `replicates` samples an experiment.",
          Face.AUDIT,
          Face.FIT,
          Face.STUDY_OF_INTERVALS,
          Face.STAGE,
          Face.SQL);

  /** Eps. */
  public static final Key<Closeness> EPS =
      usual(
          Section.DECIDE,
          "eps",
          KeyType.single(
              "number, or per cent",
              "a positive number, or a share of the depth of the tail such as 5%",
              Closeness::parse,
              Closeness::text),
          DecideSettings.DEFAULT.eps(),
          "How close to the best possible score is close enough: a distance on the scale of the score,"
              + " or a share of the distance of threshold and best possible score.",
          Face.FIT,
          Face.SQL);

  /** Probability. */
  public static final Key<Double> PROBABILITY =
      usual(
          Section.DECIDE,
          "probability",
          KeyType.single(
              "0 to 1",
              "a number between 0 and 1",
              text -> Settings.finite(text).filter(p -> p > 0 && p < 1),
              p -> p),
          DecideSettings.DEFAULT.probability(),
          "How sure to be to come that close, for `trials_to_within`.",
          Face.SQL);

  /** Next trials. */
  public static final Key<List<Integer>> NEXT_TRIALS =
      usual(
          Section.DECIDE,
          "next_trials",
          KeyType.wholes(1, DecideSettings.MOST_TRIALS),
          DecideSettings.DEFAULT.nextTrials(),
          "The numbers of further trials to state the gain for.",
          Face.FIT,
          Face.SQL);

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

    /** The section as the example file has it: what is open is left out. */
    public String example() {
      StringBuilder text = new StringBuilder(title + ":\n");
      for (Key<?> key : keys()) {
        boolean usual = key.fallback.isPresent();
        String line = (usual ? "" : "# ") + key.key + ":" + (usual ? " " + key.fallbackWords : "");
        String comment = key.meaning + " (" + key.type.words() + ")";
        text.append("  %-30s  # %s\n".formatted(line, comment));
      }
      return text.toString();
    }

    /**
     * The section's keys.
     *
     * @return the keys in the order of their declaration
     */
    public List<Key<?>> keys() {
      return ALL.stream().filter(key -> key.section == this).toList();
    }
  }

  /** Where an option can be set besides a file. */
  public enum Face {
    /** A flag of {@code lossfloor audit}. */
    AUDIT,
    /** A flag of {@code lossfloor fit} and {@code lossfloor curve}. */
    FIT,
    /** A flag of {@code lossfloor curve} only. */
    CURVE,
    /** A flag of every {@code lossfloor study}. */
    STUDY,
    /** A flag of the studies that count intervals: {@code coverage} and {@code regime}. */
    STUDY_OF_INTERVALS,
    /** A parameter of the pipeline stage. */
    STAGE,
    /** A setting of the functions of SQL. */
    SQL
  }

  private final Section section;
  private final String key;
  private final String id;
  private final KeyType<T> type;
  private final Optional<T> fallback;
  private final String fallbackWords;
  private final String meaning;
  private final Set<Face> faces;

  private Key(
      Section section,
      String key,
      KeyType<T> type,
      Optional<T> fallback,
      String fallbackWords,
      String meaning,
      Face... faces) {
    this.section = section;
    this.key = key;
    this.id = section.title() + "." + key;
    this.type = type;
    this.fallback = fallback;
    this.fallbackWords = fallbackWords;
    this.meaning = meaning;
    this.faces = Set.of(faces);
    ALL.add(this);
  }

  /** A key with a default. */
  private static <T> Key<T> usual(
      Section section, String key, KeyType<T> type, T fallback, String meaning, Face... faces) {
    String shown = String.valueOf(type.plain().apply(fallback));
    return new Key<>(
        section,
        key,
        type,
        Optional.of(fallback),
        shown.equals(",") ? "`,`" : shown,
        meaning,
        faces);
  }

  /** A key with a default that needs other words. */
  private static <T> Key<T> known(
      Section section, String key, KeyType<T> type, T fallback, String words, String meaning) {
    return new Key<>(section, key, type, Optional.of(fallback), words, meaning);
  }

  /** A key without a value where none is given; words say what holds then. */
  private static <T> Key<T> open(
      Section section, String key, KeyType<T> type, String words, String meaning, Face... faces) {
    return new Key<>(section, key, type, Optional.empty(), words, meaning, faces);
  }

  private static Optional<Threshold> threshold(String text) {
    try {
      return Optional.of(Threshold.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The keys that can be set somewhere.
   *
   * @param faces where
   * @return the keys in the order of their declaration
   */
  public static List<Key<?>> on(Face... faces) {
    return ALL.stream().filter(key -> Arrays.stream(faces).anyMatch(key.faces::contains)).toList();
  }

  /**
   * The key as it is written in the file.
   *
   * @return the key in snake case
   */
  public String key() {
    return key;
  }

  /** The key with its section, by which values are kept. */
  String id() {
    return id;
  }

  public Section section() {
    return section;
  }

  public KeyType<T> type() {
    return type;
  }

  /**
   * What holds where no value is given.
   *
   * @return the default, if there is one
   */
  public Optional<T> fallback() {
    return fallback;
  }

  /**
   * The key as a flag of the command line.
   *
   * @return for example {@code --max-dimension}
   */
  public String flag() {
    return "--" + key.replace('_', '-');
  }

  /**
   * The key as a parameter of the pipeline stage.
   *
   * @return for example {@code maxDimension}
   */
  public String param() {
    String[] words = key.split("_");
    return Arrays.stream(words)
        .skip(1)
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining("", words[0], ""));
  }

  /**
   * What the option does and can be, in one text.
   *
   * @return sentences
   */
  public String help() {
    return help(fallbackWords.replaceAll("[\\[\\]]", ""));
  }

  /**
   * What the option does and can be where another default holds.
   *
   * @param otherwise what holds if it is not given
   * @return sentences
   */
  public String help(String otherwise) {
    return "%s Give %s (default: %s).".formatted(meaning, type.typed(), otherwise);
  }

  /**
   * Whether text is a value of the key.
   *
   * @param text what a person typed
   * @return whether {@link #parse} takes it
   */
  public boolean accepts(String text) {
    return type.text().apply(text).isPresent();
  }

  /**
   * What a value has to be, for messages.
   *
   * @return a few words
   */
  public String wanted() {
    return type.typed();
  }

  /**
   * Reads a value that a person typed.
   *
   * @param text the value
   * @return the value, checked
   * @throws UserException if it cannot be used; the message names the flag
   */
  public T parse(String text) {
    return type.text()
        .apply(text)
        .orElseThrow(
            () ->
                new ConfigException(
                    "cannot use `" + text + "` as " + key,
                    flag(),
                    Nearest.question(text, type.choices()).map(near -> near + " Else ").orElse("")
                        + "give "
                        + type.typed()));
  }

  /**
   * The words that a value can be, for completion.
   *
   * @return the words; none where it is no choice among words
   */
  public List<String> choices() {
    return type.choices();
  }

  /** The page of all options: the keys of a file, and where else they can be set. */
  public static String page() {
    StringBuilder text =
        new StringBuilder(
            """
            # Options

            Every option is declared once, in `org.lossfloor.config.key.Key`; this page is printed from
            there. The command line goes before the file, the file before the default.

            """);
    text.append(reference());
    text.append(
        "### Where else\n\n| key | `audit` | `fit`, `curve` | `study` | pipeline stage | SQL functions |\n");
    text.append("|---|---|---|---|---|---|\n");
    ALL.stream().filter(key -> !key.faces.isEmpty()).map(Key::elsewhere).forEach(text::append);
    return text.toString();
  }

  private String elsewhere() {
    return "| `%s` | %s | %s%s | %s%s | %s | %s |\n"
        .formatted(
            id,
            cell(Face.AUDIT, flag(), ""),
            cell(Face.FIT, flag(), ""),
            cell(Face.CURVE, flag(), " (`curve`)"),
            cell(Face.STUDY, flag(), ""),
            cell(Face.STUDY_OF_INTERVALS, flag(), " (`coverage`, `regime`)"),
            cell(Face.STAGE, param(), ""),
            cell(Face.SQL, key, ""));
  }

  private String cell(Face face, String name, String only) {
    return faces.contains(face) ? "`" + name + "`" + only : "";
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
      for (Key<?> key : section.keys()) {
        text.append("| `").append(key.key).append("` | ").append(key.type.words()).append(" | ");
        text.append(key.fallbackWords).append(" | ").append(key.meaning).append(" |\n");
      }
      text.append('\n');
    }
    return text.toString();
  }
}
