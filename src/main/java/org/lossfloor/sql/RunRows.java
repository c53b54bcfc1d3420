package org.lossfloor.sql;

import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;

/**
 * A table of published runs, wherever their manifests say that it is.
 *
 * @param runs at least one run
 * @param table the name of the table
 */
record RunRows(List<RunTables> runs, String table) {
  private static final String RUN_ID = "run_id";

  /** Copies the list. */
  RunRows {
    runs = List.copyOf(runs);
  }

  /**
   * The rows of all runs that have the table, each with the id of its run. What older runs did not
   * write yet is null.
   */
  Dataset<Row> rows() {
    return runs.stream()
        .filter(run -> run.published().has(table))
        .map(this::rows)
        .reduce((some, more) -> some.unionByName(more, true))
        .orElseThrow(this::none);
  }

  private Dataset<Row> rows(RunTables run) {
    Dataset<Row> rows = run.rows(table);
    return Arrays.asList(rows.columns()).contains(RUN_ID)
        ? rows
        : rows.withColumn(RUN_ID, lit(run.published().runId()));
  }

  private UsageException none() {
    Set<String> tables = new TreeSet<>();
    runs.forEach(run -> tables.addAll(run.published().names()));
    return new UsageException(
        "there is no table `" + table + "`",
        runs.get(0).published().tables(),
        Nearest.mend(table, tables, "The tables are " + String.join(", ", tables)));
  }
}
