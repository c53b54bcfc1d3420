package org.lossfloor.ingest.mark;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.ingest.kept.KeptEvents;
import org.lossfloor.read.event.AbsentRule;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.FieldGaps;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.read.trial.FieldGap;
import org.lossfloor.sweep.ExclusionReason;

/** Finds trials that lack the field of their metric in rows, and decides about them. */
final class Gaps {
  private static final String PATH = "path";
  private static final String PRESENT = "present";
  private static final String LACKING = "lacking";
  private static final String TWINS = "twins";
  private static final String FIRST_LACKING = "first_lacking";
  private static final String LAST_LACKING = "last_lacking";
  private static final String FIRST_PRESENT = "first_present";
  private static final String LAST_PRESENT = "last_present";
  private static final String ABSENCE = "absence";

  /** The first trial that lacks the field, and what it has instead. */
  private static final String FIRST = "first";

  private static final StructType ONE =
      new StructType()
          .add(Events.SOURCE, DataTypes.StringType)
          .add(Events.METRIC, DataTypes.StringType)
          .add(PATH, DataTypes.StringType)
          .add(PRESENT, DataTypes.LongType)
          .add(LACKING, DataTypes.LongType)
          .add(TWINS, DataTypes.LongType)
          .add(FIRST_LACKING, DataTypes.LongType)
          .add(LAST_LACKING, DataTypes.LongType)
          .add(FIRST_PRESENT, DataTypes.LongType)
          .add(LAST_PRESENT, DataTypes.LongType)
          .add(ABSENCE, DataTypes.StringType);

  private Gaps() {}

  /** The gaps of sources, as {@link FieldGap#plus} adds them up. */
  static List<FieldGap> of(Dataset<Row> events, Collection<String> sources) {
    return events
        .filter(col(Events.TRIAL).isNotNull())
        .filter(col(Events.SOURCE).isin(sources.toArray()))
        .mapPartitions(new Locate(), Encoders.row(ONE))
        .groupBy(Events.SOURCE, Events.METRIC, PATH)
        .agg(
            sum(PRESENT).as(PRESENT),
            sum(LACKING).as(LACKING),
            sum(TWINS).as(TWINS),
            min(struct(FIRST_LACKING, ABSENCE)).as(FIRST),
            max(LAST_LACKING).as(LAST_LACKING),
            min(FIRST_PRESENT).as(FIRST_PRESENT),
            max(LAST_PRESENT).as(LAST_PRESENT))
        .filter(col(LACKING).plus(col(TWINS)).gt(0))
        .collectAsList()
        .stream()
        .map(Gaps::gap)
        .toList();
  }

  private static FieldGap gap(Row row) {
    Row first = row.getAs(FIRST);
    return new FieldGap(
        row.getAs(Events.SOURCE),
        row.getAs(Events.METRIC),
        row.getAs(PATH),
        row.<Long>getAs(PRESENT),
        row.<Long>getAs(LACKING),
        row.<Long>getAs(TWINS),
        first.<Long>getAs(FIRST_LACKING),
        row.<Long>getAs(LAST_LACKING),
        row.<Long>getAs(FIRST_PRESENT),
        row.<Long>getAs(LAST_PRESENT),
        Absence.parse(first.getAs(ABSENCE)));
  }

  /** The rows with every trial decided. */
  static KeptEvents decided(SparkSession spark, Dataset<Row> events, AbsentRule rule) {
    Column undecided = col(Events.OUTCOME).equalTo(ExclusionReason.ABSENT_FIELD.code());
    Dataset<Row> others = events.filter(not(coalesce(undecided, lit(false))));
    Dataset<Row> decided =
        events.filter(undecided).mapPartitions(new GroupEvents(rule), Events.encoder());
    return KeptEvents.of(spark, Events.of(others.unionAll(decided))).filled();
  }

  /** What each trial says of the gap of its file. */
  private record Locate() implements MapPartitionsFunction<Row, Row> {
    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
      List<Row> located = new ArrayList<>();
      while (rows.hasNext()) {
        FieldGaps.of((Event.Made) Events.event(rows.next())).map(this::row).ifPresent(located::add);
      }
      return located.iterator();
    }

    private Row row(FieldGap gap) {
      return RowFactory.create(
          gap.source(),
          gap.metric(),
          gap.path(),
          gap.present(),
          gap.lacking(),
          gap.twins(),
          gap.firstLacking(),
          gap.lastLacking(),
          gap.firstPresent(),
          gap.lastPresent(),
          gap.absence().text());
    }
  }
}
