package org.lossfloor.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.lossfloor.distribution.NoisyQuadratic;
import org.lossfloor.error.InputException;
import org.lossfloor.study.Subsample;

/** The real sweeps of a study, each a JSON file with its scores and the published law. */
final class RealSweeps {
  private static final Map<String, String> FILES =
      new TreeMap<>(
          Map.of(
              "AlexNet", "real_alexnet_accuracy.json",
              "DeBERTaV3", "real_deberta_v3_accuracy.json"));

  private RealSweeps() {}

  /**
   * Reads the sweeps that exist.
   *
   * @param folder where they are expected
   * @param skipped receives the name of every sweep that is missing
   * @return the others, by name
   */
  static List<Subsample> read(Path folder, Consumer<String> skipped) {
    List<Subsample> sweeps = new ArrayList<>();
    FILES.forEach(
        (name, file) -> {
          Path path = folder.resolve(file);
          if (Files.isReadable(path)) {
            sweeps.add(read(name, path));
          } else {
            skipped.accept(name + " is left out: there is no " + path);
          }
        });
    return sweeps;
  }

  private static Subsample read(String name, Path path) {
    try {
      JsonNode sweep = new ObjectMapper().readTree(path.toFile());
      double[] scores =
          StreamSupport.stream(sweep.required("scores").spliterator(), false)
              .mapToDouble(JsonNode::doubleValue)
              .toArray();
      JsonNode law = sweep.required("best_known");
      return new Subsample(
          name,
          scores,
          new NoisyQuadratic(
              law.required("a").doubleValue(),
              law.required("b").doubleValue(),
              law.required("c").doubleValue(),
              law.required("o").doubleValue(),
              law.required("convex").booleanValue()),
          sweep.required("constraints").required("c").required(1).intValue());
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "the sweep cannot be read: " + e.getMessage(),
          path.toString(),
          "give another --real, or a folder without it to leave it out",
          e);
    }
  }
}
