package org.lossfloor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may write a run, and what readers see whatever step a process dies at. */
class RunDirectoryTest {
  private static final Lease.Pace PACE =
      new Lease.Pace(Duration.ofMillis(50), Duration.ofMillis(800));
  private static final String RUN = "r.1-a";

  private final Configuration hadoop = new Configuration();
  @TempDir Path output;

  private RunDirectory stage(Configuration settings, String runId) {
    return HadoopRunStore.of(settings, output.toUri().toString()).stage(runId, PACE);
  }

  /** Two tables of one file each, which tell whose they are. */
  private static void write(RunStore.Attempt run, String whose) throws IOException {
    for (String table : List.of("experiments", "trials")) {
      Path folder = Path.of(java.net.URI.create(run.table(table)).getPath());
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("part-0"), whose);
    }
  }

  private void publish(Configuration settings, String runId, String whose) throws IOException {
    RunDirectory run = stage(settings, runId);
    write(run, whose);
    run.publish(new Manifest().with("whose", whose));
  }

  /** Whose run a reader sees; half a run fails. */
  private Optional<String> seen(String runId) throws IOException {
    Path published = output.resolve("run_id=" + runId);
    if (!Files.exists(published)) {
      return Optional.empty();
    }
    Set<String> whose = new TreeSet<>();
    for (String table : List.of("experiments", "trials")) {
      whose.add(Files.readString(published.resolve(table).resolve("part-0")));
    }
    assertThat(whose).hasSize(1);
    String only = whose.iterator().next();
    assertThat(Files.readString(published.resolve(RunDirectory.MANIFEST))).contains(only);
    try (Stream<Path> inside = Files.list(published)) {
      assertThat(inside).hasSize(3);
    }
    return Optional.of(only);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(output)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aRunIsPublishedWholeAndNothingElseIsLeft() throws IOException {
    publish(hadoop, RUN, "first");
    publish(hadoop, "other", "other");
    publish(hadoop, RUN, "second");
    assertThat(seen(RUN)).contains("second");
    assertThat(seen("other")).contains("other");
    assertThat(names()).containsExactly("run_id=other", "run_id=" + RUN);
  }

  @Test
  void ofManyAtOnceOneWritesAndTheOthersAreTold() throws Exception {
    int many = 8;
    CyclicBarrier start = new CyclicBarrier(many);
    CyclicBarrier judged = new CyclicBarrier(many);
    ExecutorService threads = Executors.newFixedThreadPool(many);
    List<Future<Boolean>> all =
        IntStream.range(0, many)
            .mapToObj(i -> threads.submit(() -> race(start, judged, "racer " + i)))
            .toList();
    List<Boolean> won = new ArrayList<>();
    for (Future<Boolean> one : all) {
      won.add(one.get());
    }
    threads.shutdown();
    assertThat(won.stream().filter(w -> w)).hasSize(1);
    assertThat(seen(RUN)).contains("racer " + won.indexOf(true));
    assertThat(names()).containsExactly("run_id=" + RUN);
  }

  private boolean race(CyclicBarrier start, CyclicBarrier judged, String whose) throws Exception {
    start.await();
    RunDirectory run;
    try {
      run = stage(hadoop, RUN);
    } catch (OutputException e) {
      assertThat(e.what()).contains(RUN, "is being written by");
      assertThat(e.mend()).contains("--run-id");
      judged.await();
      return false;
    }
    judged.await();
    write(run, whose);
    run.publish(new Manifest().with("whose", whose));
    return true;
  }

  private static void awaitSilence() {
    try {
      Thread.sleep(PACE.patience().toMillis() + 50);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theLeaseOfADeadProcessIsTakenOverAfterItsSilence() throws IOException {
    RunDirectory dead = stage(DyingFileSystem.settings("dead"), RUN);
    write(dead, "half");
    DyingFileSystem.dieAfter("dead", 0);
    publish(hadoop, RUN, "again");
    assertThat(seen(RUN)).contains("again");
    assertThat(names()).containsExactly("run_id=" + RUN);
  }

  @Test
  void aProcessThatWasOnlyPausedPublishesNothing() throws IOException {
    RunDirectory paused = stage(DyingFileSystem.settings("paused"), RUN);
    write(paused, "paused");
    DyingFileSystem.dieAfter("paused", 0);
    RunDirectory taker = stage(hadoop, RUN);
    write(taker, "taker");
    DyingFileSystem.wake("paused");
    assertThatThrownBy(() -> paused.publish(new Manifest()))
        .isInstanceOfSatisfying(
            OutputException.class, e -> assertThat(e.what()).contains("taken over"));
    paused.discard();
    assertThat(seen(RUN)).isEmpty();
    taker.publish(new Manifest().with("whose", "taker"));
    assertThat(seen(RUN)).contains("taker");
    assertThat(names()).containsExactly("run_id=" + RUN);
  }

  @Test
  void anAttemptThatWasTakenAwayCannotBeMovedIn() throws IOException {
    RunDirectory paused = stage(DyingFileSystem.settings("paused"), RUN);
    write(paused, "paused");
    DyingFileSystem.dieAfter("paused", 0);
    publish(hadoop, RUN, "taker");
    DyingFileSystem.wake("paused");
    Store store = Store.of(hadoop, new org.apache.hadoop.fs.Path(output.toUri()));
    org.apache.hadoop.fs.Path attempt =
        new org.apache.hadoop.fs.Path(paused.table("experiments")).getParent();
    assertThatThrownBy(
            () -> store.createInside(new org.apache.hadoop.fs.Path(attempt, "manifest.json"), ""))
        .isInstanceOf(IOException.class);
    assertThat(seen(RUN)).contains("taker");
  }

  @Test
  void whoLivesIsNotSweptAway() throws IOException {
    RunDirectory living = stage(hadoop, "living");
    write(living, "living");
    awaitSilence();
    publish(hadoop, RUN, "other");
    living.publish(new Manifest().with("whose", "living"));
    assertThat(seen("living")).contains("living");
    assertThat(names()).containsExactly("run_id=living", "run_id=" + RUN);
  }

  @Test
  void discardLeavesWhatWasPublished() throws IOException {
    publish(hadoop, RUN, "old");
    RunDirectory run = stage(hadoop, RUN);
    write(run, "new");
    run.discard();
    assertThat(seen(RUN)).contains("old");
    assertThat(names()).containsExactly("run_id=" + RUN);
  }

  @Test
  void aBucketIsPublishedByItsManifest() throws IOException {
    Configuration bucket = BucketFileSystem.settings();
    String root = BucketFileSystem.ROOT + output.toString().substring(1);
    for (String whose : List.of("first", "second")) {
      RunDirectory run = HadoopRunStore.of(bucket, root).stage(RUN, PACE);
      write(run, whose);
      assertThat(RunStore.of(bucket, root).latest().isPresent()).isEqualTo(whose.equals("second"));
      run.publish(new Manifest().with("whose", whose));
      PublishedRun found = RunStore.of(bucket, root).latest().orElseThrow();
      Path table = Path.of(java.net.URI.create(found.table("experiments")).getPath());
      assertThat(Files.readString(table.resolve("part-0"))).isEqualTo(whose);
      assertThat(found.manifest().get("whose").asText()).isEqualTo(whose);
      assertThat(run.publishedPath()).isEqualTo(found.tables());
    }
    try (Stream<Path> attempts = Files.list(output.resolve("_attempts"))) {
      assertThat(attempts).hasSize(1);
    }
  }

  @Test
  void anOutputThatCannotBeMadeIsTheUsersToMend() throws IOException {
    Path file = Files.writeString(output.resolve("file"), "");
    assertThatThrownBy(
            () ->
                HadoopRunStore.of(hadoop, file.resolve("below").toUri().toString())
                    .stage(RUN, PACE))
        .isInstanceOfSatisfying(
            OutputException.class, e -> assertThat(e.mend()).contains("--output"));
  }

  @Test
  void theLatestRunIsTheOneWrittenLast() throws IOException {
    assertThat(RunStore.of(hadoop, output.toString()).latest()).isEmpty();
    publish(hadoop, "z", "z");
    publish(hadoop, "a", "a");
    Files.setLastModifiedTime(
        output.resolve("run_id=z").resolve(RunDirectory.MANIFEST),
        java.nio.file.attribute.FileTime.fromMillis(1));
    Files.createDirectories(output.resolve("run_id=zz").resolve("experiments"));
    assertThat(RunStore.of(hadoop, output.toString()).latest())
        .hasValueSatisfying(run -> assertThat(run.runId()).isEqualTo("a"));
    assertThat(RunStore.of(hadoop, output.toString()).find("z")).isPresent();
    assertThat(RunStore.of(hadoop, output.toString()).find("zz")).isEmpty();
  }

  @Test
  void aReportReplacesTheOneBefore() throws IOException {
    List<String> paths = new ArrayList<>();
    for (String text : List.of("a long first report", "short")) {
      paths.add(RunStore.of(hadoop, "file://" + output).writeBeside("report.md", text));
      assertThat(output.resolve("report.md")).hasContent(text);
    }
    assertThat(paths).containsOnly("file:" + output + "/report.md");
  }

  /** Spark's exceptions are checked ones that its Java signatures do not announce. */
  @Test
  void nothingIsLeftWhateverStopsTheWork() throws IOException {
    IOException unannounced = new IOException("a stage failed");
    for (Throwable stop : List.of(unannounced, new StackOverflowError())) {
      assertThatThrownBy(
              () ->
                  RunStore.of(hadoop, output.toUri().toString())
                      .write(
                          RUN,
                          run -> {
                            writeOrFail(run);
                            return RunDirectoryTest.<RuntimeException>thrown(stop);
                          }))
          .isSameAs(stop);
      assertThat(names()).isEmpty();
    }
  }

  private static void writeOrFail(RunStore.Attempt run) {
    try {
      write(run, "nobody");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> String thrown(Throwable e) throws E {
    throw (E) e;
  }
}
