package org.lossfloor.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.lossfloor.estimate.diagnosis.Hyperparameters;
import org.lossfloor.estimate.diagnosis.OrderTest;
import org.lossfloor.estimate.diagnosis.SamplerTest;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.Sampler;

/** Real sweeps, where they are at hand: random ones pass, grids and stratified ones are seen. */
class FieldDrawsTest {
  private static final Path SWEEPS = Path.of("../shared/sweeps");
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static List<String> lines(String folder, String glob) throws IOException {
    assumeTrue(
        Files.isDirectory(SWEEPS.resolve(folder)),
        "skipped: the real sweeps are not part of this repository and not in " + SWEEPS);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(SWEEPS.resolve(folder), glob)) {
      Path file = files.iterator().next();
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
        return reader.lines().toList();
      }
    }
  }

  /** Trials by their number; the score is the best point of the curve, NaN without a point. */
  private static double[] inOrder(
      String folder, ToDoubleFunction<JsonNode> pointOf, String... curve) throws IOException {
    List<JsonNode> trials =
        lines(folder, "*.jsonl.gz").stream()
            .map(FieldDrawsTest::json)
            .sorted(Comparator.comparingInt(t -> t.get("iteration").asInt()))
            .toList();
    return trials.stream()
        .mapToDouble(
            trial -> {
              JsonNode points = trial;
              for (String name : curve) {
                points = points.get(name);
              }
              OptionalDouble best =
                  Stream.iterate(0, i -> i + 1)
                      .limit(points.size())
                      .map(points::get)
                      .mapToDouble(pointOf)
                      .filter(Double::isFinite)
                      .max();
              return best.orElse(Double.NaN);
            })
        .toArray();
  }

  private static JsonNode json(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  @Test
  void randomSearchesPassTheOrderTests() throws IOException {
    double[] alexnet =
        inOrder("opda-alexnet", point -> point.get("top_1").asDouble(), "learning_curve");
    assertThat(alexnet).hasSize(512);
    assertThat(OrderTest.of(alexnet, Direction.MAXIMIZE).orElseThrow().pValue()).isGreaterThan(.5);
    double[] deberta =
        inOrder("opda-debertav3", point -> point.get(1).asDouble(), "learning_curves", "matched");
    assertThat(deberta).hasSize(1024);
    assertThat(OrderTest.of(deberta, Direction.MAXIMIZE).orElseThrow().pValue()).isGreaterThan(.5);
  }

  @Test
  void gridsAreRecognisedAndRandomBlocksAreNot() throws IOException {
    List<String> keys = List.of("dataset", "task", "feature", "label");
    List<String> drawn =
        List.of(
            "batch", "l_pre", "l_mp", "l_post", "stage", "bn", "act", "drop", "agg", "optim", "lr",
            "epoch");
    List<String> grid = List.of("l_pre", "l_mp", "l_post", "stage", "agg", "epoch");
    assertThat(recognised(lines("graphgym", "design_v1_*"), keys, drawn))
        .hasSize(32)
        .containsOnly(Optional.empty());
    assertThat(recognised(lines("graphgym", "design_v2_*"), keys, grid))
        .hasSize(32)
        .containsOnly(Optional.of(Sampler.GRID));
    assertThat(recognised(lines("graphgym", "design_v2link_*"), keys, grid))
        .hasSize(11)
        .containsOnly(Optional.of(Sampler.GRID));
  }

  @Test
  void stratifiedDrawsAreRecognised() throws IOException {
    List<String> drawn =
        List.of("hp_log2_min_child_weight", "hp_subsample", "hp_eta", "hp_max_depth_index");
    assertThat(recognised(lines("hptl-xgboost", "XGBoost.csv.gz"), List.of("task"), drawn))
        .hasSize(10)
        .containsOnly(Optional.of(Sampler.QUASI_RANDOM));
  }

  private static List<Optional<Sampler>> recognised(
      List<String> table, List<String> keys, List<String> drawn) {
    List<String> header = List.of(table.get(0).split(",", -1));
    Map<List<String>, List<String[]>> experiments =
        table.stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .collect(
                Collectors.groupingBy(
                    row -> keys.stream().map(key -> row[header.indexOf(key)]).toList(),
                    () -> new TreeMap<>(Comparator.comparing(Object::toString)),
                    Collectors.toList()));
    return experiments.values().stream()
        .map(
            rows ->
                SamplerTest.of(
                        new Hyperparameters(
                            rows.size(),
                            drawn.stream().map(p -> column(rows, header.indexOf(p))).toList()),
                        false)
                    .orElseThrow()
                    .recognised())
        .toList();
  }

  private static Hyperparameters.Column column(List<String[]> rows, int index) {
    String[] values = rows.stream().map(row -> row[index]).toArray(String[]::new);
    boolean numeric = Arrays.stream(values).allMatch(v -> v.matches("[-+.0-9eE]+"));
    Map<String, Long> codes = new HashMap<>();
    long[] levels =
        IntStream.range(0, values.length)
            .mapToLong(
                i ->
                    numeric
                        ? Double.doubleToLongBits(Double.parseDouble(values[i]))
                        : codes.computeIfAbsent(values[i], v -> (long) codes.size()))
            .toArray();
    return new Hyperparameters.Column(levels, numeric);
  }
}
