package org.lossfloor.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.audit.run.ExperimentOrder;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.error.Printable;
import org.lossfloor.estimate.Standing;
import org.lossfloor.report.AlignedTable;
import org.lossfloor.report.ExperimentText;
import org.lossfloor.report.ExperimentsText;
import org.lossfloor.report.view.ExperimentView;

/** Tables of a run on a terminal: experiments as people want them, one in full, any rows. */
final class ShownTables {
  private static final String GAP = "  ";

  /** The most characters of a cell. */
  private static final int CELL = 40;

  private ShownTables() {}

  /** Prints experiments; {@code ordered} if they come in the order of an audit's summary. */
  static void table(Terminal out, int width, RunTables tables, Dataset<Row> rows, boolean ordered) {
    List<ExperimentView> views = tables.experiments(rows);
    Map<Standing, Long> standings =
        views.stream()
            .collect(
                Collectors.groupingBy(
                    ExperimentView::standing,
                    () -> new EnumMap<>(Standing.class),
                    Collectors.counting()));
    ExperimentsText text = new ExperimentsText(views);
    out.println(
        "Run %s: %s".formatted(tables.run().runId(), Standing.counted(views.size(), standings)));
    if (views.isEmpty()) {
      return;
    }
    out.println();
    out.table(text.table().fitted(width, ExperimentsText.spared()).padded(), GAP);
    out.println();
    if (ordered) {
      out.println("Order: " + ExperimentOrder.WORDS + ".");
    }
    text.explanations().forEach(line -> out.println("  " + line));
  }

  /** Prints all that the run says of one experiment. */
  static void inFull(Terminal out, int width, RunTables tables, ExperimentView view) {
    ExperimentText text = ExperimentText.ofRun(view);
    out.println("Experiment            " + view.id() + " of run " + view.origin().runId());
    out.print(text.write());
    out.print("\n" + text.curves(tables.curve(view.id()), Math.min(width, 100)));
  }

  /** Prints rows, the first of which has the names of the columns. */
  static void rows(Terminal out, int width, List<List<String>> rows) {
    int columns = rows.get(0).size();
    AlignedTable table = new AlignedTable(GAP, Set.of(0, columns - 1));
    rows.forEach(
        row ->
            table.add(
                row.stream().map(cell -> Printable.cut(Printable.line(cell), CELL)).toList()));
    List<Integer> spared = new ArrayList<>(IntStream.range(1, columns).boxed().toList());
    Collections.reverse(spared);
    List<List<String>> shown = table.fitted(width, spared).padded();
    out.table(shown, GAP);
    int left = columns - shown.get(0).size();
    if (left > 0) {
      List<String> names = rows.get(0).subList(columns - left, columns);
      out.println(left + " columns do not fit; choose with --columns: " + String.join(", ", names));
    }
  }
}
