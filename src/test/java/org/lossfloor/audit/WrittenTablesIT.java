package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.ingest.count.SourceCounts;
import org.lossfloor.store.OutputException;
import org.lossfloor.store.RunStore;
import org.lossfloor.table.ExperimentsTable;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.TrialsTable;

/** An output that executors write to and the driver cannot see. */
class WrittenTablesIT {
  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  private static SourceCounts counts(long trials, long rejected) {
    return new SourceCounts(
        "s", "loss", 1, 0, 0, trials + rejected, rejected, trials, trials, 0, new TreeMap<>());
  }

  @Test
  void whatIsMissingIsNamedBeforeAnythingIsEstimated() {
    String output = folder.toString();
    RunStore.Attempt attempt =
        RunStore.of(spark.sparkContext().hadoopConfiguration(), output).stage("r");
    WrittenTables written = new WrittenTables(spark, attempt, output);
    Object[] trial = new Object[TrialsTable.schema().length()];
    List<Row> rows = List.of(RowFactory.create(trial), RowFactory.create(trial));
    spark
        .createDataFrame(rows, TrialsTable.schema())
        .write()
        .parquet(attempt.table(TrialsTable.NAME));
    spark
        .createDataFrame(List.of(), RejectedRecordsTable.schema())
        .write()
        .parquet(attempt.table(RejectedRecordsTable.NAME));

    assertThat(written.rows())
        .isEqualTo(Map.of(TrialsTable.NAME, 2L, RejectedRecordsTable.NAME, 0L));
    assertThatCode(() -> written.requireIngested(List.of(counts(2, 0)), Map.of("s", 0L)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> written.requireIngested(List.of(counts(5, 0)), Map.of("s", 0L)))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("of 5 rows of `trials` that were written 2 are there");
    assertThatThrownBy(() -> written.requireIngested(List.of(counts(2, 1)), Map.of("s", 1L)))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining(RejectedRecordsTable.NAME);
    // A record that is no trial of two metrics is rejected twice, whatever is counted for each.
    assertThatCode(() -> written.requireIngested(List.of(counts(2, 7)), Map.of("s", 0L)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> written.requireIngested(List.of(counts(1, 0)), Map.of("s", 0L)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> written.requireEstimated(written.rows(), 3))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining(ExperimentsTable.NAME);
    attempt.discard();
  }
}
