package org.lossfloor.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.lossfloor.experiment.CoreWork;
import org.lossfloor.experiment.ExperimentState;
import org.lossfloor.experiment.MetricSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cost of the estimate of an experiment, measured on a few of them in this JVM.
 *
 * @param experiments how many were tried
 * @param trials the median of their numbers of trials
 * @param seconds the mean time of a core that one of them takes, intervals and replicates included
 */
public record CostSample(int experiments, long trials, double seconds) {
  private static final Logger LOG = LoggerFactory.getLogger(CostSample.class);
  private static final int TIMES = 2;
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Tries some experiments.
   *
   * @param experiments the trials of each by its id
   * @param settings what to estimate, by the name of the settings
   * @param seed the run's seed
   * @return what they take; nothing if there is no experiment that can be estimated
   */
  static Optional<CostSample> of(
      SortedMap<String, ExperimentState> experiments,
      Map<String, MetricSettings> settings,
      long seed) {
    List<Long> trials = new ArrayList<>();
    List<Long> nanos = new ArrayList<>();
    for (Map.Entry<String, ExperimentState> entry : experiments.entrySet()) {
      ExperimentState ended = entry.getValue().ended();
      MetricSettings wanted = settings.get(ended.settings());
      try {
        ExperimentState packed = ended.settled(wanted.reruns());
        nanos.add(least(packed, wanted, seed, entry.getKey()));
        trials.add((long) packed.scores().length);
      } catch (RuntimeException e) {
        // An audit makes a row with the reason; here only the time matters.
        LOG.error("Lossfloor failed on experiment {}", entry.getKey(), e);
      }
    }
    if (trials.isEmpty()) {
      return Optional.empty();
    }
    Collections.sort(trials);
    double mean = nanos.stream().mapToLong(Long::longValue).average().orElseThrow();
    return Optional.of(
        new CostSample(trials.size(), trials.get(trials.size() / 2), mean / NANOS_PER_SECOND));
  }

  /** The first times are those of a cold JVM, which do not matter in a large audit. */
  private static long least(ExperimentState packed, MetricSettings wanted, long seed, String id) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      CoreWork work = CoreWork.of(wanted, seed, id, packed.draws(wanted), packed.scores());
      least = Math.min(least, work.cpuNanos());
    }
    return least;
  }
}
