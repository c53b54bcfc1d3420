package org.lossfloor.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lossfloor.store.FaultyFileSystem.Fault;
import org.lossfloor.store.FaultyFileSystem.Killed;

/**
 * Publication is one step: whichever call to the store fails, or is the last one of its process,
 * readers see the old run or the new one, whole, and the next run clears up. {@code file} exchanges
 * directories in one step, {@code ofs} stands for stores that rename (HDFS), {@code bucket} for
 * those that do not.
 */
class PublicationTest {
  private static final String RUN = "r";

  /** No sign of life, so that all calls are those of the run. */
  private static final Lease.Pace PACE =
      new Lease.Pace(Duration.ofMinutes(5), Duration.ofMinutes(10));

  @TempDir Path folder;

  private static String root(String scheme, Path output) {
    return scheme + "://" + output;
  }

  private static void write(RunDirectory run, String whose) throws IOException {
    for (String table : List.of("experiments", "trials")) {
      Path place = Path.of(URI.create(run.table(table)).getPath());
      Files.createDirectories(place);
      Files.writeString(place.resolve("part-" + whose), whose);
    }
  }

  private static void publish(Configuration hadoop, String output, String runId, String whose)
      throws IOException {
    RunDirectory run = HadoopRunStore.of(hadoop, output).stage(runId, PACE);
    try {
      write(run, whose);
      run.publish(new Manifest().with("whose", whose));
    } catch (Throwable e) {
      run.discard();
      throw e;
    }
  }

  /** Whose tables and manifest these are; a mixture fails. */
  private static String whose(Path tables, String manifest) throws IOException {
    Set<String> all = new TreeSet<>();
    for (String table : List.of("experiments", "trials")) {
      try (Stream<Path> parts = Files.list(tables.resolve(table))) {
        List<Path> there = parts.toList();
        assertThat(there).hasSize(1);
        all.add(Files.readString(there.get(0)));
      }
    }
    assertThat(all).hasSize(1);
    String only = all.iterator().next();
    assertThat(manifest).contains("\"" + only + "\"");
    return only;
  }

  /** What a reader sees that asks for the manifest. */
  private static Optional<String> found(Configuration hadoop, String output) throws IOException {
    Optional<PublishedRun> run = RunStore.of(hadoop, output).find(RUN);
    assertThat(RunStore.of(hadoop, output).latest().map(PublishedRun::runId))
        .isEqualTo(run.map(PublishedRun::runId));
    return run.isEmpty()
        ? Optional.empty()
        : Optional.of(
            whose(
                Path.of(URI.create(run.get().tables()).getPath()),
                run.get().manifest().toString()));
  }

  /** What a reader sees that looks for {@code run_id=*}. */
  private static Optional<String> globbed(Path output) throws IOException {
    Path run = output.resolve("run_id=" + RUN);
    return Files.exists(run)
        ? Optional.of(whose(run, Files.readString(run.resolve(RunDirectory.MANIFEST))))
        : Optional.empty();
  }

