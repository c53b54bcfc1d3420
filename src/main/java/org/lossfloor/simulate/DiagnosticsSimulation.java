package org.lossfloor.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.study.DiagnosticsReport;
import org.lossfloor.study.SuspectCell;
import org.lossfloor.table.SuspectSetsTable;

/**
 * Experiments that meet the assumptions of the theory or not, and whether the difference is
 * noticed.
 *
 * @param plan the cells
 */
record DiagnosticsSimulation(List<SuspectCell> plan) implements Simulation {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "diagnostics";
  }

  @Override
  public List<String> cells() {
    return plan.stream().map(SuspectCell::name).toList();
  }

  @Override
  public StructType schema() {
    return SuspectSetsTable.schema();
  }

  @Override
  public Row run(int cell, long seed, long number) {
    return SuspectSetsTable.row(plan.get(cell).run(seed, number));
  }

  @Override
  public int setsPerCore() {
    return 1000;
  }

  @Override
  public Map<String, String> report(Function<String, List<Row>> rowsOfCell) {
    Map<SuspectCell, List<SuspectCell.Result>> results = new LinkedHashMap<>();
    for (SuspectCell cell : plan) {
      List<Row> rows = rowsOfCell.apply(cell.name());
      results.put(cell, rows.stream().map(SuspectSetsTable::result).toList());
    }
    return Map.of("diagnostics.md", new DiagnosticsReport(results).markdown());
  }

  @Override
  public Simulation only(List<String> cells) {
    return new DiagnosticsSimulation(
        plan.stream().filter(cell -> cells.contains(cell.name())).toList());
  }
}
