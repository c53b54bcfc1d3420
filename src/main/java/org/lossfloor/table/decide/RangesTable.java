package org.lossfloor.table.decide;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.ranges.DeadRegion;
import org.lossfloor.decide.ranges.ExaminedExperiment;
import org.lossfloor.decide.ranges.HyperparameterRange;
import org.lossfloor.decide.ranges.Importance;
import org.lossfloor.decide.ranges.NextRange;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;

/**
 * Table {@code ranges}: one row for each experiment and hyperparameter. The key columns come first,
 * with {@code key_} before a name that is also that of a column.
 */
public final class RangesTable {
  /** The table's name. */
  public static final String NAME = "ranges";

  /** The column with the name of the hyperparameter. */
  public static final String HYPERPARAMETER = "hyperparameter";

  /** Changes whenever the same trials would give other numbers. */
  public static final String RANGES_VERSION = "1";

  private static final String WORDS = "it has words";
  private static final String NO_REGION = "no such region was found";
  private static final String NOT_ASKED = "it was not asked for";

  private record Line(ExaminedExperiment experiment, HyperparameterRange range) {}

  private final Columns<Line> columns;

  /**
   * Makes the table of one run.
   *
   * @param keyColumns the names of the key columns of its experiments
   * @param runId the run whose experiments are examined
   */
  public RangesTable(Set<String> keyColumns, String runId) {
    Columns<Line> all = new Columns<>();
    all.keys(keyColumns, RangesTable::ownColumns, (l, key) -> l.experiment().key().get(key));
    columns = importance(next(dead(edges(range(experiment(all, runId))))));
    columns
        .text("ranges_version", l -> RANGES_VERSION)
        .says("Changes whenever the same trials would give other numbers.");
  }

  private static Columns<Line> experiment(Columns<Line> columns, String runId) {
    return columns
        .text(ExperimentKey.ID, l -> l.experiment().id())
        .says("The experiment.")
        .text("run_id", l -> runId)
        .says("The run whose experiments are examined.")
        .text("direction", l -> l.experiment().direction().code())
        .says("`minimize` or `maximize`.")
        .text("sampler", l -> l.experiment().sampler().code())
        .says("How the trials were drawn. The p-values of failures need independent draws.")
        .text("verdict", l -> l.experiment().verdict().name())
        .says("The verdict on the experiment, as in `experiments`.")
        .whole("n_configurations", l -> l.experiment().space().trials())
        .says("configurations", "never", "Configurations that count; reruns of one are averaged.")
        .whole("n_good", l -> l.experiment().space().good())
        .says("configurations", "never", "Those with a score as good as `good_score`.")
        .answer("good_score", l -> l.experiment().limit())
        .says(
            "score",
            "no trial has a score",
            "The worst score of a good configuration: the threshold of the law, or that of the "
                + "best quarter where no law was fitted.")
        .whole("n_outside", l -> l.experiment().space().outside())
        .says(
            "configurations",
            "never",
            "Those outside of the next range of any hyperparameter: none of them is good.");
  }

  private static Columns<Line> range(Columns<Line> columns) {
    return columns
        .text(HYPERPARAMETER, l -> l.range().hyperparameter().name())
        .says("The hyperparameter.")
        .texts("codes", l -> l.range().codes())
        .says(
            "What is wrong with its range: `EDGE_lr_HIGH`, `EDGE_lr_LOW`, `DEAD_lr_HIGH`, "
                + "`DEAD_lr_LOW`, `DEAD_optimizer=sgd`; empty where nothing is.")
        .whole("n_present", l -> l.range().hyperparameter().trials())
        .says("configurations", "never", "Configurations that have it; it is judged on these.")
        .answer("low", number(l -> l.range().hyperparameter().low()))
        .says("its unit", WORDS, "The smallest value that was tried.")
        .answer("high", number(l -> l.range().hyperparameter().high()))
        .says("its unit", WORDS, "The largest one.")
        .texts("values", l -> numeric(l) ? null : l.range().hyperparameter().values())
        .says("", "it has numbers", "The words that were tried.")
        .text("scale", l -> orNull(l.range().hyperparameter().scale().map(Coded::code)))
        .says("", WORDS, "The scale on which the range is measured: `linear` or `log`.")
        .text("scale_source", RangesTable::scaleSource)
        .says(
            "",
            WORDS,
            "`told` by the user, or `values`: the scale on which the values lie more evenly.")
        .text("best", l -> orNull(l.range().best()))
        .says("", "the best trial does not have it", "Its value in the best trial, as logged.");
  }

