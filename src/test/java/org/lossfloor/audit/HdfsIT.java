package org.lossfloor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.simulate.SimulatedSweep;

/** Logs from HDFS, runs into HDFS: a real name node and data node. */
class HdfsIT {
  @TempDir static Path base;
  private static MiniDFSCluster cluster;
  private static DistributedFileSystem files;

  private final SparkSession spark = LocalSpark.session();

  @BeforeAll
  static void start() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, base.toString());
    cluster = new MiniDFSCluster.Builder(hadoop).numDataNodes(1).build();
    cluster.waitActive();
    files = cluster.getFileSystem();
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  private static String uri(String path) {
    return files.getUri() + path;
  }

  private static void write(String path, List<String> lines) throws IOException {
    try (FSDataOutputStream out = files.create(new org.apache.hadoop.fs.Path(path))) {
      out.write(String.join("\n", lines).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private AuditJob job(String logs, String runId) {
    String yaml =
        """
        name: test
        sources:
          - name: sim
            format: jsonl
            path: %s
            trial_id: trial
            group_by: [model, dataset]
            metrics:
              - {name: loss, curve: curve, step: epoch, value: val_loss, reduce: last, direction: minimize}
        estimate: {trials: [1, 20], max_dimension: 3, replicates: 2}
        """
            .formatted(uri(logs));
    return new AuditJob(AuditConfig.parse("test.yaml", yaml), runId, Reuse.LATEST, null);
  }

  private List<String> rows(String published) {
    return spark
        .read()
        .parquet(published + "/experiments")
        .drop("elapsed_ms", "run_id")
        .toJSON()
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> names(String directory) throws IOException {
    return Arrays.stream(files.listStatus(new org.apache.hadoop.fs.Path(directory)))
        .map(FileStatus::getPath)
        .map(org.apache.hadoop.fs.Path::getName)
        .sorted()
        .toList();
  }

  @Test
  void anAuditReadsAndWritesHdfs() throws IOException {
    write("/logs/a.jsonl", SimulatedSweep.of(3, 0, 40).lines());
    write("/logs/b.jsonl", SimulatedSweep.of(3, 1, 40).lines());
    AuditResult first = job("/logs", "r0").run(spark, uri("/out"));
    assertThat(first.published()).isEqualTo(uri("/out/run_id=r0"));
    assertThat(first.experiments()).isEqualTo(2);
    List<String> rows = rows(first.published());
    AuditResult again = job("/logs", "r0").run(spark, uri("/out"));
    assertThat(rows(again.published())).isEqualTo(rows);
    AuditResult next = job("/logs", "r1").run(spark, uri("/out"));
    assertThat(rows(next.published())).isEqualTo(rows);
    assertThat(names("/out")).containsExactly("run_id=r0", "run_id=r1");
    assertThat(spark.read().parquet(uri("/out/run_id=*/experiments")).count()).isEqualTo(4);
  }

  @Test
  void ofTwoRunsAtOnceOneIsPublishedAndTheOtherIsTold() throws Exception {
    write("/twice/a.jsonl", SimulatedSweep.of(3, 0, 40).lines());
    CyclicBarrier start = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<AuditResult>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          threads.submit(
              () -> {
                start.await();
                return job("/twice", "same").run(spark, uri("/out-twice"));
              }));
    }
    int published = 0;
    int told = 0;
    for (Future<AuditResult> one : both) {
      try {
        published += one.get().experiments() == 1 ? 1 : 0;
      } catch (java.util.concurrent.ExecutionException e) {
        assertThat(e.getCause())
            .isInstanceOfSatisfying(
                UserException.class, u -> assertThat(u.what()).contains("is being written by"));
        told++;
      }
    }
    threads.shutdown();
    assertThat(published).isEqualTo(1);
    assertThat(told).isEqualTo(1);
    assertThat(names("/out-twice")).containsExactly("run_id=same");
    assertThat(rows(uri("/out-twice/run_id=same"))).hasSize(1);
  }

  @Test
  void aQuotaThatIsUsedUpIsTheUsersToMend() throws IOException {
    write("/quota/a.jsonl", SimulatedSweep.of(3, 0, 40).lines());
    org.apache.hadoop.fs.Path output = new org.apache.hadoop.fs.Path("/out-quota");
    files.mkdirs(output);
    files.setQuota(output, 12, Long.MAX_VALUE);
    assertThatThrownBy(() -> job("/quota", "r0").run(spark, uri("/out-quota")))
        .isInstanceOfSatisfying(
            UserException.class,
            e -> {
              assertThat(e).isInstanceOf(UsageException.class);
              assertThat(e.what()).contains("quota");
            });
    assertThat(names("/out-quota")).isEmpty();
  }
}
