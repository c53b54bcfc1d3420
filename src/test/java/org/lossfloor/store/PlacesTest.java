package org.lossfloor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names say whose a file is; a name of somebody else's is nobody's. */
class PlacesTest {
  private static Places places(String scheme) throws IOException {
    Path output = new Path(scheme + ":///runs");
    return Places.of(Store.of(FaultyFileSystem.sound(scheme), output), output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r", "r.1-a", "a b", "x.dead", "x.replaced", "r.lease.3", "-", "%2e"})
  void everyNameOfAnAttemptTellsItsRun(String runId) throws IOException {
    Path attempt = places("file").newAttempt(runId);
    Path replaced = Places.replacedBy(attempt);
    Path dead = Places.dead(replaced);
    for (Path path : new Path[] {attempt, replaced, dead, Places.dead(attempt)}) {
      assertThat(Places.runOf(path.getName())).contains(runId);
    }
    assertThat(Places.isReplaced(replaced)).isTrue();
    assertThat(Places.isReplaced(attempt)).isFalse();
    assertThat(Places.isDead(dead)).isTrue();
    assertThat(Places.replacing(replaced)).isEqualTo(attempt);
    assertThat(places("file").newAttempt(runId)).isNotEqualTo(attempt);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "r",
        "notes.txt",
        "r-1234",
        "-0f8fad5b-d9cb-469f-a165-70867728950e",
        "r-0F8FAD5B-D9CB-469F-A165-70867728950E",
        "r-0f8fad5b-d9cb-469f-a165-70867728950e.bak",
        "r-0f8fad5b-d9cb-469f-a165-70867728950e.dead.replaced"
      })
  void otherNamesAreNoAttempts(String name) {
    assertThat(Places.runOf(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"r.lease.1, r", "a.lease.2.lease.3, a.lease.2", "r.lease.999999999999999, r"})
  void leasesTellTheirRun(String name, String runId) {
    assertThat(Lease.runOf(name)).contains(runId);
    assertThat(Lease.probedRunOf(name + ".probe-x")).contains(runId);
    assertThat(Lease.runOf(name + ".probe-x")).contains(runId);
  }

  @ParameterizedTest
  @ValueSource(strings = {".lease.1", "r.lease.", "r.lease.-1", "r.lease.1e3", "r.lease.1.bak"})
  void otherNamesAreNoLeases(String name) {
    assertThat(Lease.runOf(name)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"file, _staging", "ofs, _staging", "bucket, _attempts"})
  void whatIsBeingWrittenStandsWhereNoReaderLooks(String scheme, String folder) throws IOException {
    Places places = places(scheme);
    assertThat(places.attempts().getName()).isEqualTo(folder).startsWith("_");
    assertThat(places.newAttempt("r").getParent()).isEqualTo(places.attempts());
    assertThat(places.published("r")).isEqualTo(new Path(places.output(), "run_id=r"));
    assertThat(places.manifest("r").getParent()).isEqualTo(places.published("r"));
  }

  @Test
  void twoDirectoriesChangePlacesOrStayWhereTheyAre(@TempDir java.nio.file.Path folder)
      throws IOException {
    java.nio.file.Path one = Files.createDirectory(folder.resolve("one \u00fc"));
    java.nio.file.Path other = Files.createDirectory(folder.resolve("other"));
    Files.createFile(one.resolve("of one"));
    if (Exchange.of(one, other)) {
      assertThat(other.resolve("of one")).exists();
      assertThat(one).isEmptyDirectory();
    } else {
      assertThat(one.resolve("of one")).exists();
    }
    assertThat(Exchange.of(one, folder.resolve("absent"))).isFalse();
    assertThat(folder.resolve("absent")).doesNotExist();
    assertThat(one).exists();
  }
}
