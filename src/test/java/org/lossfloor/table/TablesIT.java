package org.lossfloor.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.LocalSpark;

/** Every record that is read again survives Spark and Parquet, whatever is in it. */
class TablesIT {
  private static final int RECORDS = 100;

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  static Stream<TablesTest.Codec<?>> codecs() {
    return TablesTest.codecs();
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everyRecordSurvivesParquet(TablesTest.Codec<?> codec) {
    assertSurvives(codec);
  }

  private <T> void assertSurvives(TablesTest.Codec<T> codec) {
    List<T> records = codec.some(RECORDS);
    StructType schema = codec.schema();
    StructType numbered = schema.add("no", "int");
    List<Row> rows =
        IntStream.range(0, RECORDS)
            .mapToObj(i -> with(codec.row().apply(records.get(i)), i))
            .toList();
    String path = folder.resolve("table").toString();
    spark.createDataFrame(rows, numbered).coalesce(1).write().parquet(path);
    List<Row> back = spark.read().parquet(path).orderBy("no").drop("no").collectAsList();
    assertThat(spark.read().parquet(path).drop("no").schema()).isEqualTo(schema);
    assertThat(back).hasSize(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      assertThat(codec.back().apply(back.get(i))).isEqualTo(records.get(i));
    }
  }

  private static Row with(Row row, int number) {
    return RowFactory.create(
        Stream.concat(IntStream.range(0, row.size()).mapToObj(row::get), Stream.of((Object) number))
            .toArray());
  }
}
