package org.lossfloor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.store.OutputException;
import org.lossfloor.store.RunStore;

/** A study goes on where it stopped: what is missing is what no published run holds. */
class StudyRoundsTest {
  @TempDir Path output;

  private void publish(Path study, StudyRounds.Range range) throws IOException {
    Path run = Files.createDirectories(study.resolve("run_id=" + range.runId()));
    Files.writeString(run.resolve("manifest.json"), "{\"cells\": 3, \"seed\": \"1\"}");
  }

  private StudyRounds rounds(Path study) {
    return new StudyRounds(RunStore.of(new Configuration(false), "file://" + study));
  }

  @Test
  void whatIsMissingAndWhatIsThereIsAllAndNothingTwice() throws IOException {
    Random random = new Random(16);
    for (int study = 0; study < 40; study++) {
      Path folder = Files.createDirectory(output.resolve("study" + study));
      BitSet there = new BitSet();
      for (int i = random.nextInt(4); i > 0; i--) {
        int from = random.nextInt(40);
        int to = from + 1 + random.nextInt(15);
        publish(folder, new StudyRounds.Range(from, to));
        there.set(from, to);
      }
      int sets = random.nextInt(50);
      int size = 1 + random.nextInt(20);
      List<StudyRounds.Range> missing = rounds(folder).missing(sets, size);
      BitSet planned = new BitSet();
      for (StudyRounds.Range range : missing) {
        assertThat(range.to() - range.from()).isBetween(1L, (long) size);
        assertThat(planned.get((int) range.from(), (int) range.to()).isEmpty()).isTrue();
        planned.set((int) range.from(), (int) range.to());
      }
      BitSet wanted = new BitSet();
      wanted.set(0, sets);
      wanted.andNot(there);
      assertThat(planned).isEqualTo(wanted);
      assertThat(missing).isSortedAccordingTo((a, b) -> Long.compare(a.from(), b.from()));
    }
  }

  @Test
  void onlyPublishedRoundsCount() throws IOException {
    StudyRounds.Range whole = new StudyRounds.Range(1_000_000_000, 1_000_000_010);
    publish(output, whole);
    publish(output, new StudyRounds.Range(3, 4));
    Files.createDirectories(output.resolve("run_id=sets-000000010-000000019"));
    Files.createDirectories(output.resolve("run_id=sets-1-2-3"));
    Files.createDirectories(output.resolve("sets-000000020-000000029"));
    Files.writeString(output.resolve("run_id=sets-5-6"), "a file");
    assertThat(rounds(output).published()).containsExactly(new StudyRounds.Range(3, 4), whole);
    assertThat(rounds(output.resolve("none")).published()).isEmpty();
  }

  @Test
  void partsOfAManifestAreTextOrJson() throws IOException {
    StudyRounds.Range range = new StudyRounds.Range(0, 1);
    publish(output, range);
    assertThat(rounds(output).manifest(range, "cells")).isEqualTo("3");
    assertThat(rounds(output).manifest(range, "seed")).isEqualTo("1");
    assertThat(rounds(output).manifest(range, "absent")).isEmpty();
    assertThat(rounds(output).table(range, "sets"))
        .endsWith("run_id=sets-000000000-000000000/sets");
  }

  @Test
  void aRoundThatIsGoneIsNamed() {
    assertThatThrownBy(() -> rounds(output).table(new StudyRounds.Range(10, 20), "sets"))
        .isInstanceOfSatisfying(
            OutputException.class,
            e -> assertThat(e.what()).contains("sets-000000010-000000019", "is gone"));
  }

  @Test
  void idsSortByNumber() {
    assertThat(new StudyRounds.Range(0, 10).runId()).isEqualTo("sets-000000000-000000009");
    assertThat(new StudyRounds.Range(9, 10).runId())
        .isLessThan(new StudyRounds.Range(10, 11).runId());
  }
}
