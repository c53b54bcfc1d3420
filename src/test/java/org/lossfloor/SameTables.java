package org.lossfloor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the tables of runs row for row, whatever files and order the rows are in. {@code
 * jobs/drill.sh} runs this file as it is: {@code java -cp 'target/spark-VERSION/jars/*'
 * SameTables.java REFERENCE RUN...}.
 */
public final class SameTables {
  /** What differs between any two runs: how long a fit took, and the name of the run. */
  private static final Set<String> CHANGING = Set.of("elapsed_ms", "run_id");

  private SameTables() {}

  /**
   * Tells how two runs differ.
   *
   * @param spark a session
   * @param one the directory of a run
   * @param other the directory of another
   * @return one sentence for each difference; none if all rows agree
   */
  public static List<String> differences(SparkSession spark, Path one, Path other) {
    Set<String> tables = tables(one);
    if (tables.isEmpty() || !tables.equals(tables(other))) {
      return List.of("tables " + tables + " and " + tables(other));
    }
    List<String> differences = new ArrayList<>();
    for (String table : tables) {
      Dataset<Row> left = stable(spark, one.resolve(table));
      Dataset<Row> right = stable(spark, other.resolve(table));
      if (!left.schema().equals(right.schema())) {
        differences.add(table + ": columns " + left.schema() + " and " + right.schema());
      } else {
        count(table, left, right, differences);
      }
    }
    return differences;
  }

  private static void count(
      String table, Dataset<Row> left, Dataset<Row> right, List<String> differences) {
    Map<String, Integer> balance = new HashMap<>();
    left.toJSON().collectAsList().forEach(row -> balance.merge(row, 1, Integer::sum));
    right.toJSON().collectAsList().forEach(row -> balance.merge(row, -1, Integer::sum));
    int missing = balance.values().stream().filter(n -> n > 0).mapToInt(n -> n).sum();
    int added = -balance.values().stream().filter(n -> n < 0).mapToInt(n -> n).sum();
    if (missing + added > 0) {
      differences.add(table + ": " + missing + " rows are missing, " + added + " are others");
    }
  }

  /** The tables of a run; none if it is not complete. */
  private static Set<String> tables(Path run) {
    if (!Files.exists(run.resolve("manifest.json"))) {
      return Set.of();
    }
    try (Stream<Path> entries = Files.list(run)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset<Row> stable(SparkSession spark, Path table) {
    Dataset<Row> rows = spark.read().parquet(table.toString());
    return rows.selectExpr(
        Arrays.stream(rows.columns())
            .filter(column -> !CHANGING.contains(column))
            .map(column -> "`" + column + "`")
            .toArray(String[]::new));
  }

  /**
   * Prints one line per run, {@code same RUN} or {@code differs RUN: how}.
   *
   * @param args the directory of the reference, then those of the runs
   */
  public static void main(String[] args) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    Path reference = Path.of(args[0]);
    for (String run : List.of(args).subList(1, args.length)) {
      List<String> differences = differences(spark, reference, Path.of(run));
      System.out.println(
          differences.isEmpty()
              ? "same " + run
              : "differs " + run + ": " + String.join("; ", differences));
    }
    spark.stop();
  }
}
