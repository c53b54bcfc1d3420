package org.lossfloor.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.store.FaultyFileSystem.Call;
import org.lossfloor.store.FaultyFileSystem.Fault;

/**
 * What a caller sees of each call to the store that fails: the answer of a sound store, or a
 * message of the contract that says what failed and how to mend it, and never a third thing. A
 * store that does not answer is never taken for one that holds nothing.
 */
class StoreCallsTest {
  private static final String RUN = "sets-000000000-000000009";

  /** No sign of life, so that all calls are those of the operation. */
  private static final Lease.Pace PACE =
      new Lease.Pace(Duration.ofMinutes(5), Duration.ofMinutes(10));

  @TempDir Path folder;

  /** What is asked of the room. Its answer tells what it saw. */
  private enum Operation {
    PUBLISH {
      @Override
      String on(Configuration hadoop, String root) throws IOException {
        RunDirectory run = HadoopRunStore.of(hadoop, root).stage(RUN, PACE);
        try {
          write(Path.of(URI.create(run.table("trials")).getPath()), "new");
          run.publish(new Manifest().with("whose", "new"));
          return "published";
        } catch (Throwable e) {
          discard(run, e);
          throw e;
        }
      }
    },
    DISCARD {
      @Override
      String on(Configuration hadoop, String root) throws IOException {
        RunDirectory run = HadoopRunStore.of(hadoop, root).stage(RUN, PACE);
        write(Path.of(URI.create(run.table("trials")).getPath()), "new");
        run.discard();
        return "discarded";
      }
    },
    TABLES {
      @Override
      String on(Configuration hadoop, String root) throws IOException {
        RunDirectory run = HadoopRunStore.of(hadoop, root).stage(RUN, PACE);
        try {
          for (String table : List.of("trials", "replicates")) {
            write(Path.of(URI.create(run.table(table)).getPath()), "new");
          }
          String tables = run.tables().toString();
          run.drop("replicates");
          return tables;
        } finally {
          discard(run, null);
        }
      }
    },
    FIND {
      @Override
      String on(Configuration hadoop, String root) {
        return RunStore.of(hadoop, root).find(RUN).toString();
      }
    },
    FIND_LATEST {
      @Override
      String on(Configuration hadoop, String root) {
        return RunStore.of(hadoop, root).latest().toString();
      }
    },
    FIND_NONE {
      @Override
      String on(Configuration hadoop, String root) {
        return RunStore.of(hadoop, root).find("other").toString();
      }
    },
    IDS {
      @Override
      String on(Configuration hadoop, String root) {
        return RunStore.of(hadoop, root).ids().toString();
      }
    },
    TEXT_BESIDE {
      @Override
      String on(Configuration hadoop, String root) throws IOException {
        String path = RunStore.of(hadoop, root).writeBeside("report.md", "all of it");
        return Files.readString(Path.of(URI.create(path).getPath()));
      }
    };

    abstract String on(Configuration hadoop, String root) throws IOException;

    boolean reads() {
      return EnumSet.of(FIND, FIND_LATEST, FIND_NONE, IDS).contains(this);
    }
  }

  private static void discard(RunDirectory run, Throwable after) {
    try {
      run.discard();
    } catch (OutputException e) {
      if (after != null) {
        after.addSuppressed(e);
      }
    }
  }

  private static void write(Path table, String whose) throws IOException {
    Files.createDirectories(table);
    Files.writeString(table.resolve("part-0"), whose);
  }

  /** An output with one published run. */
  private Path output(String name) throws IOException {
    Path output = folder.resolve(name);
    Path run = output.resolve("run_id=" + RUN);
    write(run.resolve("trials"), "old");
    Files.writeString(
        run.resolve(RunDirectory.MANIFEST), "{\"whose\": \"old\", \"tables\": \".\"}");
    return output;
  }

  private static String whose(String scheme, Path output) throws IOException {
    PublishedRun run =
        RunStore.of(FaultyFileSystem.sound(scheme), scheme + "://" + output)
            .find(RUN)
            .orElseThrow();
    String whose = run.manifest().path("whose").asText();
    Path table = Path.of(URI.create(run.table("trials")).getPath());
    assertThat(Files.readString(table.resolve("part-0"))).isEqualTo(whose);
    return whose;
  }

