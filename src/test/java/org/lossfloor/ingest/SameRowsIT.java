package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.SparkConf;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.engine.HadoopSettings;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.event.GroupEvents;
import org.lossfloor.ingest.event.ReadLogs;
import org.lossfloor.ingest.parquet.ParquetPieces;
import org.lossfloor.ingest.pieces.CountLines;
import org.lossfloor.ingest.pieces.Piece;
import org.lossfloor.ingest.pieces.StoredPieces;
import org.lossfloor.read.event.DuplicateRule;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.PointJoin;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.trial.TrialMaker;
import org.lossfloor.sweep.Trial;
import scala.reflect.ClassTag$;

/** The rows do not depend on how the work is cut, nor on the serialiser. */
class SameRowsIT {
  private static final String POINTS =
      """
      format: jsonl
      record: point
      trial_id: id
      group_by: [task]
      metrics:
        - {metric: loss, step: step, reduce: 'mean_last:3', direction: minimize}
        - {metric: acc, step: step, reduce: best, direction: maximize}
      """;

  @TempDir private Path folder;

  private Logs points(long seed) throws IOException {
    Logs logs = new Logs(folder);
    SplittableRandom random = new SplittableRandom(seed);
    for (int file = 0; file < 6; file++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 300; i++) {
        text.append("{\"id\":").append(random.nextInt(40)).append(",\"task\":\"t");
        text.append(random.nextInt(3)).append("\",\"step\":").append(random.nextInt(12));
        text.append(",\"loss\":").append(random.nextDouble());
        text.append(",\"acc\":").append(random.nextInt(9) == 0 ? "NaN" : "0." + i);
        text.append(random.nextInt(50) == 0 ? "\n" : "}\n");
      }
      logs.write("in/" + file + ".jsonl", text.toString());
    }
    return logs;
  }

  private static Logs.Result cut(Logs logs, String settings, Map<String, String> conf)
      throws Exception {
    return LocalSpark.with(conf, () -> logs.read("in", settings));
  }

  private static Map<String, String> conf(int shuffle, int bytes) {
    return Map.of(
        "spark.sql.shuffle.partitions", String.valueOf(shuffle),
        "spark.sql.files.maxPartitionBytes", String.valueOf(bytes),
        "spark.sql.files.openCostInBytes", "10");
  }

  @Test
  void theCutOfTheWorkDoesNotMatter() throws Exception {
    Logs logs = points(7);
    String single =
        POINTS
            .replace("record: point\n", "")
            .replace("step: step, reduce: 'mean_last:3', ", "")
            .replace("step: step, reduce: best, ", "");
    for (String settings : List.of(POINTS, single)) {
      Logs.Result whole = cut(logs, settings, conf(1, 1 << 30));
      assertThat(whole.trials()).hasSizeGreaterThan(200);
      assertThat(whole.rejected()).hasSizeGreaterThan(10);
      for (Map<String, String> other : List.of(conf(2, 15_000), conf(7, 4000), conf(200, 2500))) {
        Logs.Result cut = cut(logs, settings, other);
        assertThat(cut.trials()).isEqualTo(whole.trials());
        assertThat(cut.rejected()).isEqualTo(whole.rejected());
        assertThat(cut.counts()).isEqualTo(whole.counts());
      }
    }
  }

  private static final String TABLE =
      """
      format: csv
      trial_id: id
      group_by: [task]
      hyperparameters: [lr]
      metrics: [{metric: loss, direction: minimize}]
      """;

  /** Rows that are torn, of other lengths, blank, twice there, and in damaged UTF-8. */
  private static String table(String rowInTheMiddle) {
    SplittableRandom random = new SplittableRandom(8);
    StringBuilder text = new StringBuilder("id,task,lr,loss\n");
    for (int i = 0; i < 400; i++) {
      text.append(i == 200 ? rowInTheMiddle : "");
      text.append(random.nextInt(40) == 0 ? "\n" : "");
      int id = random.nextInt(60) == 0 ? i - 1 : i;
      text.append(id).append(",t").append(id % 3);
      text.append(',').append(random.nextDouble()).append(random.nextInt(40) == 0 ? ",," : ",");
      text.append(random.nextInt(30) == 0 ? "much" : random.nextDouble());
      text.append(random.nextInt(9) == 0 ? "\r\n" : "\n");
    }
    return text.append("400,t1,0.1").toString();
  }

  @Test
  void theCutOfATableDoesNotMatter() throws Exception {
    // With the first row it can be cut, with the second its lines may belong together.
    for (String row : List.of("x,t1,.5,1\n", "x,\"t\n1\",.5,1\ny,\"t1,.5,1\n")) {
      Logs logs = new Logs(folder).write("in/a.csv", table(row));
      Logs.Result whole = cut(logs, TABLE, conf(1, 1 << 30));
      assertThat(whole.trials()).hasSizeGreaterThan(300);
      assertThat(whole.trials()).anyMatch(t -> t.trialId().startsWith("a.csv:"));
      assertThat(whole.rejected()).hasSizeGreaterThan(10);
      for (int bytes : List.of(9000, 800, 40)) {
        Logs.Result cut = cut(logs, TABLE, conf(3, bytes));
        assertThat(cut.trials()).isEqualTo(whole.trials());
        assertThat(cut.rejected()).isEqualTo(whole.rejected());
        assertThat(cut.counts()).isEqualTo(whole.counts());
        assertThat(cut.warnings()).isEqualTo(whole.warnings());
      }
    }
  }

  @Test
  void aTableThatCannotBeReadIsRefusedOnceHoweverItIsCut() throws Exception {
    for (String start : List.of("", "\n", "id;task;lr;loss\n")) {
      String text = table("").substring(start.isEmpty() ? "id,task,lr,loss\n".length() : 0);
      Logs logs = new Logs(folder).write("in/a.csv", start + text);
      logs.write("in/b.csv", "id,task,lr,loss\n1,t1,.1,.5\n");
      Logs.Result whole = cut(logs, TABLE, conf(1, 1 << 30));
      Logs.Result cut = cut(logs, TABLE, conf(3, 900));
      assertThat(cut.trials()).isEqualTo(whole.trials());
      assertThat(cut.rejected()).isEqualTo(whole.rejected());
      assertThat(cut.counts()).isEqualTo(whole.counts());
      assertThat(cut.warnings()).isEqualTo(whole.warnings());
    }
  }

  @Test
  void functionsAndRowsTravel() throws Exception {
    Logs logs =
        new Logs(folder)
            .write("in/a.jsonl", "{\"id\":1,\"task\":\"t\",\"step\":1,\"loss\":2,\"acc\":3}\n");
    SourceConfig source = logs.audit("in", POINTS).sources().get(0);
    SourceConfig trial =
        logs.audit(
                "in",
                "format: jsonl\ntrial_id: id\nmetrics: [{metric: loss, direction: minimize}]\n")
            .sources()
            .get(0);
    Broadcast<SerializableConfiguration> hadoop = HadoopSettings.shared(LocalSpark.session());
    String path = logs.file("in/a.jsonl").toUri().toString();
    Row packed = Piece.pack(List.of(new Piece(path, 0, Long.MAX_VALUE, 0)));
    Row counted = Piece.pack(List.of(new Piece(path, 0, 1000, 0)));
    TrialMaker maker = new TrialMaker(trial);
    Fields fields = maker.plan().fields();
    fields.set(maker.plan().slots().indexOf("id"), "1");
    FileTally tally = new FileTally(path, new long[0]);
    Place place = new Place(path, Map.of(), 1);
    Trial one = maker.trials(fields, place, 1, true, tally).get(0);
    Row bare = Events.row(new Event.Made(one, Optional.of("g"), Optional.empty()));
    Row event = LocalSpark.session().createDataFrame(List.of(bare), Events.SCHEMA).head();
    // Spark ships functions by Java's serialiser whatever spark.serializer says, and Kryo knows no
    // records; rows go by either.
    SerializerInstance java = serializers().get(0);
    ReadLogs read = travel(java, new ReadLogs(trial, new StoredPieces(hadoop)));
    assertThat(read.call(List.of(packed).iterator())).toIterable().hasSize(2);
    GroupEvents join = travel(java, new GroupEvents(new PointJoin(source)));
    assertThat(join.call("g", List.<Row>of().iterator()).hasNext()).isFalse();
    GroupEvents mark = travel(java, new GroupEvents(new DuplicateRule(List.of(trial))));
    assertThat(mark.call("g", List.of(event).iterator())).toIterable().containsExactly(bare);
    ReadLogs parquet = travel(java, new ReadLogs(trial, new ParquetPieces(List.of(), hadoop)));
    assertThat(parquet.call(List.<Row>of().iterator()).hasNext()).isFalse();
    for (SerializerInstance serializer : serializers()) {
      assertThat(travel(serializer, new CountLines(hadoop)).call(counted)).isEqualTo(1);
      assertThat(travel(serializer, packed).<String[]>getAs(0)).containsExactly(path);
    }
  }

  private static List<SerializerInstance> serializers() {
    SparkConf conf = new SparkConf();
    return List.of(new JavaSerializer(conf).newInstance(), new KryoSerializer(conf).newInstance());
  }

  private static <T extends Serializable> T travel(SerializerInstance serializer, T value) {
    return serializer.deserialize(
        serializer.serialize(value, ClassTag$.MODULE$.apply(value.getClass())),
        ClassTag$.MODULE$.apply(value.getClass()));
  }
}
