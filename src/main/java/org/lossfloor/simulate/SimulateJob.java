package org.lossfloor.simulate;

import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.Steps;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;

/**
 * Writes simulated sweeps with a known truth, any number of them, as JSON lines.
 *
 * @param experiments how many experiments
 * @param trials how many trials each has
 * @param seed the seed of everything
 */
public record SimulateJob(long experiments, int trials, long seed) {
  private static final StructType LINES =
      new StructType()
          .add("model", DataTypes.StringType)
          .add("dataset", DataTypes.StringType)
          .add("value", DataTypes.StringType);

  /**
   * Checks the sizes.
   *
   * @throws UserException if one is not positive
   */
  public SimulateJob {
    if (experiments < 1 || trials < 1) {
      throw new UsageException(
          experiments + " experiments of " + trials + " trials cannot be simulated",
          "--experiments, --trials",
          "give at least 1 of each");
    }
  }

  /**
   * Writes {@code output/trials/model=M/dataset=D/*.txt.gz} and {@code output/truth/*.csv}.
   *
   * @param spark the session
   * @param output a directory that does not exist yet, any Hadoop file system
   * @return how many experiments were written
   * @throws UserException if the directory is there already
   */
  public long run(SparkSession spark, String output) {
    requireAbsent(spark, output);
    new Steps(spark.sparkContext(), "simulate", null)
        .run(
            "write",
            "write logs and truth",
            () -> {
              write(spark, output);
              return experiments;
            },
            written -> written + " experiments");
    return experiments;
  }

  private void write(SparkSession spark, String output) {
    lines(spark)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .partitionBy("model", "dataset")
        .option("compression", "gzip")
        .text(output + "/trials");
    spark
        .range(0, experiments, 1, 1)
        .map(new Truth(seed, trials), Encoders.row(SimulatedSweep.TRUTH))
        .write()
        .mode(SaveMode.ErrorIfExists)
        .option("header", true)
        .csv(output + "/truth");
  }

  /** The logs, one row with model, data set and text for each line. */
  Dataset<Row> lines(SparkSession spark) {
    int partitions = (int) Math.min(experiments, 4L * spark.sparkContext().defaultParallelism());
    return spark
        .range(0, experiments, 1, partitions)
        .flatMap(new Lines(seed, trials), Encoders.row(LINES));
  }

  private static void requireAbsent(SparkSession spark, String output) {
    try {
      Path path = new Path(output);
      if (!path.getFileSystem(spark.sparkContext().hadoopConfiguration()).exists(path)) {
        return;
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "the output cannot be read: " + e.getMessage(), output, "choose another --output", e);
    }
    throw new UsageException(
        "the output is there already", output, "choose another --output, or delete it");
  }

  private record Lines(long seed, int trials) implements FlatMapFunction<Long, Row> {
    @Override
    public Iterator<Row> call(Long number) {
      SimulatedSweep sweep = SimulatedSweep.of(seed, number, trials);
      return sweep.lines().stream()
          .map(line -> RowFactory.create(sweep.model(), sweep.dataset(), line))
          .iterator();
    }
  }

  private record Truth(long seed, int trials) implements MapFunction<Long, Row> {
    @Override
    public Row call(Long number) {
      return SimulatedSweep.of(seed, number, trials).truth();
    }
  }
}
