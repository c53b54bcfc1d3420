package org.lossfloor.simulate;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The simulation behind a study: cells of numbered sets, each a function of (seed, cell, number)
 * only. It is shipped to executors.
 */
interface Simulation extends Serializable {
  /** The study's name, as typed. */
  String name();

  /** The names of the cells, in the order of the report. */
  List<String> cells();

  /** The columns of a set; the text column {@code cell} and the long {@code number} among them. */
  StructType schema();

  /** Runs a set; on an executor. */
  Row run(int cell, long seed, long number);

  /** How many sets a core should do before they are published. */
  int setsPerCore();

  /**
   * Writes what is reported: the text of every file by its name, Markdown where the name ends in
   * {@code .md}. The rows of a cell come in any order.
   */
  Map<String, String> report(Function<String, List<Row>> rowsOfCell);

  /** The same with only some of its cells. */
  Simulation only(List<String> cells);
}
