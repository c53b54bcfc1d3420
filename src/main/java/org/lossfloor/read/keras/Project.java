package org.lossfloor.read.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.tracker.TrackerJson;

/**
 * What the trials of a project share.
 *
 * @param oracle what {@code oracle.json} holds; empty if there is none that can be read
 * @param objective what was tuned
 * @param sampler the tuner's own word; empty where the settings do not tell it from others
 * @param numbers the position of each trial in the order of their starts; old versions keep none
 */
record Project(
    ObjectNode oracle,
    Objective objective,
    Optional<String> sampler,
    Map<String, Integer> numbers) {
  private static final int TRIALS_TRIED = 16;

  /**
   * Reads a project.
   *
   * @param file its oracle.json
   * @return the project; without settings where the file cannot be read, which its own piece says
   * @throws StorageFault when storage does not give a file
   */
  static Project of(LogFile file) throws IOException {
    ObjectNode oracle = settings(file).orElseGet(TrackerJson::object);
    Optional<Objective> told = Objective.told(oracle.path("objective"));
    return of(oracle, told.isPresent() ? told.get() : Objective.common(someTrials(file, oracle)));
  }

  /** A project whose oracle.json is lost: nothing is known but the trial itself. */
  static Project lost(ObjectNode trial) {
    return of(TrackerJson.object(), Objective.common(List.of(trial)).anonymous());
  }

  private static Project of(ObjectNode oracle, Objective objective) {
    Map<String, Integer> numbers = new HashMap<>();
    order(oracle).forEach(id -> numbers.putIfAbsent(id, numbers.size()));
    return new Project(oracle, objective, Tuner.of(oracle), numbers);
  }

  private static Optional<ObjectNode> settings(LogFile file) throws IOException {
    try {
      return Optional.of(TrackerJson.object(TrackerJson.text(file)));
    } catch (StorageFault e) {
      throw e;
    } catch (IOException | UnreadableRecord e) {
      return Optional.empty();
    }
  }

  /** The first trials that have a score. */
  private static List<ObjectNode> someTrials(LogFile file, ObjectNode oracle) throws IOException {
    List<ObjectNode> trials = new ArrayList<>();
    for (LogFile trial : files(file, order(oracle))) {
      settings(trial).filter(Observed::scored).ifPresent(trials::add);
      if (trials.size() == TRIALS_TRIED) {
        break;
      }
    }
    return trials;
  }

  /** The trials in the order of their starts, which old versions do not keep. */
  private static List<LogFile> files(LogFile file, List<String> order) throws IOException {
    if (order.isEmpty()) {
      return file.folder().stream()
          .filter(inside -> inside.path().endsWith("/" + KerasTunerLog.TRIAL))
          .toList();
    }
    List<LogFile> files = new ArrayList<>();
    for (String id : order.subList(0, Math.min(order.size(), 4 * TRIALS_TRIED))) {
      trial(file, id).ifPresent(files::add);
    }
    return files;
  }

  private static Optional<LogFile> trial(LogFile oracle, String id) throws IOException {
    return id.contains("/") || id.indexOf('\0') >= 0
        ? Optional.empty()
        : oracle.near("trial_" + id + "/" + KerasTunerLog.TRIAL);
  }

  private static List<String> order(ObjectNode oracle) {
    return StreamSupport.stream(oracle.path("start_order").spliterator(), false)
        .filter(JsonNode::isValueNode)
        .map(JsonNode::asText)
        .toList();
  }

  /** The file of the first trial that has one. */
  static Optional<LogFile> firstTrial(LogFile file) throws IOException {
    return files(file, order(settings(file).orElseGet(TrackerJson::object))).stream().findFirst();
  }
}
