package org.lossfloor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lossfloor.estimate.planted.SparkInTheCore;
import org.lossfloor.sweep.planted.SweepKnowsTheCli;
import org.lossfloor.table.planted.TableExits;

/** The table of rooms (design, section 2) as rules over the byte code. */
class ArchitectureTest {
  private static final String BASE = "org.lossfloor.";
  private static final List<String> COMMONS = List.of("org.apache.commons..");
  private static final List<String> ENGINE =
      List.of("org.apache.spark..", "org.apache.hadoop..", "scala..");

  /** What a room may use: other rooms, and packages from outside. */
  private record Room(Set<String> rooms, List<String> thirdParty) {}

  private static final Map<String, Room> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("math", new Room(Set.of(), COMMONS)),
              Map.entry("distribution", new Room(Set.of("math"), COMMONS)),
              Map.entry("estimate", new Room(Set.of("distribution", "math"), COMMONS)),
              Map.entry("decide", new Room(Set.of("estimate", "distribution", "math"), COMMONS)),
              Map.entry(
                  "study", new Room(Set.of("decide", "estimate", "distribution", "math"), COMMONS)),
              Map.entry("sweep", new Room(Set.of(), List.of())),
              Map.entry(
                  "config",
                  new Room(
                      Set.of("sweep", "estimate", "decide"),
                      List.of("com.fasterxml.jackson..", "org.yaml.snakeyaml.."))),
              Map.entry(
                  "read",
                  new Room(Set.of("sweep", "config"), with(COMMONS, "com.github.luben.zstd.."))),
              Map.entry(
                  "ingest",
                  new Room(
                      Set.of("read", "sweep", "config"),
                      with(ENGINE, "com.fasterxml.jackson..", "org.apache.parquet.."))),
              Map.entry(
                  "table",
                  new Room(
                      Set.of("sweep", "study", "estimate", "decide", "config"),
                      with(ENGINE, "com.fasterxml.jackson..", "com.sun.jna.."))),
              Map.entry(
                  "job",
                  new Room(
                      Set.of(
                          "ingest",
                          "read",
                          "table",
                          "config",
                          "sweep",
                          "study",
                          "decide",
                          "estimate",
                          "distribution",
                          "math"),
                      with(
                          ENGINE,
                          "com.fasterxml.jackson..",
                          "org.apache.commons.rng..",
                          "org.slf4j.."))),
              Map.entry("report", new Room(Set.of("sweep", "estimate", "decide"), List.of())),
              Map.entry(
                  "cli",
                  new Room(
                      Set.of("job", "report", "config"),
                      with(ENGINE, "picocli..", "org.slf4j..", "org.apache.logging.log4j..")))));

  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.lossfloor");

  private static List<String> with(List<String> packages, String... more) {
    List<String> all = new ArrayList<>(packages);
    all.addAll(List.of(more));
    return all;
  }

  static Stream<String> rooms() {
    return ROOMS.keySet().stream();
  }

  private static ArchRule roomRule(String name) {
    Room room = ROOMS.get(name);
    List<String> allowed = new ArrayList<>(List.of("java..", "javax..", BASE + name + ".."));
    room.rooms().forEach(r -> allowed.add(BASE + r + ".."));
    allowed.addAll(room.thirdParty());
    // Arrays of primitives have no package.
    allowed.add("");
    return classes()
        .that()
        .resideInAPackage(BASE + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(new String[0]))
        .allowEmptyShould(true);
  }

  private static ArchRule exitRule() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "cli..")
        .should()
        .callMethod(System.class, "exit", int.class);
  }

  private static ArchRule sessionRule() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "cli..")
        .should()
        .callMethod(SparkSession.class, "builder");
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void roomUsesOnlyWhatItsRowAllows(String name) {
    roomRule(name).check(PRODUCTION);
  }

  @Test
  void everyClassHasARoom() {
    assertThat(PRODUCTION)
        .isNotEmpty()
        .extracting(JavaClass::getPackageName)
        .allSatisfy(
            p -> assertThat(ROOMS).containsKey(p.substring(BASE.length()).split("\\.", 2)[0]));
  }

  @Test
  void roomsHaveNoCycles() {
    slices().matching("org.lossfloor.(*)..").should().beFreeOfCycles().check(PRODUCTION);
  }

  @Test
  void onlyTheCommandLineEndsTheJvm() {
    exitRule().check(PRODUCTION);
  }

  @Test
  void onlyTheCommandLineBuildsASession() {
    sessionRule().check(PRODUCTION);
  }

  @Test
  void randomnessAndTimeComeFromOutside() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Random|Date)|java\\.util\\.concurrent\\.ThreadLocalRandom")
        .check(PRODUCTION);
    noClasses().should().callMethod(Math.class, "random").check(PRODUCTION);
  }

  @Test
  void plantedViolationsAreCaught() {
    assertCaught(roomRule("estimate"), SparkInTheCore.class, "SparkSession");
    assertCaught(roomRule("sweep"), SweepKnowsTheCli.class, "org.lossfloor.cli.Main");
    assertCaught(exitRule(), TableExits.class, "System.exit");
    assertCaught(sessionRule(), SparkInTheCore.class, "SparkSession.builder");
  }

  private static void assertCaught(ArchRule rule, Class<?> planted, String named) {
    JavaClasses classes = new ClassFileImporter().importClasses(planted);
    assertThatThrownBy(() -> rule.check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(planted.getSimpleName())
        .hasMessageContaining(named);
  }
}
