package org.lossfloor.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {
  private final IOException inner = new FileNotFoundException("inner");
  private final RuntimeException middle = new IllegalStateException("middle", inner);
  private final Exception outer = new Exception("outer", middle);

  @Test
  void theChainStartsWithTheFailure() {
    assertThat(Causes.of(outer)).containsExactly(outer, middle, inner);
  }

  @Test
  void theOutermostOfAKindIsFound() {
    assertThat(Causes.first(outer, Exception.class)).contains(outer);
    assertThat(Causes.first(outer, RuntimeException.class)).contains(middle);
    assertThat(Causes.first(outer, IOException.class)).contains(inner);
    assertThat(Causes.first(outer, Error.class)).isEmpty();
  }
}
