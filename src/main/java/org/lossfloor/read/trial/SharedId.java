package org.lossfloor.read.trial;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/**
 * Separates trials that share an id. Records of one trial agree in hyperparameters; within a file
 * later ones update earlier ones, and across files they also agree in the score, or one of them is
 * not finished. Without hyperparameters, two finished records with different scores are two trials.
 */
public final class SharedId {
  private final Map<String, List<Integer>> clusters = new LinkedHashMap<>();
  private final List<Trial> records;

  private SharedId(List<Trial> records) {
    this.records = records;
  }

  /**
   * Sorts records by the trial they belong to.
   *
   * @param records the records that share an id, in order of file and line
   * @return their positions, a list for each trial, in the order of the first records
   */
  public static List<List<Integer>> trials(List<Trial> records) {
    SharedId ids = new SharedId(records);
    ids.cluster();
    return ids.merged();
  }

  /** Whether a record shows the end of a trial. */
  public static boolean isFinished(Trial trial) {
    return trial.score().status() == ScoreStatus.OK
        && (trial.state() == TrialState.COMPLETE || trial.state() == TrialState.UNKNOWN);
  }

  /** Records without hyperparameters and score go with the next finished one of their file. */
  private void cluster() {
    Map<String, List<Integer>> waiting = new HashMap<>();
    Map<String, String> lastOf = new HashMap<>();
    for (int i = 0; i < records.size(); i++) {
      Trial trial = records.get(i);
      String path = trial.origin().path();
      if (!isFinished(trial) && trial.parameters().isEmpty()) {
        waiting.computeIfAbsent(path, p -> new ArrayList<>()).add(i);
        continue;
      }
      boolean byScore = trial.parameters().isEmpty();
      String key = path + '\n' + drawn(trial) + (byScore ? trial.score().value() : "");
      List<Integer> cluster = clusters.computeIfAbsent(key, k -> new ArrayList<>());
      List<Integer> before = waiting.remove(path);
      if (before != null) {
        cluster.addAll(before);
      }
      cluster.add(i);
      lastOf.put(path, key);
    }
    waiting.forEach(
        (path, rest) ->
            clusters
                .computeIfAbsent(lastOf.getOrDefault(path, path + '\n'), k -> new ArrayList<>())
                .addAll(rest));
  }

  private static String drawn(Trial trial) {
    return trial.parametersHash() + trial.number();
  }

  /** Copies in other files join the first trial with which they agree. */
  private List<List<Integer>> merged() {
    Map<String, List<Integer>> byEnd = new LinkedHashMap<>();
    List<List<Integer>> open = new ArrayList<>();
    for (List<Integer> cluster : clusters.values()) {
      Trial end = end(cluster);
      if (isFinished(end)) {
        byEnd
            .computeIfAbsent(drawn(end) + end.score().value(), k -> new ArrayList<>())
            .addAll(cluster);
      } else {
        open.add(cluster);
      }
    }
    Map<String, List<Integer>> byDraw = new HashMap<>();
    byEnd.values().forEach(cluster -> byDraw.putIfAbsent(drawn(end(cluster)), cluster));
    List<List<Integer>> all = new ArrayList<>(byEnd.values());
    for (List<Integer> cluster : open) {
      List<Integer> same = byDraw.get(drawn(end(cluster)));
      if (same == null && end(cluster).parameters().isEmpty() && all.size() == 1) {
        same = all.get(0);
      }
      if (same == null) {
        byDraw.put(drawn(end(cluster)), cluster);
        all.add(cluster);
      } else {
        same.addAll(cluster);
      }
    }
    return inOrder(all);
  }

  private Trial end(List<Integer> cluster) {
    Trial end = records.get(cluster.get(cluster.size() - 1));
    for (int i : cluster) {
      if (isFinished(records.get(i))) {
        end = records.get(i);
      }
    }
    return end;
  }

  private static List<List<Integer>> inOrder(Collection<List<Integer>> clusters) {
    return clusters.stream()
        .map(cluster -> cluster.stream().sorted().toList())
        .sorted((a, b) -> Integer.compare(a.get(0), b.get(0)))
        .toList();
  }
}