  private static boolean numeric(Line line) {
    return line.range().hyperparameter().scale().isPresent();
  }

  private static Function<Line, Double> number(Function<Line, Double> value) {
    return line -> numeric(line) ? value.apply(line) : null;
  }

  private static String scaleSource(Line line) {
    return numeric(line) ? line.range().hyperparameter().told() ? "told" : "values" : null;
  }

  private static Columns<Line> edges(Columns<Line> columns) {
    String untested = "it has no range, or too few trials or too little weight to be tested";
    return columns
        .number("edge_low_p_value", l -> orNull(l.range().lowerEdge()))
        .says(
            "probability",
            untested,
            "The p-value of the optimum not pressing against the lower end, corrected for all ends "
                + "of the experiment; at most .01 raises `EDGE_..._LOW`.")
        .number("edge_high_p_value", l -> orNull(l.range().upperEdge()))
        .says("probability", untested, "The same for the upper end.");
  }

  private static Columns<Line> dead(Columns<Line> columns) {
    region(columns, "low", HyperparameterRange::deadLow, "at most");
    region(columns, "high", HyperparameterRange::deadHigh, "at least");
    return columns
        .texts("dead_values", l -> l.range().deadValues().stream().map(DeadRegion::value).toList())
        .says("Words with which at least a third of the trials fail, more than with others.");
  }

  private static void region(
      Columns<Line> columns,
      String end,
      Function<HyperparameterRange, Optional<DeadRegion>> region,
      String side) {
    columns
        .number(
            "dead_" + end + "_from",
            l -> orNull(region.apply(l.range()).map(r -> r.from().orElseThrow())))
        .says("its unit", NO_REGION, "Values of " + side + " this one fail.")
        .whole("dead_" + end + "_trials", l -> orNull(region.apply(l.range()).map(r -> r.trials())))
        .says("configurations", NO_REGION, "Configurations in that region.")
        .whole("dead_" + end + "_failed", l -> orNull(region.apply(l.range()).map(r -> r.failed())))
        .says("configurations", NO_REGION, "Those of them that failed.");
  }

  private static Columns<Line> next(Columns<Line> columns) {
    String constant = "it does not vary";
    return columns
        .number("next_low", l -> orNull(l.range().next().map(n -> orNull(n.low()))))
        .says("its unit", WORDS + ", or does not vary", "Where the next range starts.")
        .number("next_high", l -> orNull(l.range().next().map(n -> orNull(n.high()))))
        .says("its unit", WORDS + ", or does not vary", "Where it ends.")
        .texts("next_values", RangesTable::nextValues)
        .says("", "it has numbers, or does not vary", "The words that are left.")
        .whole("n_next_outside", l -> orNull(l.range().next().map(NextRange::outside)))
        .says(
            "configurations",
            constant,
            "Configurations outside of that range: what it would have saved.");
  }

  private static List<String> nextValues(Line line) {
    return numeric(line) ? null : orNull(line.range().next().map(NextRange::values));
  }

  private static Columns<Line> importance(Columns<Line> columns) {
    return columns
        .number("importance", l -> orNull(l.range().importance().map(Importance::mean)))
        .says(
            "share of the variance",
            NOT_ASKED,
            "How much it matters among good trials: by how much the error of random forests grows "
                + "when its values are shuffled.")
        .number("importance_lower", l -> orNull(l.range().importance().map(Importance::lower)))
        .says("share of the variance", NOT_ASKED, "The 2.5 % quantile over bootstrap replicates.")
        .number("importance_upper", l -> orNull(l.range().importance().map(Importance::upper)))
        .says("share of the variance", NOT_ASKED, "The 97.5 % quantile.");
  }

  /** {@return the part of the schema that is not key columns} */
  public static StructType ownColumns() {
    return new RangesTable(Set.of(), "").schema();
  }

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return new RangesTable(Set.of(), "").columns.docs();
  }

  /** {@return the schema: the table's columns} */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Writes an experiment.
   *
   * @param experiment the experiment
   * @return a row of {@link #schema} for each hyperparameter
   */
  public Stream<Row> rows(ExaminedExperiment experiment) {
    return experiment.space().ranges().stream()
        .map(range -> columns.row(new Line(experiment, range)));
  }
}
