package org.lossfloor.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.run.Conditions;
import org.lossfloor.audit.run.FoundExperiments;
import org.lossfloor.audit.run.RowTexts;
import org.lossfloor.audit.run.RunQuery;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.cli.decide.RunArgument;
import org.lossfloor.error.UsageException;
import org.lossfloor.report.view.ExperimentView;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code lossfloor show}: the tables of a run in the terminal. */
@Command(
    name = "show",
    description =
        "Shows the tables of a published run: all experiments, some of them, or one in full.",
    footer = {
      "  lossfloor show audits/demo",
      "  lossfloor show audits/demo reviews mlp",
      "  lossfloor show audits/demo --where \"verdict = 'OK' and dataset = 'digits'\"",
      "  lossfloor show audits/demo --sort best_score:desc --columns model,best_score --csv",
      "  lossfloor show audits/demo reviews mlp --table trials --json"
    },
    mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
  /** The rows of a table that a person is shown without asking for more. */
  private static final int ROWS = 100;

  private static final String EXPERIMENTS = "experiments";

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;
  @Mixin private RunArgument run;

  @Parameters(
      index = "1..*",
      paramLabel = "EXPERIMENT",
      description =
          "An id, the start of one, or values of the key (also column=value, also with commas"
              + " between). If they leave one experiment it is shown in full.")
  private List<String> words = List.of();

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description =
          "A table of the run: experiments (default), tuning_curves, trials, sources, ...")
  private String table;

  @Option(
      names = "--where",
      paramLabel = "EXPRESSION",
      description = "Only rows for which this is true: Spark SQL over the columns of the table.")
  private String where;

  @Option(
      names = "--sort",
      paramLabel = "COLUMN[:desc]",
      split = ",",
      description =
          "Sort by these columns; missing values come last. Without it experiments come in the order"
              + " of the audit's summary.")
  private List<String> sort = List.of();

  @Option(
      names = "--columns",
      paramLabel = "COLUMN",
      split = ",",
      description = "Show these columns as they are in the table.")
  private List<String> columns = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "The most rows; 0 for all. The default is all, but "
              + ROWS
              + " for people and another table than experiments.")
  private Integer limit;

  @ArgGroup private Format format = new Format();

  /** What programs read. */
  private static final class Format {
    @Option(names = "--csv", description = "Print CSV with a header; lists and maps are JSON.")
    private boolean csv;

    @Option(names = "--json", description = "Print a JSON object for every row.")
    private boolean json;

    boolean forPeople() {
      return !csv && !json;
    }
  }

  @Override
  public Integer call() {
    if (limit != null && limit < 0) {
      throw new UsageException(
          "a number of rows is 0 or more: " + limit, "--limit", "give 0 for all rows");
    }
    Terminal out = (Terminal) spec.commandLine().getOut();
    int code =
        Sessions.onOneCore(
            "lossfloor show",
            main.logLevel(),
            spark -> {
              Sessions.expectLittle(spark);
              show(spark, out);
              return ExitCode.DONE;
            });
    out.flush();
    return code;
  }

  /** Shows what is wanted. */
  void show(SparkSession spark, Terminal out) {
    RunTables tables = RunTables.open(spark, run.text());
    Optional<Set<String>> ids = Optional.empty();
    if (!words.isEmpty()) {
      List<ExperimentView> found = FoundExperiments.find(tables.experiments(), words);
      if (found.size() == 1 && inFull()) {
        ShownTables.inFull(out, width(out), tables, found.get(0));
        return;
      }
      ids = Optional.of(found.stream().map(ExperimentView::id).collect(Collectors.toSet()));
    }
    RunQuery query =
        new RunQuery(
            ofExperiments() ? EXPERIMENTS : table,
            Optional.ofNullable(where),
            columns,
            sort,
            most());
    Dataset<Row> rows = query.rows(tables, ids);
    Conditions.checked(
        where == null ? "" : where,
        rows,
        () -> {
          print(out, tables, rows);
          return rows;
        });
  }

  private boolean ofExperiments() {
    return table == null || table.equals(EXPERIMENTS);
  }

  /** One experiment is told in words unless rows are asked for. */
  private boolean inFull() {
    return table == null && where == null && columns.isEmpty() && format.forPeople();
  }

  /** One row more than is shown tells whether there are more. */
  private Optional<Integer> most() {
    if (limit != null) {
      return limit == 0 ? Optional.empty() : Optional.of(limit);
    }
    return format.forPeople() && !ofExperiments() ? Optional.of(ROWS + 1) : Optional.empty();
  }

  private void print(Terminal out, RunTables tables, Dataset<Row> rows) {
    RowTexts texts = new RowTexts(rows);
    if (!format.forPeople()) {
      lines(out, format.csv ? texts.csv() : texts.json());
    } else if (ofExperiments() && columns.isEmpty()) {
      ShownTables.table(out, width(out), tables, rows, sort.isEmpty());
    } else {
      cells(out, texts.cells());
    }
  }

  private static void lines(Terminal out, Iterator<String> lines) {
    while (lines.hasNext()) {
      out.data(lines.next());
    }
  }

  private void cells(Terminal out, List<List<String>> cells) {
    boolean more = limit == null && !ofExperiments() && cells.size() > ROWS + 1;
    ShownTables.rows(out, width(out), more ? cells.subList(0, ROWS + 1) : cells);
    if (more) {
      out.println("... and more; --limit 0 shows all rows, --limit N so many");
    }
  }

  private int width(Terminal out) {
    return out.screen().width(spec.usageMessage().width());
  }
}
