package org.lossfloor.simulate;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.util.LongAccumulator;
import org.lossfloor.engine.Amount;
import org.lossfloor.engine.Steps;
import org.lossfloor.error.Nearest;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.store.Manifest;
import org.lossfloor.store.RunStore;
import org.lossfloor.study.NullCell;
import org.lossfloor.study.SuspectCell;
import org.lossfloor.study.family.FamilyCell;
import org.lossfloor.study.surface.SurfaceCell;
import org.lossfloor.table.StudySetsTable;

/**
 * A simulation study: many sets with a known truth, each answered on an executor, and a table of
 * how often the answers were right.
 *
 * <p>The sets are done and published range by range. A study that was stopped continues with what
 * is missing, and a complete one can be extended by more sets.
 */
public final class StudyJob {
  private static final int TASKS_PER_CORE = 8;

  private final Simulation simulation;
  private final long sets;
  private final long seed;
  private final String revision;
  private final PrintWriter terminal;

  private StudyJob(
      Simulation simulation, long sets, long seed, String revision, PrintWriter terminal) {
    this.simulation = simulation;
    this.sets = sets;
    this.seed = seed;
    this.revision = revision;
    this.terminal = terminal;
  }

  /** What can be studied. */
  public enum Kind {
    /** Intervals at a known threshold. */
    COVERAGE("coverage", 300),
    /** Everything from end to end. */
    REGIME("regime", 192),
    /** Answers on surfaces that the method was not made on. */
    BENCH("bench", 96),
    /** The best possible score from scores and hyperparameters together. */
    SURFACE("surface", 48),
    /** What families of experiments say together. */
    FAMILIES("families", 50),
    /** What the order tests and the verdict notice. */
    DIAGNOSTICS("diagnostics", 400),
    /** Percentage points of the Anderson-Darling statistic of fits. */
    NULL_TABLE("null-table", 1400);

    private final String label;
    private final long fullSets;

    Kind(String label, long fullSets) {
      this.label = label;
      this.fullSets = fullSets;
    }

    /**
     * Returns the name.
     *
     * @return as typed
     */
    public String label() {
      return label;
    }

    /**
     * Returns how many sets a cell has in a full run.
     *
     * @return the number
     */
    public long fullSets() {
      return fullSets;
    }
  }

  /**
   * What is to be done.
   *
   * @param kind what is studied
   * @param sets how many sets every cell gets
   * @param seed the seed of everything
   * @param cells names of cells, with a trailing {@code *} for all that begin like that; empty for
   *     all
   * @param real the folder of the real sweeps
   * @param intervals how the intervals are made that a study of answers counts; seed and experiment
   *     of their replicates are those of each set
   * @param revision the version of the code, as shown in the report
   */
  public record Request(
      Kind kind,
      long sets,
      long seed,
      List<String> cells,
      Path real,
      IntervalPlan intervals,
      String revision) {
    /**
     * Checks the number of sets.
     *
     * @throws UserException if it is not positive
     */
    public Request {
      cells = List.copyOf(cells);
      if (sets < 1) {
        throw new UsageException(sets + " sets cannot be simulated", "--sets", "give at least 1");
      }
    }
  }

  /**
   * Makes a job; an error in the request shows here, before anything runs.
   *
   * @param request what is to be done
   * @param notes receives notes for the user, line by line
   * @param terminal where progress is shown; null shows none
   * @return the job
   * @throws UserException if a cell is unknown or a real sweep cannot be read
   */
  public static StudyJob of(Request request, Consumer<String> notes, PrintWriter terminal) {
    IntervalPlan plan = request.intervals;
    Simulation all =
        switch (request.kind) {
          case COVERAGE -> AnswerSimulation.coverage(plan.method(), plan.replicates());
          case REGIME ->
              AnswerSimulation.regime(
                  RealSweeps.read(request.real, notes), plan.method(), plan.replicates());
          case BENCH -> AnswerSimulation.bench(plan.method(), plan.replicates());
          case SURFACE -> new SurfaceSimulation(SurfaceCell.all());
          case FAMILIES -> new FamilySimulation(FamilyCell.all());
          case DIAGNOSTICS -> new DiagnosticsSimulation(SuspectCell.all());
          case NULL_TABLE -> new NullSimulation(NullCell.all());
        };
    Simulation chosen = request.cells.isEmpty() ? all : all.only(chosen(all, request.cells));
    return new StudyJob(chosen, request.sets, request.seed, request.revision, terminal);
  }

  private static List<String> chosen(Simulation all, List<String> wanted) {
    List<String> chosen = new ArrayList<>();
    for (String name : wanted) {
      List<String> found = all.cells().stream().filter(cell -> matches(cell, name)).toList();
      if (found.isEmpty()) {
        throw new UsageException(
            "`" + name + "` is not a cell of the study " + all.name(),
            "--cells",
            Nearest.question(name, all.cells())
                .orElse("the cells are " + String.join(" ", all.cells())));
      }
      chosen.addAll(found);
    }
    return chosen;
  }

  private static boolean matches(String cell, String wanted) {
    return wanted.endsWith("*")
        ? cell.startsWith(wanted.substring(0, wanted.length() - 1))
        : cell.equals(wanted);
  }

