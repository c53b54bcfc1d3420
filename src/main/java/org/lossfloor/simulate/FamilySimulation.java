package org.lossfloor.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.study.family.FamilyCell;
import org.lossfloor.study.family.FamilyReport;
import org.lossfloor.table.FamilySetsTable;

/**
 * Families of experiments, and what their weights are worth.
 *
 * @param plan the cells
 */
record FamilySimulation(List<FamilyCell> plan) implements Simulation {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "families";
  }

  @Override
  public List<String> cells() {
    return plan.stream().map(FamilyCell::name).toList();
  }

  @Override
  public StructType schema() {
    return FamilySetsTable.schema();
  }

  @Override
  public Row run(int cell, long seed, long number) {
    return FamilySetsTable.row(plan.get(cell).run(seed, number));
  }

  @Override
  public int setsPerCore() {
    return 16;
  }

  @Override
  public Map<String, String> report(Function<String, List<Row>> rowsOfCell) {
    Map<FamilyCell, List<FamilyCell.Result>> results = new LinkedHashMap<>();
    for (FamilyCell cell : plan) {
      List<Row> rows = rowsOfCell.apply(cell.name());
      results.put(cell, rows.stream().map(FamilySetsTable::result).toList());
    }
    return Map.of("families.md", new FamilyReport(results).markdown());
  }

  @Override
  public Simulation only(List<String> cells) {
    return new FamilySimulation(plan.stream().filter(cell -> cells.contains(cell.name())).toList());
  }
}
