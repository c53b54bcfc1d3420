package org.lossfloor.sql;

import java.util.List;
import org.lossfloor.engine.FunctionCatalogue;

/**
 * The functions of SQL, as a catalog of Spark's: {@code
 * spark.sql.catalog.lossfloor=org.lossfloor.sql.LossfloorCatalog} makes them {@code
 * lossfloor.search_law} and {@code lossfloor.tuning_curve} in every session, whatever its language.
 *
 * <p>{@code search_law(score, direction [, settings])} gives the answer of a group as a struct with
 * the columns of the table {@code experiments} that speak of the answer. {@code tuning_curve(score,
 * direction, trials [, settings])} gives the rows of the table {@code tuning_curves} as an array. A
 * score that is null, NaN or infinite is a failed trial; one outside the {@code bounds} is left out
 * and counted. Both are aggregates: neither order nor partitioning of the rows has an effect.
 */
public final class LossfloorCatalog extends FunctionCatalogue {
  /** Makes the catalog; Spark does. */
  public LossfloorCatalog() {
    super(List.of(new SearchLaw.Call(), new TuningCurve.Call()));
  }
}