  /** As if the claims of dead processes had been silent for long. */
  private static void age(Path output) throws IOException {
    Files.walkFileTree(
        output,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes what) throws IOException {
            if (file.getFileName().toString().contains(".lease.")) {
              Files.setLastModifiedTime(file, FileTime.fromMillis(1));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "file,   FAILS, false", "file,   KILLS, false", "file,   FAILS, true", "file,   KILLS, true",
    "ofs,    FAILS, false", "ofs,    KILLS, false", "ofs,    FAILS, true", "ofs,    KILLS, true",
    "bucket, FAILS, false", "bucket, KILLS, false", "bucket, FAILS, true", "bucket, KILLS, true"
  })
  void whicheverCallItIs(String scheme, Fault fault, boolean replaces) throws IOException {
    int calls = 0;
    int vanished = 0;
    for (boolean met = true; met; calls++) {
      Path output = Files.createDirectory(folder.resolve("call" + calls));
      String root = root(scheme, output);
      Configuration sound = FaultyFileSystem.sound(scheme);
      if (replaces) {
        publish(sound, root, RUN, "old");
      }
      String process = folder + " " + calls;
      boolean done = runs(FaultyFileSystem.settings(scheme, process, fault, calls), root);
      met = FaultyFileSystem.met(process);

      Optional<String> seen = found(sound, root);
      Optional<String> before = replaces ? Optional.of("old") : Optional.empty();
      assertThat(seen).as("call %d", calls).isIn(before, Optional.of("new"));
      if (done) {
        assertThat(seen).contains("new");
      }
      if (!scheme.equals("bucket")) {
        Optional<String> glob = globbed(output);
        vanished += glob.equals(seen) ? 0 : 1;
      }

      age(output);
      publish(sound, root, "other", "other");
      assertThat(RunStore.of(sound, root).find("other")).isPresent();
      assertThat(RunStore.of(sound, root).find(RUN).isPresent()).isEqualTo(seen.isPresent());
      assertNothingIsLeft(scheme, output, seen.isPresent() ? 2 : 1);
      if (!scheme.equals("bucket")) {
        assertThat(globbed(output)).isEqualTo(seen);
      }
      age(output);
      publish(sound, root, RUN, "newest");
      assertThat(found(sound, root).or(() -> Optional.of("newest"))).contains("newest");
      assertNothingIsLeft(scheme, output, 2);
    }
    assertThat(calls).isGreaterThan(15);
    // Of stores without an exchange one kill falls between their two renames.
    assertThat(vanished)
        .isEqualTo(scheme.equals("ofs") && replaces && fault == Fault.KILLS ? 1 : 0);
  }

  private static boolean runs(Configuration process, String root) {
    try {
      publish(process, root, RUN, "new");
      return true;
    } catch (IOException | OutputException | Killed e) {
      return false;
    }
  }

  private static void assertNothingIsLeft(String scheme, Path output, int runs) throws IOException {
    try (Stream<Path> entries = Files.list(output)) {
      List<String> names = entries.map(p -> p.getFileName().toString()).toList();
      assertThat(names).filteredOn(n -> n.startsWith("run_id=")).hasSize(runs);
      if (!scheme.equals("bucket")) {
        assertThat(names).hasSize(runs);
        return;
      }
    }
    try (Stream<Path> attempts = Files.list(output.resolve("_attempts"))) {
      assertThat(attempts).hasSize(runs);
    }
  }

  /** A reader that never rests sees a whole run at every instant of fifty replacements. */
  @Test
  void aReaderSeesAWholeRunAtEveryInstant() throws Exception {
    Path output = Files.createDirectory(folder.resolve("polled"));
    String root = root("file", output);
    Configuration hadoop = new Configuration();
    publish(hadoop, root, RUN, "run 0");
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    Future<Set<String>> read = reader.submit(() -> poll(output, over));
    for (int i = 1; i <= 50; i++) {
      publish(hadoop, root, RUN, "run " + i);
    }
    over.set(true);
    assertThat(read.get()).hasSizeGreaterThan(1).contains("run 50");
    reader.shutdown();
  }

  private static Set<String> poll(Path output, AtomicBoolean over) throws IOException {
    Path run = output.resolve("run_id=" + RUN);
    Path manifest = run.resolve(RunDirectory.MANIFEST);
    Set<String> seen = new TreeSet<>();
    boolean last = false;
    while (!last) {
      last = over.get();
      String before = Files.readString(manifest);
      try {
        seen.add(whose(run, before));
      } catch (AssertionError | NoSuchFileException e) {
        // Read across a replacement: then the manifest is another one by now.
        assertThat(Files.readString(manifest)).isNotEqualTo(before);
      }
    }
    return seen;
  }

  @Test
  void foreignFilesAmongTheAttemptsDisturbNobodyAndStay() throws IOException {
    Path output = Files.createDirectory(folder.resolve("foreign"));
    Path staging = Files.createDirectory(output.resolve("_staging"));
    List<Path> foreign =
        List.of(
            staging.resolve("notes.txt"),
            staging.resolve(RUN + ".lease.99999999999999999999"),
            staging.resolve(RUN + ".lease.-1"),
            staging.resolve(RUN + ".lease.x\u001b[2J"),
            staging.resolve(".replaced"),
            staging.resolve("x.replaced"));
    for (Path file : foreign) {
      Files.write(file, new byte[] {0, 27, -1, 10});
    }
    Path folderOfThatName = Files.createDirectory(staging.resolve(RUN + ".lease.7"));
    for (int i = 0; i < 2; i++) {
      publish(new Configuration(), root("file", output), RUN, "run " + i);
      assertThat(found(new Configuration(), root("file", output))).contains("run " + i);
    }
    assertThat(foreign).allSatisfy(file -> assertThat(file).exists());
    assertThat(folderOfThatName).exists();
    try (Stream<Path> left = Files.list(staging)) {
      assertThat(left).hasSize(foreign.size() + 1);
    }
  }

  @Test
  void aClaimFullOfNonsenseIsTakenOverOnceItIsSilent() throws IOException {
    Path output = Files.createDirectory(folder.resolve("nonsense"));
    Path staging = Files.createDirectory(output.resolve("_staging"));
    Files.write(staging.resolve(RUN + ".lease.123456789012345"), new byte[300_000]);
    age(output);
    publish(new Configuration(), root("file", output), RUN, "new");
    assertThat(found(new Configuration(), root("file", output))).contains("new");
    assertThat(staging).doesNotExist();
  }

  @Test
  void aClaimThatNoNumberFollowsIsNamed() throws IOException {
    Path output = Files.createDirectory(folder.resolve("last"));
    Path staging = Files.createDirectory(output.resolve("_staging"));
    Files.createFile(staging.resolve(RUN + ".lease.999999999999999"));
    age(output);
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                OutputException.class,
                () -> publish(new Configuration(), root("file", output), RUN, "new")))
        .satisfies(e -> assertThat(e.what()).contains(".lease.999999999999999", "delete it"));
  }
}
