package org.lossfloor.read.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.ingest.files.StoredFile;

/** What lies near a file, on this machine and in Hadoop's file systems. */
class LogFolderTest {
  @TempDir private Path folder;

  private LogFile mark() throws IOException {
    Path run = Files.createDirectories(folder.resolve("b"));
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(run.resolve("metrics/val"));
    Files.writeString(run.resolve("metrics/val/loss"), "");
    Files.writeString(run.resolve("metrics/y"), "");
    Files.writeString(run.resolve("metrics/x"), "");
    return new LocalFile(Files.writeString(run.resolve("meta.yaml"), ""));
  }

  private void check(LogFile mark) throws IOException {
    LogFolder metrics = mark.inside("metrics");
    assertThat(names(metrics.files())).containsExactly("x", "y");
    assertThat(metrics.folders()).containsExactly("val");
    assertThat(names(mark.inside("metrics/val").files())).containsExactly("loss");
    assertThat(mark.inside("..").folders()).containsExactly("a", "b");
    assertThat(names(mark.inside("").files())).containsExactly("meta.yaml");
    assertThat(names(mark.beside("metrics"))).containsExactly("x", "y");
    assertThat(mark.inside("nowhere")).isEqualTo(LogFolder.NOTHING);
  }

  private static List<String> names(List<LogFile> files) {
    return files.stream().map(f -> f.path().substring(f.path().lastIndexOf('/') + 1)).toList();
  }

  @Test
  void listsWhatIsNearAFile() throws IOException {
    check(mark());
  }

  @Test
  void hadoopListsTheSame() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.elsewhere.impl", Elsewhere.class.getName());
    check(new StoredFile(mark().path().replaceFirst("^file:", "elsewhere:"), () -> hadoop));
  }

  /** This machine under another scheme, so that Hadoop lists it. */
  public static final class Elsewhere extends org.apache.hadoop.fs.RawLocalFileSystem {
    @Override
    public java.net.URI getUri() {
      return java.net.URI.create("elsewhere:///");
    }

    @Override
    public String getScheme() {
      return "elsewhere";
    }
  }
}
