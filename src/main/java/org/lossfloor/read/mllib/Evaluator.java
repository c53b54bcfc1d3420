package org.lossfloor.read.mllib;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;

/**
 * What a validator measured.
 *
 * @param metric the metric, {@code metric} if its evaluator is not there
 * @param direction {@code minimize} or {@code maximize}; nothing for an evaluator that is not
 *     Spark's
 */
record Evaluator(String metric, Optional<String> direction) {
  private static final Evaluator UNKNOWN = new Evaluator("metric", Optional.empty());
  private static final String SPARK = "org.apache.spark.ml.evaluation.";

  /** As {@code isLargerBetter} of Spark's evaluators says. */
  private static final Set<String> SMALLER = Set.of("rmse", "mse", "mae", "logLoss", "hammingLoss");

  /** Reads the evaluator that is saved with a validator. */
  static Evaluator near(LogFile metadata) throws IOException {
    for (LogFile file : metadata.beside("../evaluator/metadata")) {
      if (file.path().matches(".*/part-[^/]*")) {
        try {
          return of(TrackerJson.parse(TrackerJson.text(file).strip()));
        } catch (UnreadableRecord e) {
          return UNKNOWN;
        }
      }
    }
    return UNKNOWN;
  }

  private static Evaluator of(JsonNode root) {
    JsonNode own = root.path("paramMap").path("metricName");
    JsonNode usual = root.path("defaultParamMap").path("metricName");
    String metric = own.isTextual() ? own.asText() : usual.asText("");
    if (metric.isEmpty()) {
      return UNKNOWN;
    }
    boolean spark = root.path("class").asText("").startsWith(SPARK);
    String word = SMALLER.contains(metric) ? "minimize" : "maximize";
    return new Evaluator(metric, spark ? Optional.of(word) : Optional.empty());
  }
}
