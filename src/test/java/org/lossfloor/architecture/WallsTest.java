package org.lossfloor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.estimate.planted.SparkInTheCore;
import org.lossfloor.estimate.spacing.planted.SpacingKnowsTheRegime;
import org.lossfloor.read.planted.OuterHalf;
import org.lossfloor.read.planted.inner.InnerHalf;
import org.lossfloor.table.planted.TableSolves;

/**
 * The walls inside of rooms: floors of {@code estimate}, what its inside shows, how large rooms
 * are.
 */
class WallsTest {
  private static final String ESTIMATE = "org.lossfloor.estimate";

  /** Each uses only those before it. */
  private static final List<String> FLOORS =
      List.of("spacing", "fit", "regime", "interval", "diagnosis", "noise", "prospect");

  /** What the floors share with the face: values, nothing that estimates or judges. */
  private static final Set<String> VALUES =
      Set.of(
          "Estimate",
          "EstimateSettings",
          "Interval",
          "IntervalMethod",
          "IntervalPlan",
          "Objective",
          "Pruned",
          "Reason",
          "Threshold");

  /**
   * What other rooms may name of the floors: the replicates, which executors draw and tables hold,
   * the results of tests, which are columns, the two laws that studies check, the noise of a run,
   * which is an option and a column, and what is asked of further trials and said of them.
   */
  private static final Set<String> SHOWN =
      Set.of(
          "Replicate",
          "ReplicatePlan",
          "ReplicateSource",
          "ReplicateSummary",
          "Replications",
          "OrderTest",
          "SamplerTest",
          "Scores",
          "TailTest",
          "NullTable",
          "Hyperparameters",
          "ChanceRepeats",
          "NoiseLimit",
          "NoiseRule",
          "RerunNoise",
          "Reruns",
          "Closeness",
          "DecideSettings",
          "NextWidths",
          "Outlook");

  private static final List<String> ENGINE_FREE =
      List.of(
          "math",
          "error",
          "sweep",
          "distribution",
          "estimate",
          "decide",
          "study",
          "config",
          "read",
          "report",
          "fit");

  private static final int MOST_FILES = 30;
  private static final int MOST_LINES = 3_000;

  static Stream<String> floors() {
    return FLOORS.stream();
  }

  private static DescribedPredicate<JavaClass> faceOf(String name) {
    return JavaClass.Predicates.resideInAPackage(name);
  }

  /** The class itself, or the one that it is a part of. */
  private static String outermost(JavaClass any) {
    JavaClass part = any.getBaseComponentType();
    return part.getSimpleName().isEmpty() || part.getEnclosingClass().isPresent()
        ? part.getEnclosingClass().map(WallsTest::outermost).orElse(part.getSimpleName())
        : part.getSimpleName();
  }

  private static DescribedPredicate<JavaClass> named(String what, Set<String> names) {
    return DescribedPredicate.describe(what, c -> names.contains(outermost(c)));
  }

  private static ArchRule floorRule(String floor) {
    List<String> above = FLOORS.subList(FLOORS.indexOf(floor) + 1, FLOORS.size());
    DescribedPredicate<JavaClass> forbidden =
        faceOf(ESTIMATE).and(DescribedPredicate.not(named("values of the face", VALUES)));
    for (String other : above) {
      forbidden = forbidden.or(faceOf(ESTIMATE + "." + other + ".."));
    }
    return noClasses()
        .that()
        .resideInAPackage(ESTIMATE + "." + floor + "..")
        .should()
        .dependOnClassesThat(forbidden.as("are above " + floor));
  }

  private static ArchRule insideRule() {
    String[] inside =
        FLOORS.stream().map(floor -> ESTIMATE + "." + floor + "..").toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackage(ESTIMATE + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(inside)
                .and(DescribedPredicate.not(named("shown", SHOWN)))
                .as("are inside of estimate"));
  }

  private static ArchRule engineFreeRule(String room) {
    return noClasses()
        .that()
        .resideInAPackage("org.lossfloor." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..");
  }

  @ParameterizedTest
  @MethodSource("floors")
  void floorUsesOnlyLowerFloors(String floor) {
    floorRule(floor).check(ArchitectureTest.PRODUCTION);
  }

  @Test
  void otherRoomsNameOnlyWhatTheInsideShows() {
    insideRule().check(ArchitectureTest.PRODUCTION);
    for (String shown : SHOWN) {
      assertThat(ArchitectureTest.PRODUCTION)
          .anySatisfy(c -> assertThat(c.getSimpleName()).isEqualTo(shown));
    }
  }

  static Stream<String> engineFree() {
    return ENGINE_FREE.stream();
  }

  @ParameterizedTest
  @MethodSource("engineFree")
  void engineFreeRoomKnowsNoEngine(String room) {
    engineFreeRule(room).check(ArchitectureTest.PRODUCTION);
  }

  /** The face of estimate is what its floors share, and what uses them. */
  private static ArchRule packageCycleRule() {
    return slices()
        .matching("org.lossfloor.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(faceOf(ESTIMATE + ".*"), faceOf(ESTIMATE));
  }

  @Test
  void packagesHaveNoCycles() {
    packageCycleRule().check(ArchitectureTest.PRODUCTION);
  }

  /** What is too large below a folder of sources. */
  private static List<String> tooLarge(Path sources) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> folders = Files.walk(sources)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        String name = sources.relativize(folder).toString().replace('/', '.');
        int files = 0;
        long lines = 0;
        try (Stream<Path> children = Files.list(folder)) {
          for (Path file : children.filter(f -> f.toString().endsWith(".java")).toList()) {
            files++;
            try (Stream<String> text = Files.lines(file)) {
              lines += text.count();
            }
          }
        }
        if (files > MOST_FILES || lines > MOST_LINES) {
          found.add("%s: %d files, %d lines".formatted(name, files, lines));
        }
      }
    }
    return found;
  }

  @Test
  void noPackageIsAHall() throws IOException {
    assertThat(tooLarge(Path.of("src/main/java/org/lossfloor"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {MOST_FILES, MOST_FILES + 1})
  void aHallIsFound(int files, @TempDir Path sources) throws IOException {
    Path hall = Files.createDirectories(sources.resolve("a/b"));
    for (int i = 0; i < files; i++) {
      Files.writeString(hall.resolve("C" + i + ".java"), "class C {}\n");
    }
    List<String> found = tooLarge(sources);
    if (files > MOST_FILES) {
      assertThat(found).containsExactly("a.b: 31 files, 31 lines");
    } else {
      assertThat(found).isEmpty();
      Files.writeString(hall.resolve("C0.java"), "\n".repeat(MOST_LINES));
      assertThat(tooLarge(sources)).containsExactly("a.b: 30 files, 3029 lines");
    }
  }

  @Test
  void plantedViolationsAreCaught() {
    assertCaught(floorRule("spacing"), SpacingKnowsTheRegime.class, "Regime");
    assertCaught(insideRule(), TableSolves.class, "SpacingSolver");
    assertCaught(engineFreeRule("estimate"), SparkInTheCore.class, "SparkSession");
    assertCaught(
        packageCycleRule(),
        OuterHalf.class,
        "Cycle detected: Slice read.planted ->",
        InnerHalf.class);
  }

  private static void assertCaught(
      ArchRule rule, Class<?> planted, String named, Class<?>... others) {
    List<Class<?>> all = new ArrayList<>(List.of(others));
    all.add(planted);
    JavaClasses found = new ClassFileImporter().importClasses(all);
    assertThatThrownBy(() -> rule.check(found))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(planted.getSimpleName())
        .hasMessageContaining(named);
  }
}
