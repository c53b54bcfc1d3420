package org.lossfloor.experiment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.lossfloor.engine.Cells;
import org.lossfloor.math.Sha256;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;

/**
 * The columns of {@link TrialColumn} of a trial that is in no row. The hashes are others than
 * Spark's and mean the same, but for the trace, which is 0: no fingerprint is taken here.
 */
final class TrialCells implements Cells {
  private static final int COLUMNS = TrialColumn.schema().length();

  private final Object[] values = new Object[COLUMNS];

  private TrialCells() {}

  static Cells of(Trial trial) {
    return new TrialCells()
        .with(TrialColumn.EXPERIMENT_ID, trial.experiment().id())
        .with(TrialColumn.EXPERIMENT, trial.experiment().columns())
        .with(
            TrialColumn.SETTINGS,
            AuditSettings.name(
                trial.origin().source(), trial.score().metric(), trial.score().direction()))
        .with(TrialColumn.SAMPLER, trial.sampler().code())
        .with(TrialColumn.SAMPLER_SOURCE, trial.samplerSource().code())
        .with(TrialColumn.VALUE, orNull(trial.score().value()))
        .with(TrialColumn.FAILED, trial.failed())
        .with(TrialColumn.EXCLUDED, trial.excludedReason().isPresent())
        .with(TrialColumn.PRUNED, isPruned(trial))
        .with(TrialColumn.UNVALUED, isUnvalued(trial))
        .with(
            TrialColumn.IDENTITY,
            hash(trial.origin().source() + trial.trialId(), trial.origin().line().orElse(0)))
        .with(TrialColumn.NUMBER, orNull(trial.number()))
        .with(TrialColumn.START, trial.timing().start().map(TrialCells::micros).orElse(null))
        .with(TrialColumn.CONFIGURATION, configuration(trial))
        .with(TrialColumn.HYPERPARAMETERS, hyperparameters(trial))
        .with(TrialColumn.SEED, trial.seed().map(TrialCells::seed).orElse(null))
        .with(TrialColumn.EXECUTIONS, executions(trial))
        .with(TrialColumn.LAST_STEP, orNull(trial.score().maxStep()))
        .with(TrialColumn.PARAMS, trial.parameters())
        .with(TrialColumn.TRACE, 0L);
  }

  private TrialCells with(TrialColumn column, Object value) {
    values[column.position()] = value;
    return this;
  }

  private static boolean isPruned(Trial trial) {
    Optional<ExclusionReason> excluded = trial.excludedReason();
    return trial.state() == TrialState.PRUNED
        && excluded.filter(reason -> reason != ExclusionReason.PRUNED).isEmpty();
  }

  private static boolean isUnvalued(Trial trial) {
    ScoreStatus value = trial.score().status();
    return (value == ScoreStatus.MISSING || value == ScoreStatus.ABSENT)
        && (trial.state() == TrialState.COMPLETE || trial.state() == TrialState.UNKNOWN);
  }

  private static Long configuration(Trial trial) {
    return trial.parameters().isEmpty()
        ? null
        : hash(
            trial.parametersHash(),
            Double.doubleToLongBits(trial.score().value().orElse(Double.NaN)));
  }

  private static Long hyperparameters(Trial trial) {
    return trial.parameters().isEmpty() ? null : hash(trial.parametersHash(), 0);
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      return hash(text, 0);
    }
  }

  private static double[] executions(Trial trial) {
    return trial.executions().isEmpty()
        ? null
        : trial.executions().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static long hash(String text, long number) {
    String both = text + '#' + number;
    return ByteBuffer.wrap(Sha256.of(both.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Long orNull(OptionalLong value) {
    return value.isPresent() ? Long.valueOf(value.getAsLong()) : null;
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }

  @Override
  public boolean isNull(int column) {
    return values[column] == null;
  }

  @Override
  public boolean flag(int column) {
    return (Boolean) values[column];
  }

  @Override
  public long big(int column) {
    return (Long) values[column];
  }

  @Override
  public double number(int column) {
    return (Double) values[column];
  }

  @Override
  public String text(int column) {
    return (String) values[column];
  }

  @Override
  public double[] numbers(int column) {
    return ((double[]) values[column]).clone();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Map<String, String> texts(int column) {
    return (Map<String, String>) values[column];
  }
}
