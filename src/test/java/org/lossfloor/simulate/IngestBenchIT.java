package org.lossfloor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lossfloor.LocalSpark;

class IngestBenchIT {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = BenchFormat.class,
      names = {"JSONL", "CSV"})
  void measuresWhatItWrote(BenchFormat format) throws Exception {
    IngestRates rates = new IngestBench(1, 2).run(LocalSpark.session(), folder, format);
    try (var files = Files.walk(folder).filter(Files::isRegularFile)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum())
          .isEqualTo(rates.bytes())
          .isBetween(1_000_000L, 1_001_000L);
    }
    assertThat(rates.ours()).hasSize(2).allMatch(s -> s > 0);
    assertThat(rates.typed()).hasSize(2).allMatch(s -> s > 0);
    assertThat(rates.schema()).hasSize(2).allMatch(s -> s > 0);
  }

  @Test
  void ratiosAreTakenRepeatByRepeat() {
    IngestRates rates =
        new IngestRates(
            BenchFormat.CSV,
            8_000_000,
            List.of(2.0, 8.0, 3.0),
            List.of(1.0, 2.0, 1.0),
            List.of(1.0, 1.0, 1.0));
    assertThat(rates.ratio(rates.typed())).isEqualTo(new Spread(3, 2, 4));
    assertThat(rates.rate(rates.ours())).isEqualTo(new Spread(8 / 3.0, 1, 4));
  }

  @Test
  void sizesMustBePositive() {
    assertThatThrownBy(() -> new IngestBench(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new IngestBench(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
