package org.lossfloor.read.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRootTest {
  @ParameterizedTest
  @CsvSource({
    "/data/tuning, file:/data/tuning/p/trial_0/t.json, .., tuning/p",
    "/data/tuning/, file:/data/tuning/p/trial_0/t.json, .., tuning/p",
    "/data/tuning/*, file:/data/tuning/p/trial_0/t.json, .., tuning/p",
    "/data/tuning/*/trial_*/t.json, file:/data/tuning/p/trial_0/t.json, .., tuning/p",
    "file:///data/./tuning, file:/data/tuning/p/trial_0/t.json, .., tuning/p",
    "s3a://bucket/tuning, s3a://bucket/tuning/p/t.json, '', tuning/p",
    "/data/tuning/p/t.json, file:/data/tuning/p/t.json, '', /data/tuning/p",
    "/other/link, file:/data/tuning/p/t.json, '', /data/tuning/p",
  })
  void aFolderIsNamedByItsPathBelowTheSource(
      String source, String file, String relative, String name) {
    assertThat(SourceRoot.of(List.of(source)).name(file, relative)).isEqualTo(name);
  }

  @Test
  void foldersOfOneNameStayApart() {
    SourceRoot root = SourceRoot.of(List.of("/data/a/tuning", "/data/b/tuning"));
    assertThat(root.name("file:/data/a/tuning/p/t.json", "")).isEqualTo("a/tuning/p");
    assertThat(root.name("file:/data/b/tuning/p/t.json", "")).isEqualTo("b/tuning/p");
  }

  @Test
  void aRelativePathIsBelowTheWorkingFolder() {
    String here = LocalPath.uri(java.nio.file.Path.of("logs/p/t.json").toAbsolutePath());
    assertThat(SourceRoot.of(List.of("logs")).name(here, "")).isEqualTo("logs/p");
  }

  @Test
  void withoutASourceAFolderHasItsFullPath() {
    assertThat(SourceRoot.UNKNOWN.name("file:/data/p/t.json", "")).isEqualTo("/data/p");
  }
}
