package org.lossfloor.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void idIsTheHeadOfTheHashOfUtf8() {
    // printf 'Zürich' | sha256sum
    assertThat(Sha256.id("Zürich")).isEqualTo("4251685e06cab635");
  }

  @Test
  void hashesOfOneThreadDoNotMix() {
    // printf '' | sha256sum
    String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assertThat(HexFormat.of().formatHex(Sha256.of(new byte[0]))).isEqualTo(empty);
    assertThat(HexFormat.of().formatHex(Sha256.of(new byte[0]))).isEqualTo(empty);
  }
}