  /**
   * Runs what is missing, then writes the report.
   *
   * @param spark the session
   * @param output the directory of the study, any Hadoop file system
   * @return the paths of the reports
   * @throws UserException if the directory holds another study, or cannot be written
   */
  public List<String> run(SparkSession spark, String output) {
    RunStore runs = RunStore.of(spark.sparkContext().hadoopConfiguration(), output);
    StudyRounds rounds = new StudyRounds(runs);
    requireSameStudy(rounds, output);
    List<StudyRounds.Range> missing = rounds.missing(sets, numbersPerRound(spark));
    LongAccumulator done = spark.sparkContext().longAccumulator("sets done");
    long total =
        missing.stream().mapToLong(r -> r.to() - r.from()).sum() * simulation.cells().size();
    new Steps(spark.sparkContext(), simulation.name(), terminal)
        .run(
            "sets",
            "simulate",
            new Amount("sets", total, done::value),
            () -> {
              missing.forEach(range -> simulate(spark, runs, range, done));
              return null;
            });
    List<String> paths = new ArrayList<>();
    new TreeMap<>(simulation.report(cell -> rowsOfCell(spark, rounds, cell)))
        .forEach(
            (name, text) ->
                paths.add(
                    runs.writeBeside(name, name.endsWith(".md") ? header(spark) + text : text)));
    return paths;
  }

  private long numbersPerRound(SparkSession spark) {
    long wanted = (long) simulation.setsPerCore() * spark.sparkContext().defaultParallelism();
    return Math.max(1, wanted / simulation.cells().size());
  }

  private void requireSameStudy(StudyRounds rounds, String output) {
    for (StudyRounds.Range range : rounds.published()) {
      require(rounds, range, output, "study", simulation.name());
      require(rounds, range, output, "seed", Long.toString(seed));
      require(rounds, range, output, "cells", String.join(" ", simulation.cells()));
      require(rounds, range, output, "revision", revision);
    }
  }

  private static void require(
      StudyRounds rounds, StudyRounds.Range range, String output, String part, String wanted) {
    String there = rounds.manifest(range, part);
    if (!there.equals(wanted)) {
      throw new UsageException(
          "the directory holds sets of another study, whose %s is `%s` and not `%s`"
              .formatted(part, there, wanted),
          output,
          "choose another --output, or delete it");
    }
  }

  /**
   * Sets with neighbouring ids belong to different cells, so that all tasks cost about the same.
   */
  private void simulate(
      SparkSession spark, RunStore runs, StudyRounds.Range range, LongAccumulator done) {
    spark.sparkContext().setJobDescription(simulation.name() + ": " + range.runId());
    try {
      runs.write(
          range.runId(),
          attempt -> {
            write(spark, attempt.table(StudySetsTable.NAME), range, done);
            attempt.publish(manifest(range));
            return attempt;
          });
    } finally {
      spark.sparkContext().setJobDescription(null);
    }
  }

  private void write(
      SparkSession spark, String table, StudyRounds.Range range, LongAccumulator done) {
    long rows = (range.to() - range.from()) * simulation.cells().size();
    int tasks =
        (int) Math.min(rows, (long) TASKS_PER_CORE * spark.sparkContext().defaultParallelism());
    spark
        .range(0, rows, 1, tasks)
        .map(new RunSet(simulation, seed, range.from(), done), Encoders.row(simulation.schema()))
        .repartition(1)
        .sortWithinPartitions("cell", "number")
        .write()
        .mode(SaveMode.ErrorIfExists)
        .parquet(table);
    requireRows(spark.read().parquet(table).count(), rows);
  }

  private static void requireRows(long written, long wanted) {
    if (written != wanted) {
      throw new IllegalStateException(wanted + " sets wanted, " + written + " there");
    }
  }

  private Manifest manifest(StudyRounds.Range range) {
    return new Manifest()
        .with("study", simulation.name())
        .with("seed", seed)
        .with("cells", String.join(" ", simulation.cells()))
        .with("revision", revision)
        .with("from", range.from())
        .with("to", range.to());
  }

  private record RunSet(Simulation simulation, long seed, long from, LongAccumulator done)
      implements MapFunction<Long, Row> {
    private static final long serialVersionUID = 1L;

    @Override
    public Row call(Long id) {
      int cells = simulation.cells().size();
      Row row = simulation.run((int) (id % cells), seed, from + id / cells);
      done.add(1);
      return row;
    }
  }

  private List<Row> rowsOfCell(SparkSession spark, StudyRounds rounds, String cell) {
    String[] paths =
        rounds.published().stream()
            .map(range -> rounds.table(range, StudySetsTable.NAME))
            .toArray(String[]::new);
    List<Row> rows =
        spark
            .read()
            .schema(simulation.schema())
            .parquet(paths)
            .where(functions.col("cell").equalTo(cell).and(functions.col("number").lt(sets)))
            .collectAsList();
    requireRows(rows.size(), sets);
    return rows;
  }

  private String header(SparkSession spark) {
    return String.format(
        Locale.ROOT,
        "# Study: %s%n%n%d sets in each of %d cells, seed %d, code %s, written %s. %d cores, Java %s,"
            + " Spark %s.%n%n",
        simulation.name(),
        sets,
        simulation.cells().size(),
        seed,
        revision,
        LocalDate.now(ZoneOffset.UTC),
        spark.sparkContext().defaultParallelism(),
        Runtime.version(),
        spark.version());
  }
}
