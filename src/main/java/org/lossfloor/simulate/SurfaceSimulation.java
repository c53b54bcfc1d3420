package org.lossfloor.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.study.surface.SurfaceCell;
import org.lossfloor.study.surface.SurfaceReport;
import org.lossfloor.table.SurfaceSetsTable;

/**
 * Surfaces through the trials of the bench, and what their smallest values are worth.
 *
 * @param plan the cells
 */
record SurfaceSimulation(List<SurfaceCell> plan) implements Simulation {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "surface";
  }

  @Override
  public List<String> cells() {
    return plan.stream().map(SurfaceCell::name).toList();
  }

  @Override
  public StructType schema() {
    return SurfaceSetsTable.schema();
  }

  @Override
  public Row run(int cell, long seed, long number) {
    return SurfaceSetsTable.row(plan.get(cell).run(seed, number));
  }

  @Override
  public int setsPerCore() {
    return 64;
  }

  @Override
  public Map<String, String> report(Function<String, List<Row>> rowsOfCell) {
    Map<SurfaceCell, List<SurfaceCell.Result>> results = new LinkedHashMap<>();
    for (SurfaceCell cell : plan) {
      List<Row> rows = rowsOfCell.apply(cell.name());
      results.put(cell, rows.stream().map(SurfaceSetsTable::result).toList());
    }
    return Map.of("surface.md", new SurfaceReport(results).markdown());
  }

  @Override
  public Simulation only(List<String> cells) {
    return new SurfaceSimulation(
        plan.stream().filter(cell -> cells.contains(cell.name())).toList());
  }
}
