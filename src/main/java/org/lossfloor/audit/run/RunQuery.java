package org.lossfloor.audit.run;

import static org.apache.spark.sql.functions.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.table.ColumnName;
import org.lossfloor.table.ExperimentsTable;

/**
 * Which rows and columns of a table of a run are wanted.
 *
 * @param table the name of the table
 * @param where a Spark SQL expression that is true for the rows that are wanted; nothing for all
 * @param columns the columns that are wanted, in this order; all if there are none
 * @param sort columns to sort by, each with {@code :desc} behind it or not; missing values come
 *     last
 * @param limit the most rows, at least 1; nothing for all
 */
public record RunQuery(
    String table,
    Optional<String> where,
    List<String> columns,
    List<String> sort,
    Optional<Integer> limit) {
  private static final String DESCENDING = ":desc";
  private static final String ASCENDING = ":asc";

  /** Copies the lists. */
  public RunQuery {
    columns = List.copyOf(columns);
    sort = List.copyOf(sort);
  }

  /**
   * Finds the rows.
   *
   * @param run the run
   * @param experiments the ids of the experiments that are wanted; nothing for all
   * @return the rows, in order, with the columns that are wanted
   * @throws UsageException if there is no such table or column, or the expression is none
   */
  public Dataset<Row> rows(RunTables run, Optional<Set<String>> experiments) {
    Dataset<Row> all = run.rows(known(run));
    Dataset<Row> some = experiments.map(ids -> of(all, ids)).orElse(all);
    Dataset<Row> held =
        where.map(text -> Conditions.checked(text, all, () -> some.where(expr(text)))).orElse(some);
    // One partition is sorted without a shuffle.
    Dataset<Row> sorted = held.coalesce(1).orderBy(order(all));
    Dataset<Row> most = limit.map(sorted::limit).orElse(sorted);
    return columns.isEmpty()
        ? most
        : most.select(
            columns.stream()
                .map(name -> column(all, column(all, name, "--columns")))
                .toArray(Column[]::new));
  }

  private String known(RunTables run) {
    Set<String> tables = run.run().rows().keySet();
    if (tables.contains(table)) {
      return table;
    }
    throw new UsageException(
        "the run has no table `" + table + "`",
        "--table",
        Nearest.mend(table, tables, "It has " + String.join(", ", tables)));
  }

  private Dataset<Row> of(Dataset<Row> rows, Set<String> ids) {
    if (!Arrays.asList(rows.columns()).contains(ExperimentKey.ID)) {
      throw new UsageException(
          "the rows of `" + table + "` are not those of one experiment",
          "--table",
          "leave the experiment out");
    }
    return rows.where(rows.col(ExperimentKey.ID).isInCollection(ids));
  }

  private Column[] order(Dataset<Row> rows) {
    List<Column> order = new ArrayList<>();
    sort.forEach(text -> order.add(order(rows, text)));
    if (sort.isEmpty() && table.equals(ExperimentsTable.NAME)) {
      order.add(ExperimentOrder.standing());
      order.add(ExperimentOrder.gain());
    }
    if (Arrays.asList(rows.columns()).contains(ExperimentKey.ID)) {
      order.add(rows.col(ExperimentKey.ID));
    }
    return order.toArray(Column[]::new);
  }

  private static Column order(Dataset<Row> rows, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean named = Arrays.asList(rows.columns()).contains(text);
    boolean descending = !named && lower.endsWith(DESCENDING);
    boolean ascending = !named && lower.endsWith(ASCENDING);
    int end =
        text.length()
            - (descending ? DESCENDING.length() : 0)
            - (ascending ? ASCENDING.length() : 0);
    String name = column(rows, text.substring(0, end), "--sort");
    if (rows.schema().apply(name).dataType().typeName().equals("map")) {
      throw new UsageException(
          "rows have no order by `" + name + "`, a map", "--sort", "sort by another column");
    }
    Column column = column(rows, name);
    return descending ? column.desc_nulls_last() : column.asc_nulls_last();
  }

  /** The column of this name, which need not be typed in the right case. */
  private static String column(Dataset<Row> rows, String name, String flag) {
    List<String> names = Arrays.asList(rows.columns());
    Optional<String> found =
        names.stream()
            .filter(name::equals)
            .findFirst()
            .or(() -> names.stream().filter(name::equalsIgnoreCase).findFirst());
    return found.orElseThrow(() -> Conditions.noColumn(name, flag, names));
  }

  /** A name may hold dots. */
  private static Column column(Dataset<Row> rows, String name) {
    return rows.col(ColumnName.quoted(name));
  }
}
