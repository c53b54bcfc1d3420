package org.lossfloor.read.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.audit.CheckJob;
import org.lossfloor.audit.CheckJob.SourceCheck;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.fit.ScoreFile;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.TrialsTable;

/**
 * A format is added by its class and a line in {@code META-INF/services}: those of this folder are
 * unknown to the product, which audits and checks them, and fits them, all the same.
 */
class ToyFormatIT {
  private static final int TRIALS = 40;

  @TempDir private Path folder;

  private AuditConfig audit(String format) {
    return AuditConfig.parse(
        "toy.yaml",
        """
        name: toys
        sources:
          - name: s
            format: %s
            path: '%s'
            trial_id: id
            sampler: random
            metrics: [{metric: loss, direction: minimize}]
        """
            .formatted(format, folder.resolve("in")));
  }

  private static String line(int trial) {
    return "> id=%d loss=0.%03d lr=0.1\n".formatted(trial, 100 + trial * trial % 97);
  }

  private static String lines() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < TRIALS; i++) {
      text.append(line(i));
    }
    return text.toString();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void assertRead(AuditConfig audit, int trials, int rejected) {
    try (Ingested in = Ingest.read(LocalSpark.session(), audit)) {
      List<Trial> read = in.trials().collectAsList().stream().map(TrialsTable::trial).toList();
      List<RejectedRecord> bad =
          in.rejected().collectAsList().stream().map(RejectedRecordsTable::record).toList();
      assertThat(read).hasSize(trials).allMatch(trial -> trial.score().value().isPresent());
      assertThat(read)
          .allMatch(
              trial -> trial.origin().format().equals(audit.sources().get(0).format().code()));
      assertThat(bad).hasSize(rejected);
      assertThat(in.counts()).allMatch(counts -> counts.balanced());
    }
  }

  @Test
  void linesOfAnUnknownFormatAreAuditedAndChecked() throws IOException {
    write("a.toy", lines() + "no toy\n");
    assertRead(audit("toy"), TRIALS, 1);
    List<SourceCheck> checks =
        new CheckJob(audit("toy"), 1_000_000, Optional.empty())
            .sources(LocalSpark::session, source -> {});
    assertThat(checks.get(0).problem()).isEmpty();
    assertThat(checks.get(0).trials()).isEqualTo(TRIALS);
  }

  @Test
  void aFolderIsATrial() throws IOException {
    for (int i = 0; i < TRIALS; i++) {
      write("run" + i + "/trial.toy", "");
      write("run" + i + "/id", String.valueOf(i));
      write("run" + i + "/loss", "0." + (100 + i) + "\n");
    }
    assertRead(audit("toy-folders"), TRIALS, 0);
  }

  @Test
  void whatHasAnotherFieldIsNamed() throws IOException {
    write("a.toy", "> id=1 los=2\n> id=2 los=3\n");
    List<SourceCheck> checks =
        new CheckJob(audit("toy"), 1_000_000, Optional.empty())
            .sources(LocalSpark::session, source -> {});
    assertThat(checks.get(0).problem().orElseThrow().mend()).contains("Did you mean `los`?");
  }

  @Test
  void fitRecognisesTheFormat() {
    InputStream in = new ByteArrayInputStream(lines().getBytes(StandardCharsets.UTF_8));
    double[] scores = ScoreFile.read("-", Optional.of("loss"), Optional.empty(), in).values();
    assertThat(scores).hasSize(TRIALS).contains(.1, .101, .104);
  }
}
