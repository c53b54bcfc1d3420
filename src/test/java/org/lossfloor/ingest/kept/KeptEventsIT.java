package org.lossfloor.ingest.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.lossfloor.LocalSpark;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Place;

/** What is no trial comes back, and what occurs twice is found. */
class KeptEventsIT {
  private final SparkSession spark = LocalSpark.session();

  private static List<Event> others() {
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      Place place = new Place("file:/a" + i % 7, Map.of(), i);
      all.add(Event.Rejected.of("s", place, "bad " + i, "{".repeat(i % 300), i % 2));
      FileTally tally = new FileTally("file:/b" + i, i, 2L * i, new long[] {i, 1}, Map.of());
      tally.note(NoteKind.NO_HEADER, i % 3, "line " + i);
      all.add(new Event.Counted("s" + i % 2, tally));
    }
    return all;
  }

  @Test
  void rejectionsAndCountsComeBackAndAreCounted() {
    List<Event> all = others();
    Survey expected = new Survey();
    all.forEach(expected::add);
    Dataset<Row> rows =
        spark.createDataFrame(all.stream().map(Events::row).toList(), Events.SCHEMA);
    try (KeptEvents kept = KeptEvents.of(spark, Events.of(rows.repartition(3)))) {
      TreeSet<String> there = new TreeSet<>();
      kept.others().collectAsList().forEach(row -> there.add(row.toString()));
      TreeSet<String> wanted = new TreeSet<>();
      rows.collectAsList().forEach(row -> wanted.add(row.toString()));
      assertThat(there).isEqualTo(wanted);
      assertThat(kept.trials(List.of()).count()).isZero();
      Survey both = new Survey();
      both.add(expected.toBytes());
      assertThat(kept.survey().toBytes()).hasSameSizeAs(both.toBytes());
      assertThat(kept.sharingGroups()).isEmpty();
    }
  }

  @Test
  void everyHashThatOccursTwiceIsFoundAndFewOthers() {
    SplittableRandom random = new SplittableRandom(1);
    List<long[]> all = new ArrayList<>();
    List<Long> twice = new ArrayList<>();
    List<Long> once = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long[] some = random.longs(1000).toArray();
      twice.add(some[7]);
      once.add(some[8]);
      all.add(some);
      all.add(new long[] {some[7]});
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    for (int parts : List.of(1, 5, 80)) {
      Repeated found = Repeated.among(context.parallelize(all, parts)).orElseThrow();
      assertThat(twice).allMatch(found::passes);
      assertThat(once.stream().filter(found::passes)).hasSizeLessThan(2);
    }
    assertThat(Repeated.among(context.parallelize(all.subList(0, 1), 3))).isEmpty();
  }
}
