package org.lossfloor.decide.ranges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Real random searches, whole and cut at a border that they did not have. */
class RealSearchesTest {
  private static final Path SWEEPS = Path.of("../shared/sweeps");

  private record Search(
      List<String> names, List<JsonNode> lines, ToDoubleFunction<JsonNode> score) {
    List<String> codes(String cut, double below, double above) {
      List<JsonNode> kept =
          lines.stream()
              .filter(l -> l.get(cut).asDouble() <= below && l.get(cut).asDouble() >= above)
              .toList();
      List<Hyperparameter> all = new ArrayList<>();
      for (String name : names) {
        all.add(
            Hyperparameter.of(
                name, kept.stream().map(l -> l.get(name).asText()).toList(), Optional.empty()));
      }
      double[] scores = kept.stream().mapToDouble(score).toArray();
      boolean[] failed = new boolean[scores.length];
      for (int i = 0; i < failed.length; i++) {
        failed[i] = Double.isNaN(scores[i]);
      }
      SearchSpace space =
          SearchSpace.of(new SweptTrials(all, scores, failed, SweptTrials.bestQuarter(scores)));
      return space.ranges().stream().flatMap(r -> r.codes().stream()).toList();
    }
  }

  private static List<JsonNode> lines(String file) throws IOException {
    Path path = SWEEPS.resolve(file);
    assumeTrue(Files.exists(path), "needs the real sweeps: " + path);
    ObjectMapper mapper = new ObjectMapper();
    List<JsonNode> lines = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(mapper.readTree(line));
      }
    }
    return lines;
  }

  private static JsonNode last(JsonNode curve) {
    return curve.get(curve.size() - 1);
  }

  @Test
  void theLearningRateOfAlexNet() throws IOException {
    Search search =
        new Search(
            List.of(
                "epochs",
                "batch_size",
                "lr",
                "lr_peak_epoch",
                "momentum",
                "weight_decay",
                "label_smoothing"),
            lines("opda-alexnet/alexnet_tuning.results.jsonl.gz"),
            l ->
                l.get("nan_train_loss").asBoolean()
                    ? Double.NaN
                    : -last(l.get("learning_curve")).get("top_1").asDouble());
    // It diverges at large rates, momenta and batches.
    assertThat(search.codes("lr", 1e9, 0))
        .contains("DEAD_lr_HIGH")
        .noneMatch(code -> code.startsWith("EDGE"));
    assertThat(search.codes("lr", 1e9, .3)).contains("EDGE_lr_LOW");
  }

  @Test
  void theLearningRateOfDeberta() throws IOException {
    Search search =
        new Search(
            List.of(
                "num_train_epochs",
                "train_batch_size",
                "learning_rate",
                "warmup_steps",
                "cls_drop_out"),
            lines("opda-debertav3/deberta-v3-base_tuning.results.jsonl.gz"),
            l -> -last(l.get("learning_curves").get("matched")).get(1).asDouble());
    assertThat(search.codes("learning_rate", 1, 0)).isEmpty();
    assertThat(search.codes("learning_rate", 6e-6, 0)).contains("EDGE_learning_rate_HIGH");
    assertThat(search.codes("learning_rate", 1, 6e-5)).contains("EDGE_learning_rate_LOW");
  }
}
