package org.lossfloor.decide.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.lossfloor.sweep.Direction;

/** Real sweeps: two of the papers, and ten that are not part of this repository. */
final class RealSweeps {
  private static final Path XGBOOST = Path.of("../shared/sweeps/hptl-xgboost/XGBoost.csv.gz");

  private RealSweeps() {}

  static PastSweep golden(String name) throws IOException {
    try (InputStream in = RealSweeps.class.getResourceAsStream("/golden/" + name + ".json")) {
      JsonNode sweep = new ObjectMapper().readTree(in);
      double[] scores =
          StreamSupport.stream(sweep.required("scores").spliterator(), false)
              .mapToDouble(y -> y.isNull() ? Double.NaN : y.doubleValue())
              .toArray();
      return new PastSweep(name, Direction.MAXIMIZE, scores, OptionalDouble.empty());
    }
  }

  /** All twelve, or two where the others are missing. */
  static List<PastSweep> all() throws IOException {
    List<PastSweep> all = new ArrayList<>();
    all.add(golden("real_alexnet_accuracy"));
    all.add(golden("real_deberta_v3_accuracy"));
    if (Files.isReadable(XGBOOST)) {
      xgboost()
          .forEach(
              (task, errors) ->
                  all.add(
                      new PastSweep(
                          task,
                          Direction.MINIMIZE,
                          errors.stream().mapToDouble(e -> e).toArray(),
                          OptionalDouble.empty())));
    }
    return all;
  }

  private static Map<String, List<Double>> xgboost() throws IOException {
    Map<String, List<Double>> tasks = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(XGBOOST)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(lines.readLine().split(",", -1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        tasks
            .computeIfAbsent(cells[header.indexOf("task")], task -> new ArrayList<>())
            .add(Double.valueOf(cells[header.indexOf("metric_error")]));
      }
    }
    return tasks;
  }
}
