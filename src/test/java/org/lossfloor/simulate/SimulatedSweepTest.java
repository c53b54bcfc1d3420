package org.lossfloor.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The simulated sweeps are what their truth says. */
class SimulatedSweepTest {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @Test
  void sameSeedSameLines() {
    assertThat(SimulatedSweep.of(3, 5, 40).lines())
        .isEqualTo(SimulatedSweep.of(3, 5, 40).lines())
        .isNotEqualTo(SimulatedSweep.of(4, 5, 40).lines());
  }

  @Test
  void bestOfManyTrialsNearsTheBestPossibleLoss() throws Exception {
    for (int number = 0; number < 6; number++) {
      SimulatedSweep sweep = SimulatedSweep.of(1, number, 4000);
      double best = Double.POSITIVE_INFINITY;
      int failed = 0;
      for (String line : sweep.lines()) {
        JsonNode curve = JSON.readTree(line).get("curve");
        double loss = curve.get(curve.size() - 1).get("val_loss").asDouble();
        failed += Double.isNaN(loss) ? 1 : 0;
        best = Double.isNaN(loss) ? best : Math.min(best, loss);
      }
      // 4000 draws in 3 dimensions leave some 0.02 to the optimum; the noise takes at most 4 sigma.
      assertThat(best)
          .isBetween(sweep.best() - 4 * sweep.noise(), sweep.best() + 0.03 + 4 * sweep.noise());
      // A tenth of the draws lies above 0.8 in the first coordinate, 60 % of them diverge.
      assertThat(failed).isBetween(180, 300);
    }
  }

  @Test
  void dimensionsAndNamesRotate() {
    assertThat(List.of(0, 1, 2, 3))
        .extracting(i -> SimulatedSweep.of(1, i, 1).effectiveDimension())
        .containsExactly(1, 2, 3, 1);
    assertThat(SimulatedSweep.of(1, 12, 1).model()).isEqualTo("linear-1");
  }
}
