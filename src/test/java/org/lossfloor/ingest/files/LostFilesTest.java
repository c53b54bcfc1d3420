package org.lossfloor.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;

/** A file that is gone between listing and reading costs itself. */
class LostFilesTest {
  @TempDir private Path folder;

  @Test
  void aFileThatIsGoneIsNamedAndLeftOut() throws IOException {
    Path kept = Files.writeString(folder.resolve("a.jsonl"), "{}\n");
    Path gone = Files.writeString(folder.resolve("b.jsonl"), "{}\n");
    String yaml =
        "name: t\nsources: [{name: s, format: jsonl, path: '%s',".formatted(folder)
            + " metrics: [{metric: loss, direction: minimize}]}]";
    Supplier<Configuration> hadoop = Configuration::new;
    ListedSource listed =
        InputFiles.of(hadoop, AuditConfig.parse("t", yaml).sources().get(0), Optional.empty());
    Files.delete(gone);
    LostFiles lost = new LostFiles();
    StorageFault fault = new StorageFault(gone.toString(), new IOException("no such file"));
    assertThat(lost.add(new IOException("of a decoder"), List.of(listed), hadoop)).isFalse();
    assertThat(lost.add(new RuntimeException(fault), List.of(listed), hadoop)).isTrue();
    assertThat(lost.add(fault, List.of(listed), hadoop)).as("no other").isFalse();

    ListedSource left = listed.without(lost.kinds());
    assertThat(left.files()).extracting(InputFile::path).containsExactly(LocalPath.uri(kept));
    assertThat(left.leftOut()).isEqualTo(1);
    assertThat(left.fault()).isEmpty();
    assertThat(left.notes()).singleElement().extracting(Note::kind).isEqualTo(NoteKind.VANISHED);

    Files.delete(kept);
    assertThat(lost.add(fault, List.of(left), hadoop)).isTrue();
    assertThat(listed.without(lost.kinds()).fault().orElseThrow().what())
        .startsWith("none of its files can be read");
  }
}