  static Stream<Arguments> operations() {
    return Stream.of("file", "ofs", "bucket")
        .flatMap(scheme -> Stream.of(Operation.values()).map(what -> Arguments.of(scheme, what)));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void aCallThatFailsIsToldOrDoesNotMatter(String scheme, Operation what) throws IOException {
    Map<Call, Integer> told = new EnumMap<>(Call.class);
    for (Fault fault : List.of(Fault.FAILS, Fault.REFUSES)) {
      for (Call kind : Call.values()) {
        told.merge(kind, told(scheme, what, fault, kind), Integer::sum);
      }
    }
    // Each operation has calls that it cannot do without.
    assertThat(told.values().stream().mapToInt(n -> n).sum()).isPositive();
    if (what.reads()) {
      assertThat(told.get(Call.OPEN) + told.get(Call.LIST)).isPositive();
      assertThat(told.get(Call.CREATE) + told.get(Call.RENAME) + told.get(Call.DELETE)).isZero();
    }
  }

  /** How many of the calls of a kind the caller is told of when they fail, one at a time. */
  private int told(String scheme, Operation what, Fault fault, Call kind) throws IOException {
    int told = 0;
    boolean met = true;
    for (int call = 0; met; call++) {
      String process = String.join(" ", folder.toString(), fault.name(), kind.name(), "" + call);
      Path output = output(String.join("-", fault.name(), kind.name(), "" + call));
      String root = scheme + "://" + output;
      Configuration hadoop =
          FaultyFileSystem.settings(scheme, process, fault, EnumSet.of(kind), call);
      String seen = outcome(what, hadoop, root);
      met = FaultyFileSystem.met(process);
      if (seen.equals("told")) {
        told++;
      } else {
        assertThat(seen).as(process).isEqualTo(sound(scheme, what, root));
      }
      assertThat(whose(scheme, output)).as(process).isIn("old", "new");
    }
    return told;
  }

  /** "told" if the contract's exception came; anything else that is thrown fails the test. */
  private static String outcome(Operation what, Configuration hadoop, String root)
      throws IOException {
    try {
      return what.on(hadoop, root);
    } catch (UserException e) {
      assertThat(e).isInstanceOf(UsageException.class);
      assertThat(e.what())
          .containsAnyOf("a planned", "the file system refused to", "Mkdirs failed");
      assertThat(e.where()).endsWith(URI.create(root).getPath());
      assertThat(e.mend()).contains("--output");
      assertThat(e.getCause()).isInstanceOf(IOException.class);
      return "told";
    }
  }

  /** What a sound store answers; reading changes nothing, so it can be asked afterwards. */
  private static String sound(String scheme, Operation what, String root) throws IOException {
    return switch (what) {
      case PUBLISH -> "published";
      case DISCARD -> "discarded";
      case TABLES -> "[replicates, trials]";
      case TEXT_BESIDE -> "all of it";
      default -> what.on(FaultyFileSystem.sound(scheme), root);
    };
  }

  /** Nothing that a reader can see changes unless the caller is told that it worked. */
  @ParameterizedTest
  @ValueSource(strings = {"file", "ofs", "bucket"})
  void whatPublishReturnsFromIsThere(String scheme) throws IOException {
    Path output = output("healthy");
    String root = scheme + "://" + output;
    assertThat(Operation.DISCARD.on(FaultyFileSystem.sound(scheme), root)).isEqualTo("discarded");
    assertThat(whose(scheme, output)).isEqualTo("old");
    assertThat(Operation.PUBLISH.on(FaultyFileSystem.sound(scheme), root)).isEqualTo("published");
    assertThat(whose(scheme, output)).isEqualTo("new");
  }

  /** Whoever is second is told who is first, or that the store fails; it never writes. */
  @ParameterizedTest
  @ValueSource(strings = {"file", "ofs", "bucket"})
  void theSecondIsToldWhateverCallFails(String scheme) throws IOException {
    Path output = output("shared");
    String root = scheme + "://" + output;
    Lease.Pace lively = new Lease.Pace(Duration.ofMillis(20), Duration.ofMinutes(10));
    RunDirectory first = HadoopRunStore.of(FaultyFileSystem.sound(scheme), root).stage(RUN, lively);
    boolean met = true;
    for (int call = 0; met; call++) {
      String process = folder + " second " + call;
      // The clock decides how many times the second looks for a sign of life, not the test.
      Set<Call> kinds = EnumSet.complementOf(EnumSet.of(Call.STATUS));
      Configuration second = FaultyFileSystem.settings(scheme, process, Fault.FAILS, kinds, call);
      assertThatThrownBy(() -> HadoopRunStore.of(second, root).stage(RUN, lively))
          .isInstanceOfSatisfying(
              OutputException.class,
              e -> {
                assertThat(e.what()).containsAnyOf("is being written by", "a planned failure");
                assertThat(e.mend()).isNotBlank();
              });
      met = FaultyFileSystem.met(process);
    }
    write(Path.of(URI.create(first.table("trials")).getPath()), "new");
    first.publish(new Manifest().with("whose", "new"));
    assertThat(whose(scheme, output)).isEqualTo("new");
  }

  /** A store that fails for a moment does not cost a living process its lease. */
  @ParameterizedTest
  @ValueSource(strings = {"file", "ofs", "bucket"})
  void aSignOfLifeThatFailsIsTriedAgain(String scheme) throws Exception {
    Path output = output("beats");
    String root = scheme + "://" + output;
    String process = folder + " beats";
    // The lease and the attempt are made by other calls than the signs of life.
    Configuration hadoop =
        FaultyFileSystem.settings(
            scheme, process, Fault.FAILS, EnumSet.of(Call.CREATE), scheme.equals("file") ? 0 : 3);
    RunDirectory run =
        HadoopRunStore.of(hadoop, root)
            .stage("s", new Lease.Pace(Duration.ofMillis(5), Duration.ofMinutes(10)));
    Path staging = output.resolve(scheme.equals("bucket") ? "_attempts" : "_staging");
    Path lease = staging.resolve("s.lease.1");
    while (!(FaultyFileSystem.met(process) && Files.readString(lease).contains("beat 9"))) {
      Thread.sleep(2);
    }
    run.discard();
    assertThat(lease).doesNotExist();
  }

  /** Only a manifest makes a run, and one that is torn is the user's to see, not "no run". */
  @ParameterizedTest
  @ValueSource(strings = {"{\"whose\": ", "\u0000\u0001", "{\"a\": }", "nul"})
  void aManifestThatIsNoJsonIsNamed(String text) throws IOException {
    Path output = output("torn");
    Path manifest = output.resolve("run_id=" + RUN).resolve(RunDirectory.MANIFEST);
    Files.writeString(manifest, text);
    Configuration hadoop = FaultyFileSystem.sound("file");
    RunStore runs = RunStore.of(hadoop, "file://" + output);
    for (ThrowingCallable asked :
        List.<ThrowingCallable>of(() -> runs.find(RUN), () -> runs.latest())) {
      assertThatThrownBy(asked)
          .isInstanceOfSatisfying(
              OutputException.class,
              e -> {
                assertThat(e.what()).contains(RUN, RunDirectory.MANIFEST, "no JSON");
                assertThat(e.where()).isEqualTo("file://" + output);
              });
    }
    assertThat(runs.ids()).containsExactly(RUN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nosuch://host/a", "file:relative/../../a b", "http://[", ""})
  void anOutputThatIsNoPlaceIsTheUsersToMend(String output) {
    Configuration hadoop = new Configuration(false);
    assertTold(() -> HadoopRunStore.of(hadoop, output).stage(RUN, PACE).discard(), output);
    assertTold(() -> RunStore.of(hadoop, output).ids(), output);
    assertTold(() -> RunStore.of(hadoop, output).find(RUN), output);
  }

  private static void assertTold(Runnable operation, String output) {
    try {
      operation.run();
      assertThat(output).startsWith("file:");
    } catch (UserException e) {
      assertThat(e.where()).isEqualTo(output);
      assertThat(e.mend()).contains("--output");
    }
  }

  /** The latest run is asked of the store's clock, whatever calls fail on the way. */
  @Test
  void theLatestOfSeveralIsNeverAnOlderOne() throws IOException {
    Path output = output("several");
    Path newer = output.resolve("run_id=newer");
    write(newer.resolve("trials"), "newer");
    Files.writeString(newer.resolve(RunDirectory.MANIFEST), "{\"whose\": \"newer\"}");
    Files.setLastModifiedTime(
        output.resolve("run_id=" + RUN).resolve(RunDirectory.MANIFEST), FileTime.fromMillis(1));
    boolean met = true;
    int told = 0;
    for (int call = 0; met; call++) {
      String process = folder + " latest " + call;
      Configuration hadoop = FaultyFileSystem.settings("file", process, Fault.FAILS, call);
      try {
        assertThat(RunStore.of(hadoop, "file://" + output).latest().map(PublishedRun::runId))
            .contains("newer");
      } catch (UserException e) {
        told++;
      }
      met = FaultyFileSystem.met(process);
      assertThat(told).isEqualTo(met ? call + 1 : call);
    }
    assertThat(told).isGreaterThan(5);
  }
}
