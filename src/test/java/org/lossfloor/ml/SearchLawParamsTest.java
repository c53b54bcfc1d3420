package org.lossfloor.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.config.key.Key;

/** A wrong value of a parameter is refused where it is set, not when the data is there. */
class SearchLawParamsTest {
  private static Arguments wrong(
      String param, String shown, UnaryOperator<SearchLawEstimator> set) {
    return Arguments.of(param, shown, set);
  }

  static Stream<Arguments> wrongValues() {
    double open = Double.POSITIVE_INFINITY;
    return Stream.of(
        wrong("direction", "up", e -> e.setDirection("up")),
        wrong("direction", "lowest", e -> e.setDirection("lowest")),
        wrong("direction", "null", e -> e.setDirection(null)),
        wrong("threshold", "low", e -> e.setThreshold("low")),
        wrong("threshold", "NaN", e -> e.setThreshold("NaN")),
        wrong("threshold", "0%", e -> e.setThreshold("0%")),
        wrong("confidence", "0.49", e -> e.setConfidence(0.49)),
        wrong("confidence", "0.9991", e -> e.setConfidence(0.9991)),
        wrong("confidence", "NaN", e -> e.setConfidence(Double.NaN)),
        wrong("confidence", "95.0", e -> e.setConfidence(95)),
        wrong("maxDimension", "0", e -> e.setMaxDimension(0)),
        wrong("maxDimension", "11", e -> e.setMaxDimension(11)),
        wrong("bounds", "1.0,0.0", e -> e.setBounds(1, 0)),
        wrong("bounds", "2.0,2.0", e -> e.setBounds(2, 2)),
        wrong("bounds", "NaN,1.0", e -> e.setBounds(Double.NaN, 1)),
        wrong("bounds", "Infinity,-Infinity", e -> e.setBounds(open, -open)),
        wrong("bounds", "Infinity,", e -> e.setBounds(open, open)),
        wrong("bounds", "1.0", e -> (SearchLawEstimator) e.set(e.bounds(), new double[] {1})),
        wrong("dimension", "11", e -> e.setDimension(11)),
        wrong("trials", "10,0", e -> e.setTrials(10, 0)),
        wrong("trials", "", e -> e.setTrials()),
        wrong("noise", "sd=1", e -> e.setNoise("sd=1")),
        wrong("noise", "-1", e -> e.setNoise("-1")),
        wrong("intervals", "bayes", e -> e.setIntervals("bayes")),
        wrong("replicates", "-1", e -> e.setReplicates(-1)));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void aWrongValueIsRefusedWhereItIsSet(
      String param, String shown, UnaryOperator<SearchLawEstimator> set) {
    SearchLawEstimator stage = new SearchLawEstimator();
    assertThatThrownBy(() -> set.apply(stage))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Cannot use `" + shown + "` as " + param + ": give ");
    assertThat(stage.isSet(stage.getParam(param))).isFalse();
  }

  @Test
  void everyParameterWithBoundsHasAWrongValueAbove() {
    Set<String> tried =
        wrongValues().map(a -> (String) a.get()[0]).collect(Collectors.toCollection(TreeSet::new));
    Set<String> keys =
        Key.on(Key.Face.STAGE).stream()
            .map(Key::param)
            .filter(param -> !param.equals("seed")) // any whole number will do
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(tried).isEqualTo(keys);
  }

  @Test
  void theEndsOfEveryRangeAreTaken() {
    SearchLawEstimator stage =
        new SearchLawEstimator()
            .setConfidence(0.5)
            .setConfidence(0.999)
            .setMaxDimension(1)
            .setMaxDimension(10)
            .setReplicates(0)
            .setReplicates(Integer.MAX_VALUE)
            .setSeed(Long.MIN_VALUE)
            .setBounds(Double.NEGATIVE_INFINITY, 1)
            .setBounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            .setThreshold("25%")
            .setDirection("maximize")
            .setIntervals("nonparametric");
    assertThat(stage.settings().upperBound()).isInfinite();
    assertThat(stage.settings().maxDimension()).isEqualTo(10);
    assertThat(stage.values().get(Key.RANDOM_SEED)).isEqualTo(Long.MIN_VALUE);
  }

  /** Values that a grid search or a call of {@code fit} brings are set in a map, not on a stage. */
  @Test
  void aMapOfParametersChecksToo() {
    SearchLawEstimator stage = new SearchLawEstimator();
    Param<Object> confidence = stage.confidence();
    assertThatThrownBy(() -> new ParamMap().put(confidence, 1.5))
        .hasMessageContaining("`1.5` as confidence");
    assertThat(stage.copy(new ParamMap().put(confidence, 0.8)).values().get(Key.CONFIDENCE))
        .isEqualTo(0.8);
  }

  @Test
  void columnsThatSeparateExperimentsAreNamedOnce() {
    SearchLawEstimator stage = new SearchLawEstimator();
    assertThatThrownBy(() -> stage.setGroupCols("model", "fold", "model"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("`model` twice");
    for (String none : new String[] {"", null}) {
      assertThatThrownBy(() -> stage.setGroupCols("model", none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("without a name");
    }
    assertThat(stage.setGroupCols("Model", "model").getOrDefault(stage.groupCols()))
        .containsExactly("Model", "model");
    assertThat(stage.setGroupCols().getOrDefault(stage.groupCols())).isEmpty();
  }

  @Test
  void columnsHaveNames() {
    SearchLawEstimator stage = new SearchLawEstimator();
    assertThatThrownBy(() -> stage.setScoreCol(""))
        .hasMessageContaining("without a name as scoreCol");
    assertThatThrownBy(() -> stage.setLawCol(null)).hasMessageContaining("as lawCol");
  }

  @Test
  void aDimensionIsPinnedOrEstimated() {
    SearchLawEstimator stage = new SearchLawEstimator();
    assertThat(stage.settings().pinned()).isFalse();
    assertThat(stage.setDimension(3).settings().pinned()).isTrue();
    assertThat(stage.settings().maxDimension()).isEqualTo(3);
    assertThat(stage.setTrials(10, 5).settings().trials()).containsExactly(5.0, 10.0);
  }

  /** A stage travels with the functions of a pipeline; its checks must not stop it. */
  @Test
  void aStageThatTravelledChecksAsBefore() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new SearchLawEstimator().setMaxDimension(4));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      SearchLawEstimator stage = (SearchLawEstimator) in.readObject();
      assertThat(stage.settings().maxDimension()).isEqualTo(4);
      assertThatThrownBy(() -> stage.setMaxDimension(11)).hasMessageContaining("`11`");
    }
  }
}
