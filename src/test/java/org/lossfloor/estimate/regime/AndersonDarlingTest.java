package org.lossfloor.estimate.regime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.GoldenFiles;

class AndersonDarlingTest {
  private static final JsonNode TABLE = GoldenFiles.read("recipe_cases.json").get("ad_table");

  /** A noise that lies in a column of the table. */
  private static double noise(int column) {
    return new double[] {.01, .04, .1, .2, .5}[column];
  }

  @Test
  void percentagePointsHaveTheirLevels() {
    JsonNode levels = TABLE.get("upper_tail_probabilities");
    for (int c = 1; c <= 4; c++) {
      for (int column = 0; column < 5; column++) {
        JsonNode points = TABLE.get("table").get(c + "," + column);
        for (int i = 0; i < points.size(); i++) {
          double p = AndersonDarling.pValue(points.get(i).asDouble(), c, noise(column));
          assertThat(p).isCloseTo(levels.get(i).asDouble(), within(1e-12));
        }
      }
    }
  }

  @Test
  void dimensionsAboveFourUseTheRowOfFour() {
    assertThat(AndersonDarling.pValue(.7, 9, .1)).isEqualTo(AndersonDarling.pValue(.7, 4, .1));
  }

  @Test
  void columnsBeginAtTheirEdges() {
    assertThat(AndersonDarling.pValue(.642, 1, Math.nextDown(.02))).isCloseTo(.5, within(1e-12));
    assertThat(AndersonDarling.pValue(.550, 1, .02)).isCloseTo(.5, within(1e-12));
  }

  @Test
  void pValueFallsFromOneToNothing() {
    assertThat(AndersonDarling.pValue(0, 2, .1)).isEqualTo(1);
    double[] ps =
        IntStream.range(0, 2000).mapToDouble(i -> AndersonDarling.pValue(.01 * i, 2, .1)).toArray();
    for (int i = 1; i < ps.length; i++) {
      assertThat(ps[i]).isPositive().isLessThan(ps[i - 1]);
    }
  }

  /** Against the definition m times the integral of (F_m(u) - u)^2 / (u (1 - u)). */
  @Test
  void statisticIsTheWeightedSquaredDistance() {
    double[] shares = {.03, .11, .2, .21, .5, .62, .9};
    int m = shares.length;
    double integral = 0;
    int cells = 2_000_000;
    for (int i = 0; i < cells; i++) {
      double u = (i + .5) / cells;
      int below = 0;
      while (below < m && shares[below] <= u) {
        below++;
      }
      double gap = (double) below / m - u;
      integral += gap * gap / (u * (1 - u)) / cells;
    }
    assertThat(AndersonDarling.statistic(shares)).isCloseTo(m * integral, within(1e-5));
  }

  @Test
  void impossibleScoresGiveALargeFiniteStatistic() {
    assertThat(AndersonDarling.statistic(new double[] {0, 0, 0, .5, 1, 1}))
        .isFinite()
        .isGreaterThan(10);
  }
}
