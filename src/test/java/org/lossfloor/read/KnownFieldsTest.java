package org.lossfloor.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.read.file.LocalFile;

/** The names that a message about a missing field shows. */
class KnownFieldsTest {
  @TempDir private Path folder;

  private KnownFields fields(String format, String... texts) throws IOException {
    for (int i = 0; i < texts.length; i++) {
      Files.writeString(folder.resolve("f" + i), texts[i]);
    }
    String yaml =
        "name: t\nsources:\n  - name: s\n    path: '"
            + folder
            + "'\n    format: "
            + format
            + "\n    metrics: [{metric: loss, direction: minimize}]\n";
    List<LocalFile> files =
        IntStream.range(0, texts.length)
            .mapToObj(i -> new LocalFile(folder.resolve("f" + i)))
            .toList();
    return new KnownFields(AuditConfig.parse("t.yaml", yaml).sources().get(0), files);
  }

  @Test
  void objectsWithinObjectsHavePaths() throws IOException {
    KnownFields known = fields("jsonl", "{\"a\":{\"b\":1,\"c\":{\"d\":2}},\"e\":[1]}\n");
    assertThat(known.names()).containsExactly("a.b", "a.c.d", "e");
  }

  @Test
  void aTableHasColumns() throws IOException {
    assertThat(fields("csv", "id,,loss\n1,2,3\n").names())
        .containsExactly("id", "Unnamed: 1", "loss");
    assertThat(fields("numbers", "1\n2\n").names()).containsExactly("score");
  }

  @Test
  void theFirstFileThatCanBeReadTells() throws IOException {
    assertThat(fields("jsonl", "", "{\"loss\":1}\n").names()).containsExactly("loss");
    assertThat(fields("jsonl", "{torn\n", "{\"loss\":1}\n").names()).containsExactly("loss");
    assertThat(fields("jsonl", "").names()).isEmpty();
  }

  @Test
  void textThatHoldsFieldsIsNamed() throws IOException {
    KnownFields json = fields("csv", "id,config\n1,\"{\"\"lr\"\": 1}\"\n");
    assertThat(json.names()).containsExactly("id", "config", "config.lr");
    assertThat(json.within("config.l").orElseThrow()).startsWith("`config` holds JSON text");
    assertThat(json.within("other.lr")).isEmpty();
    KnownFields python = fields("csv", "id,config\n1,{'lr': 1}\n");
    assertThat(python.within("config.lr").orElseThrow()).contains("the text of a Python dict");
  }

  @Test
  void pointsOfACurveHaveFields() throws IOException {
    KnownFields known = fields("jsonl", "{\"c\":[]}\n{\"c\":[{\"step\":1,\"loss\":2}]}\n");
    assertThat(known.ofPoints("c")).containsExactly("step", "loss");
    assertThat(known.ofPoints("d")).isEmpty();
    assertThat(fields("jsonl", "{\"c\":[1,2]}\n").ofPoints("c")).isEmpty();
  }
}
