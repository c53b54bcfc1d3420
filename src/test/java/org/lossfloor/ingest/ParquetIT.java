package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;

/** A Parquet file costs itself alone, and says so. */
class ParquetIT {
  private static final String LOSS =
      """
      format: parquet
      trial_id: id
      metrics: [{metric: loss, direction: minimize}]
      """;

  private static final MessageType PLAIN =
      MessageTypeParser.parseMessageType(
          "message m { required binary id (STRING); required double loss; }");

  @TempDir private Path folder;
  private Logs logs;

  @BeforeEach
  void begin() throws IOException {
    logs = new Logs(folder);
    Files.createDirectories(folder.resolve("p"));
  }

  private interface Rows {
    void fill(Group row, int i);
  }

  /** Row groups are closed every hundred rows. */
  private Path write(String name, MessageType type, int rows, Rows content) throws IOException {
    Path file = folder.resolve("p").resolve(name);
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    try (ParquetWriter<Group> out =
        ExampleParquetWriter.builder(path)
            .withType(type)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withDictionaryEncoding(false)
            .withRowGroupSize(1L)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group row = new SimpleGroup(type);
        content.fill(row, i);
        out.write(row);
      }
    }
    return file;
  }

  private Path plain(String name, int rows) throws IOException {
    return write(
        name,
        PLAIN,
        rows,
        (row, i) -> row.append("id", name.charAt(0) + "-" + i).append("loss", 1000.5 + i));
  }

  /** Overwrites the eight bytes of a score. */
  private static void damage(Path file, double score) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] wanted =
        java.nio.ByteBuffer.allocate(8)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .putDouble(score)
            .array();
    int at =
        IntStream.range(0, bytes.length - 8)
            .filter(i -> Arrays.equals(bytes, i, i + 8, wanted, 0, 8))
            .findFirst()
            .orElseThrow();
    Arrays.fill(bytes, at, at + 8, (byte) 0xFF);
    Files.write(file, bytes);
  }

  @Test
  void aPageThatDoesNotFitItsChecksumBreaksTheFile() throws IOException {
    plain("a.parquet", 40);
    damage(plain("b.parquet", 40), 1007.5);
    plain("c.parquet", 40);
    Logs.Result result = logs.read("p", LOSS);
    assertThat(result.trials()).hasSize(80).noneMatch(trial -> trial.failed());
    assertThat(result.counts().get(0).broken()).isEqualTo(1);
    assertThat(result.warnings()).singleElement().asString().contains("b.parquet", "CRC");
  }

  @Test
  void aFileWhosePathLacksThePatternIsLeftOutWhole() throws IOException {
    plain("a.parquet", 40);
    plain("b.parquet", 30);
    Logs.Result result = logs.read("p", LOSS + "path_regex: '/(?<part>a)[.]parquet$'\n");
    assertThat(result.trials()).hasSize(40).allMatch(t -> t.origin().path().endsWith("a.parquet"));
    assertThat(result.counts().get(0).broken()).isEqualTo(1);
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .contains("b.parquet", "path_regex is not found in the path");
  }

  @Test
  void theRowGroupsAroundABreakAreReadHoweverTheFileIsCut() throws Exception {
    damage(plain("a.parquet", 450), 1107.5);
    for (String bytes : List.of("100000000", "10")) {
      Logs.Result result =
          LocalSpark.with(
              Map.of("spark.sql.files.maxPartitionBytes", bytes), () -> logs.read("p", LOSS));
      assertThat(result.trials()).hasSize(350).extracting(t -> t.trialId()).contains("a-449");
      assertThat(result.trials()).noneMatch(t -> t.trialId().equals("a-100"));
      assertThat(result.reasons()).hasSize(1).first().asString().startsWith("101: the Parquet");
      assertThat(result.counts().get(0).broken()).isEqualTo(1);
    }
  }

  @Test
  void filesOfDifferentLayoutAreReadTogether() throws IOException {
    plain("a.parquet", 2);
    Path odd =
        write(
            "b.parquet",
            MessageTypeParser.parseMessageType(
                "message m { optional float loss; required int32 id; optional int64 Loss; }"),
            2,
            (row, i) -> row.append("loss", 0.5f).append("id", i).append("Loss", 7L));
    Files.move(odd, odd.resolveSibling("b:1 %20.parquet"));
    write("c.parquet", PLAIN, 0, (row, i) -> {});
    Files.write(folder.resolve("p/.a.parquet.crc"), new byte[] {1});
    Logs.Result result = logs.read("p", LOSS);
    assertThat(result.outcomes())
        .containsExactly("a-0 1000.5 used", "a-1 1001.5 used", "0 0.5 used", "1 0.5 used");
    assertThat(result.rejected()).isEmpty();
    assertThat(result.counts().get(0).files()).isEqualTo(3);
  }

  @Test
  void oddTypesAreValuesOfTheirOwn() throws IOException {
    write(
        "a.parquet",
        MessageTypeParser.parseMessageType(
            "message m { required int64 id (INTEGER(64,false)); required int32 loss (DECIMAL(9,2));"
                + " required int64 at (TIMESTAMP(NANOS,true)); required int64 x (TIME(NANOS,true)); }"),
        1,
        (row, i) ->
            row.append("id", -1L)
                .append("loss", 123)
                .append("at", 1_700_000_000_000_000_000L)
                .append("x", 1L));
    Logs.Result result = logs.read("p", LOSS + "start_time: at\n");
    assertThat(result.outcomes()).containsExactly("18446744073709551615 1.23 used");
    assertThat(result.trials().get(0).timing().start().orElseThrow().getEpochSecond())
        .isEqualTo(1_700_000_000L);
  }

  @Test
  void anEncryptedFileIsNamed() throws IOException {
    plain("a.parquet", 1);
    logs.write("p/b.parquet", "PARE some bytes of no use....PARE");
    assertThat(logs.read("p", LOSS).reasons()).containsExactly("-: the Parquet file is encrypted");
  }
}
