package org.lossfloor.audit;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.experiment.CoreWork;
import org.lossfloor.experiment.ExperimentState;
import org.lossfloor.experiment.MetricSettings;
import org.lossfloor.experiment.PackTrials;
import org.lossfloor.experiment.TrialColumn;
import org.lossfloor.sweep.ExperimentKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cost of the estimate of an experiment, measured on a few of them on the executors of the
 * audit.
 *
 * @param experiments how many were tried
 * @param trials the median of their numbers of trials
 * @param seconds the mean time of a core that one of them takes, intervals and replicates included
 */
public record CostSample(int experiments, long trials, double seconds) {
  private static final int TRIED = 3;
  private static final int TIMES = 2;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final String TRIALS = "trials";
  private static final String NANOS = "nanos";

  private static final StructType TAKEN =
      new StructType().add(TRIALS, DataTypes.LongType).add(NANOS, DataTypes.LongType);

  /**
   * Tries the first few experiments.
   *
   * @param trials rows of the table {@code trials}
   * @param experiments the ids of the experiments
   * @param settings what to estimate, by the name of the settings
   * @param seed the run's seed
   * @return what they take; nothing if there is no experiment that can be estimated
   */
  static Optional<CostSample> of(
      Dataset<Row> trials,
      List<String> experiments,
      Map<String, MetricSettings> settings,
      long seed) {
    Object[] first = experiments.stream().limit(TRIED).toArray();
    Dataset<Row> few =
        trials.filter(trials.col(ExperimentKey.ID).isin(first)).select(TrialColumn.ofTrials());
    return of(
        PackTrials.byExperiment(few)
            .flatMapGroups(new Try(new TreeMap<>(settings), seed), Encoders.row(TAKEN))
            .collectAsList());
  }

  private static Optional<CostSample> of(List<Row> taken) {
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    List<Row> sorted =
        taken.stream().sorted(Comparator.comparingLong(row -> row.<Long>getAs(TRIALS))).toList();
    return Optional.of(
        new CostSample(
            sorted.size(),
            sorted.get(sorted.size() / 2).<Long>getAs(TRIALS),
            sorted.stream().mapToLong(row -> row.<Long>getAs(NANOS)).average().orElseThrow()
                / NANOS_PER_SECOND));
  }

  private record Try(TreeMap<String, MetricSettings> settings, long seed)
      implements FlatMapGroupsFunction<String, Row, Row> {
    private static final Logger LOG = LoggerFactory.getLogger(CostSample.class);
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Row> call(String id, Iterator<Row> parts) {
      ExperimentState packed = PackTrials.joined(parts);
      MetricSettings wanted = settings.get(packed.settings());
      double[] scores = packed.scores();
      // The first times are those of a cold JVM, which do not matter in a large audit.
      long least = Long.MAX_VALUE;
      try {
        for (int i = 0; i < TIMES; i++) {
          CoreWork work = CoreWork.of(wanted, seed, id, packed.draws(wanted), scores);
          least = Math.min(least, work.cpuNanos());
        }
      } catch (RuntimeException e) {
        // An audit makes a row with the reason; here only the time matters.
        LOG.error("Lossfloor failed on experiment {}", id, e);
        return Stream.<Row>empty().iterator();
      }
      return List.of(RowFactory.create((long) scores.length, least)).iterator();
    }
  }
}
