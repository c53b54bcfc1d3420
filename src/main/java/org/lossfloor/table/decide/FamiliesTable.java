package org.lossfloor.table.decide;

import static org.lossfloor.table.Columns.orNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.decide.family.FamilyMember;
import org.lossfloor.estimate.Interval;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnDoc;
import org.lossfloor.table.Columns;

/**
 * Table {@code families}: one row for each experiment. The key columns come first, with {@code
 * key_} before a name that is also that of a column.
 */
public final class FamiliesTable {
  /** The table's name. */
  public static final String NAME = "families";

  /** Changes whenever the same experiments would give other numbers. */
  public static final String FAMILIES_VERSION = "1";

  private static final String NO_FAMILY = "it logs no hyperparameters";
  private static final String NO_WEIGHTS = "no law was fitted, or its dimension was given";
  private static final String NO_FAMILY_WEIGHTS = NO_FAMILY + ", or none of the family has weights";

  private final Columns<FamilyMember> columns;

  /**
   * Makes the table of one run.
   *
   * @param keyColumns the names of the key columns of its experiments
   * @param runId the run whose experiments are grouped
   * @param declared whether the user declared the families
   * @param confidence of the intervals
   */
  public FamiliesTable(Set<String> keyColumns, String runId, boolean declared, double confidence) {
    columns = new Columns<>();
    columns.keys(keyColumns, FamiliesTable::ownColumns, (e, key) -> e.key().get(key));
    columns
        .text(ExperimentKey.ID, FamilyMember::id)
        .says("The experiment.")
        .text("run_id", e -> runId)
        .says("The run whose experiments are grouped.")
        .text("family", ofPlace(FamilyMember.Place::founder))
        .says(
            "",
            NO_FAMILY,
            "The family, by the id of the experiment that the others were compared with.")
        .text("recognised_by", e -> declared ? "declared" : "ranges")
        .says(
            "How: `ranges`, by equal names and ranges of the hyperparameters, or `declared`, by "
                + "equal values of key columns.");
    weights();
    columns
        .number("confidence", e -> confidence)
        .says("The confidence of intervals.")
        .text("families_version", e -> FAMILIES_VERSION)
        .says("Changes whenever the same experiments would give other numbers.");
  }

  private void weights() {
    columns
        .whole("n_experiments", ofPlace(FamilyMember.Place::experiments))
        .says("experiments", NO_FAMILY, "The experiments of the family.")
        .whole("n_weighed", ofPlace(FamilyMember.Place::weighed))
        .says("experiments", NO_FAMILY, "Those of them that have weights.")
        .weightMap("effective_dimension_weights", e -> orNull(filled(e.weights())))
        .says("", NO_WEIGHTS, "The relative support of each dimension by its own scores.")
        .weightMap("family_weights", ofWeights(FamilyMember.Place::weights))
        .says("", NO_FAMILY_WEIGHTS, "How often each dimension occurs in the family.")
        .weightMap("family_weights_lower", ofIntervals(Interval::lower))
        .says("", NO_FAMILY_WEIGHTS, "Lower ends of their intervals.")
        .weightMap("family_weights_upper", ofIntervals(Interval::upper))
        .says("", NO_FAMILY_WEIGHTS, "Upper ends.")
        .whole("largest_needed", ofPlace(place -> orNull(place.largestNeeded())))
        .says(
            "",
            NO_FAMILY_WEIGHTS,
            "The largest dimension that may occur in a tenth of the family: as `max_dimension` it "
                + "narrows the intervals.")
        .number("commonest_probability", ofPlace(place -> orNull(place.hasCommonest())))
        .says(
            "probability",
            NO_FAMILY + ", or " + NO_WEIGHTS,
            "How probably it has the commonest dimension of its family, given its scores and its "
                + "siblings.")
        .flag("differs", FamilyMember::differs)
        .says("Whether that is below .05: it may well be of another dimension.");
  }

  private static <V> Function<FamilyMember, V> ofPlace(Function<FamilyMember.Place, V> value) {
    return e -> orNull(e.family().map(value));
  }

  private static Function<FamilyMember, SortedMap<Integer, Double>> ofWeights(
      Function<FamilyMember.Place, SortedMap<Integer, Double>> value) {
    return e -> orNull(e.family().map(value).flatMap(FamiliesTable::filled));
  }

  private static Function<FamilyMember, SortedMap<Integer, Double>> ofIntervals(
      Function<Interval, Double> end) {
    return ofWeights(
        place -> {
          SortedMap<Integer, Double> ends = new TreeMap<>();
          place.intervals().forEach((c, interval) -> ends.put(c, end.apply(interval)));
          return ends;
        });
  }

  private static <M extends Map<Integer, Double>> Optional<M> filled(M weights) {
    return Optional.of(weights).filter(w -> !w.isEmpty());
  }

  /**
   * Returns the columns that the table has besides the key columns.
   *
   * @return their part of the schema
   */
  public static StructType ownColumns() {
    return new FamiliesTable(Set.of(), "", false, 0).schema();
  }

  /**
   * Returns what the columns say.
   *
   * @return one for each column
   */
  public static List<ColumnDoc> docs() {
    return new FamiliesTable(Set.of(), "", false, 0).columns.docs();
  }

  /**
   * Returns the table's columns.
   *
   * @return the schema
   */
  public StructType schema() {
    return columns.schema();
  }

  /**
   * Writes an experiment.
   *
   * @param experiment the experiment
   * @return a row of {@link #schema}
   */
  public Row row(FamilyMember experiment) {
    return columns.row(experiment);
  }
}
