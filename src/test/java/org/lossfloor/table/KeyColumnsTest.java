package org.lossfloor.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.table.decide.ChangesTable;
import org.lossfloor.table.decide.ForecastsTable;
import org.lossfloor.table.decide.NoiseTable;
import org.lossfloor.table.decide.RangesTable;
import org.lossfloor.table.decide.ReplaysTable;

/** Key columns have the names that the user gave them, and no two columns of a table have one. */
class KeyColumnsTest {
  static Stream<Function<Set<String>, StructType>> tables() {
    return Stream.of(
        keys -> new ExperimentsTable(keys, "r", 0).schema(),
        keys -> new ReplaysTable(keys, "r", 0).schema(),
        keys -> new ForecastsTable(keys, "r").schema(),
        keys -> new RangesTable(keys, "r").schema(),
        keys -> new NoiseTable(keys, "r", .95).schema(),
        keys -> new ChangesTable(keys, "r", "s").schema());
  }

  /** Spark's columns have no case. */
  @ParameterizedTest
  @MethodSource("tables")
  void aKeyCalledLikeAColumnIsRenamedWhateverItsCase(Function<Set<String>, StructType> table) {
    String[] names = table.apply(Set.of("model", "Direction", "Experiment_ID")).fieldNames();
    assertThat(names).startsWith("key_Direction", "key_Experiment_ID", "model");
    assertThat(Arrays.stream(names).map(name -> name.toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatWasWrittenIsReadByItsConfiguredName() {
    Set<String> keys = Set.of("model", "Direction", "key_model", "source");
    assertThat(ExperimentsTable.keyNames(new ExperimentsTable(keys, "r", 0).schema()).keySet())
        .containsExactlyInAnyOrderElementsOf(keys);
    assertThat(ChangesTable.keyNames(new ChangesTable(keys, "r", "s").schema()).keySet())
        .containsExactlyInAnyOrder("model", "Direction", "key_model");
  }
}
