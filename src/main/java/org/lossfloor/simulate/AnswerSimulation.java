package org.lossfloor.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.study.Cell;
import org.lossfloor.study.CoverageReport;
import org.lossfloor.study.RegimeReport;
import org.lossfloor.study.Subsample;
import org.lossfloor.study.Tally;
import org.lossfloor.study.bench.BenchReport;
import org.lossfloor.table.StudySetsTable;

/**
 * Experiments with a known truth, and the answers to them.
 *
 * @param kind which tables are reported
 * @param plan the cells
 * @param method how intervals are made
 * @param replicates how many replicates they rest on, where any are drawn
 */
record AnswerSimulation(Kind kind, List<Cell> plan, IntervalMethod method, int replicates)
    implements Simulation {
  private static final long serialVersionUID = 1L;

  /** Which tables are reported. */
  enum Kind {
    /** Known threshold. */
    COVERAGE,
    /** Everything from end to end. */
    REGIME,
    /** On surfaces that the method was not made on. */
    BENCH
  }

  static AnswerSimulation coverage(IntervalMethod method, int replicates) {
    return new AnswerSimulation(Kind.COVERAGE, Cell.coverage(), method, replicates);
  }

  static AnswerSimulation regime(List<Subsample> real, IntervalMethod method, int replicates) {
    return new AnswerSimulation(Kind.REGIME, Cell.regime(real), method, replicates);
  }

  static AnswerSimulation bench(IntervalMethod method, int replicates) {
    return new AnswerSimulation(Kind.BENCH, BenchReport.cells(), method, replicates);
  }

  @Override
  public String name() {
    return switch (method) {
      case PROFILE -> label();
      case NARROW -> label() + ", " + method.code();
      case CALIBRATED, PERCENTILE, NONPARAMETRIC ->
          label() + ", " + method.code() + " from " + replicates + " replicates";
    };
  }

  private String label() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> cells() {
    return plan.stream().map(Cell::name).toList();
  }

  @Override
  public StructType schema() {
    return StudySetsTable.schema();
  }

  @Override
  public Row run(int cell, long seed, long number) {
    return StudySetsTable.row(plan.get(cell).run(seed, number, method, replicates));
  }

  @Override
  public int setsPerCore() {
    return 128;
  }

  @Override
  public Map<String, String> report(Function<String, List<Row>> rowsOfCell) {
    Map<Cell, Tally> tallies = new LinkedHashMap<>();
    for (Cell cell : plan) {
      List<Row> rows = rowsOfCell.apply(cell.name());
      tallies.put(cell, new Tally(rows.stream().map(StudySetsTable::set).toList()));
    }
    String tables =
        switch (kind) {
          case COVERAGE -> new CoverageReport(tallies).markdown();
          case REGIME -> new RegimeReport(tallies).markdown();
          case BENCH -> new BenchReport(tallies).markdown();
        };
    return Map.of(label() + ".md", tables);
  }

  @Override
  public Simulation only(List<String> cells) {
    return new AnswerSimulation(
        kind,
        plan.stream().filter(cell -> cells.contains(cell.name())).toList(),
        method,
        replicates);
  }
}
