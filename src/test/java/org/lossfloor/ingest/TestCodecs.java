package org.lossfloor.ingest;

import java.sql.Timestamp;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.Coded;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.ExperimentKey;
import org.lossfloor.sweep.Origin;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Sampler;
import org.lossfloor.sweep.SamplerSource;
import org.lossfloor.sweep.Score;
import org.lossfloor.sweep.ScoreStatus;
import org.lossfloor.sweep.Timing;
import org.lossfloor.sweep.Trial;
import org.lossfloor.sweep.TrialState;
import scala.jdk.javaapi.CollectionConverters;

/** Plain codecs, so that the tests of ingest need no other room. */
final class TestCodecs {
  private TestCodecs() {}

  static final class Trials implements RowCodec<Trial> {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType schema() {
      return StructType.fromDDL(
          "experiment_id STRING, experiment MAP<STRING,STRING>, trial_id STRING, number BIGINT,"
              + " state STRING, state_raw STRING, metric STRING, direction STRING, value DOUBLE,"
              + " status STRING, reduce STRING, step DOUBLE, points INT, max_step DOUBLE,"
              + " parameters MAP<STRING,STRING>, seed STRING, sampler STRING,"
              + " sampler_source STRING, start TIMESTAMP, end TIMESTAMP, duration DOUBLE,"
              + " tags MAP<STRING,STRING>, source STRING, format STRING, path STRING, line BIGINT,"
              + " records BIGINT, failed BOOLEAN, reason STRING, params_hash STRING");
    }

    @Override
    public Row encode(Trial t) {
      Score s = t.score();
      return RowFactory.create(
          t.experiment().id(),
          map(t.experiment().columns()),
          t.trialId(),
          boxed(t.number()),
          t.state().code(),
          t.stateRaw().orElse(null),
          s.metric(),
          s.direction().code(),
          boxed(s.value()),
          s.status().code(),
          s.reduce(),
          boxed(s.step()),
          s.points(),
          boxed(s.maxStep()),
          map(t.parameters()),
          t.seed().orElse(null),
          t.sampler().code(),
          t.samplerSource().code(),
          t.timing().start().map(Timestamp::from).orElse(null),
          t.timing().end().map(Timestamp::from).orElse(null),
          boxed(t.timing().durationSeconds()),
          map(t.tags()),
          t.origin().source(),
          t.origin().format(),
          t.origin().path(),
          boxed(t.origin().line()),
          t.origin().records(),
          t.failed(),
          t.excludedReason().map(ExclusionReason::code).orElse(null),
          t.parametersHash());
    }

    @Override
    public Trial decode(Row r) {
      return new Trial(
          new ExperimentKey(new TreeMap<>(r.<String, String>getJavaMap(1))),
          r.getString(2),
          whole(r, 3),
          word(TrialState.class, r.getString(4)),
          Optional.ofNullable(r.getString(5)),
          new Score(
              r.getString(6),
              word(Direction.class, r.getString(7)),
              number(r, 8),
              word(ScoreStatus.class, r.getString(9)),
              r.getString(10),
              number(r, 11),
              r.getInt(12),
              number(r, 13)),
          new TreeMap<>(r.<String, String>getJavaMap(14)),
          Optional.ofNullable(r.getString(15)),
          word(Sampler.class, r.getString(16)),
          word(SamplerSource.class, r.getString(17)),
          new Timing(
              Optional.ofNullable(r.getTimestamp(18)).map(Timestamp::toInstant),
              Optional.ofNullable(r.getTimestamp(19)).map(Timestamp::toInstant),
              number(r, 20)),
          new TreeMap<>(r.<String, String>getJavaMap(21)),
          new Origin(
              r.getString(22), r.getString(23), r.getString(24), whole(r, 25), r.getLong(26)),
          outcome(r));
    }

    private static Outcome outcome(Row r) {
      if (r.getString(28) != null) {
        return new Outcome.Excluded(word(ExclusionReason.class, r.getString(28)));
      }
      return r.getBoolean(27) ? Outcome.FAILED : Outcome.SCORED;
    }
  }

  static final class Rejections implements RowCodec<RejectedRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public StructType schema() {
      return StructType.fromDDL(
          "source STRING, path STRING, line BIGINT, reason STRING, text STRING, records BIGINT");
    }

    @Override
    public Row encode(RejectedRecord r) {
      return RowFactory.create(
          r.source(), r.path(), boxed(r.line()), r.reason(), r.text(), r.records());
    }

    @Override
    public RejectedRecord decode(Row r) {
      return new RejectedRecord(
          r.getString(0),
          r.getString(1),
          whole(r, 2),
          r.getString(3),
          r.getString(4),
          r.getLong(5));
    }
  }

  private static scala.collection.Map<String, String> map(Map<String, String> map) {
    return CollectionConverters.asScala(map);
  }

  private static <E extends Enum<E> & Coded> E word(Class<E> type, String code) {
    return Coded.parse(type, code).orElseThrow();
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static OptionalLong whole(Row row, int i) {
    return row.isNullAt(i) ? OptionalLong.empty() : OptionalLong.of(row.getLong(i));
  }

  private static OptionalDouble number(Row row, int i) {
    return row.isNullAt(i) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(i));
  }
}
