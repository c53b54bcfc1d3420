package org.lossfloor.decide.compare;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.lossfloor.sweep.Coded;

/**
 * Which experiments were compared with which; always such that share metric and direction.
 *
 * @param how by what they were paired
 * @param columns for {@link How#BETWEEN} the key column in which the two of a pair differ; for
 *     {@link How#DATA} the key columns that were taken for the data set; else none
 * @param without how many experiments were left out because they have no value there
 */
public record PairedBy(How how, List<String> columns, int without) implements Serializable {
  /** What pairs experiments. */
  public enum How implements Coded {
    /** They were named. */
    NAMES,
    /** They differ in one key column and agree in all others but the source. */
    BETWEEN,
    /** They have one data set. */
    DATA
  }

  /** Experiments, or files, that were named. */
  public static final PairedBy NAMED = new PairedBy(How.NAMES, List.of(), 0);

  /** Copies the list. */
  public PairedBy {
    Objects.requireNonNull(how, "how");
    columns = List.copyOf(columns);
  }
}
