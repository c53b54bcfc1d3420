package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.ingest.files.StoredFile;

class StoredPiecesTest {
  private static final String TEXT = "{\"id\":1,\"loss\":2}\n".repeat(20_000);

  @TempDir private Path folder;

  private List<Row> rows(String scheme, String name) {
    Configuration hadoop = new Configuration(false);
    hadoop.setClass("fs.flaky.impl", FlakyFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
    hadoop.setBoolean("fs.flaky.impl.disable.cache", true);
    String format = name.contains(".csv") ? "csv" : "jsonl";
    SourceConfig source =
        new Logs(folder)
            .audit(name, "format: " + format + "\nmetrics: [{metric: loss, direction: minimize}]")
            .sources()
            .get(0);
    return Logs.rows(source, new StoredFile(scheme + folder.resolve(name), () -> hadoop));
  }

  private static byte[] bzip2(byte[] bytes) throws IOException {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(new Configuration(false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream archive = codec.createOutputStream(out)) {
      archive.write(bytes);
    }
    return out.toByteArray();
  }

  private void write(String name) throws IOException {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    new Logs(folder)
        .write("a.jsonl", bytes)
        .write("a.jsonl.gz", Logs.gzip(TEXT))
        .write("a.jsonl.bz2", bzip2(bytes))
        .write("a.jsonl.zst", Zstd.compress(bytes))
        .write("a.csv", "id,loss\n" + "1,2\n".repeat(20_000));
    assertThat(folder.resolve(name)).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.jsonl", "a.jsonl.gz", "a.jsonl.bz2", "a.jsonl.zst", "a.csv"})
  void aFaultOfStorageFailsTheTask(String name) throws IOException {
    write(name);
    assertThat(rows("file://", name)).hasSize(20_001);
    assertThatThrownBy(() -> rows("flaky://", name))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("connection reset");
  }

  @Test
  void aFileThatIsNotThereFailsTheTask() {
    assertThatThrownBy(() -> rows("file://", "gone.jsonl"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("gone.jsonl");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.jsonl.gz", "x.jsonl.zst", "x.jsonl.bz2", "x.jsonl.deflate"})
  void aFileThatIsNotWhatItsSuffixSaysIsBroken(String name) throws IOException {
    new Logs(folder).write(name, "\u0003\u0000no archive at all, whatever it is called");
    assertThat(rows("file://", name))
        .extracting(row -> row.getString(2))
        .containsExactly(Events.BROKEN, Events.READ);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.jsonl.gz", "x.jsonl.zst", "x.jsonl.bz2", "x.jsonl.lz4", "x.jsonl.br"})
  void textThatOnlySoundsCompressedIsRead(String name) throws IOException {
    new Logs(folder).write(name, "{\"loss\":1}\n{\"loss\":2}\n");
    List<Row> rows = rows("file://", name);
    assertThat(rows)
        .extracting(row -> row.getString(2))
        .containsExactly(Events.SCORED, Events.SCORED, Events.READ);
    Row[] notes = rows.get(2).getStruct(6).getAs(4);
    assertThat(notes).hasSize(name.endsWith("br") ? 0 : 1);
  }
}
