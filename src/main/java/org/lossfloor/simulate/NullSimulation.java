package org.lossfloor.simulate;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.study.NullCell;
import org.lossfloor.study.NullReport;
import org.lossfloor.table.NullSetsTable;

/**
 * Tails that follow the law, for the table of percentage points.
 *
 * @param plan the cells
 */
record NullSimulation(List<NullCell> plan) implements Simulation {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "null-table";
  }

  @Override
  public List<String> cells() {
    return plan.stream().map(NullCell::name).toList();
  }

  @Override
  public StructType schema() {
    return NullSetsTable.schema();
  }

  @Override
  public Row run(int cell, long seed, long number) {
    return NullSetsTable.row(plan.get(cell).run(seed, number));
  }

  @Override
  public int setsPerCore() {
    return 2000;
  }

  @Override
  public Map<String, String> report(Function<String, List<Row>> rowsOfCell) {
    NullReport report =
        new NullReport(
            cells().stream()
                .flatMap(cell -> rowsOfCell.apply(cell).stream())
                .map(NullSetsTable::result)
                .toList());
    return Map.of("null-table.md", report.markdown(), "anderson-darling.csv", report.table().csv());
  }

  @Override
  public Simulation only(List<String> cells) {
    return new NullSimulation(plan.stream().filter(cell -> cells.contains(cell.name())).toList());
  }
}
