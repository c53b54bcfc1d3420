package org.lossfloor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
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
import org.lossfloor.fit.planted.NamesAReader;
import org.lossfloor.ingest.planted.EngineRowsInTheIngest;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.json.JsonLinesLog;
import org.lossfloor.store.planted.StoreHalf;
import org.lossfloor.sweep.planted.SweepKnowsTheCli;
import org.lossfloor.sweep.planted.SweepThrowsDice;
import org.lossfloor.table.planted.TableExits;
import org.lossfloor.table.planted.TableHalf;

/** The table of rooms of architecture.md as rules over the byte code. */
class ArchitectureTest {
  private static final String BASE = "org.lossfloor.";
  private static final List<String> COMMONS = List.of("org.apache.commons..");

  /** What a room may use: other rooms, and packages from outside. */
  record Room(Set<String> rooms, List<String> thirdParty) {}

  private static final List<String> JACKSON = List.of("com.fasterxml.jackson..");

  private static final String[] DRAWING = {
    "org.knowm.xchart..",
    "org.apache.batik..",
    "org.apache.pdfbox..",
    "de.rototor.pdfbox..",
    "org.w3c.dom.."
  };
  private static final List<String> SPARK = List.of("org.apache.spark..", "scala..");
  private static final String SLF4J = "org.slf4j..";

  static final Map<String, Room> ROOMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("math", new Room(Set.of(), COMMONS)),
              Map.entry("error", new Room(Set.of(), with(JACKSON, "org.apache.commons.text.."))),
              Map.entry("sweep", new Room(Set.of("math"), List.of())),
              Map.entry("distribution", new Room(Set.of("math"), COMMONS)),
              Map.entry("estimate", new Room(Set.of("distribution", "sweep", "math"), COMMONS)),
              Map.entry(
                  "decide", new Room(Set.of("estimate", "distribution", "sweep", "math"), COMMONS)),
              Map.entry(
                  "study",
                  new Room(Set.of("decide", "estimate", "distribution", "sweep", "math"), COMMONS)),
              Map.entry(
                  "config",
                  new Room(
                      Set.of("error", "sweep", "estimate", "decide"),
                      with(JACKSON, "org.yaml.snakeyaml.."))),
              Map.entry(
                  "read",
                  new Room(
                      Set.of("error", "sweep", "config"),
                      with(
                          JACKSON,
                          "org.apache.commons..",
                          "com.github.luben.zstd..",
                          "org.sqlite..",
                          "org.postgresql.."))),
              Map.entry("table", new Room(Set.of("sweep", "estimate", "decide", "study"), SPARK)),
              Map.entry(
                  "store",
                  new Room(
                      Set.of("error"),
                      with(JACKSON, "org.apache.hadoop..", "com.sun.jna..", SLF4J))),
              Map.entry(
                  "engine",
                  new Room(
                      Set.of("error"),
                      with(SPARK, "org.apache.hadoop..", "org.apache.parquet..", SLF4J))),
              Map.entry(
                  "ingest",
                  new Room(
                      Set.of("read", "table", "engine", "config", "sweep", "error"),
                      with(
                          SPARK,
                          "org.apache.hadoop..",
                          "org.apache.parquet..",
                          "com.fasterxml.jackson..",
                          SLF4J))),
              Map.entry(
                  "experiment",
                  new Room(
                      Set.of(
                          "table",
                          "engine",
                          "config",
                          "estimate",
                          "decide",
                          "distribution",
                          "sweep",
                          "math",
                          "error"),
                      with(SPARK, "org.apache.commons.rng..", SLF4J))),
              Map.entry(
                  "audit",
                  new Room(
                      Set.of(
                          "ingest",
                          "experiment",
                          "store",
                          "engine",
                          "table",
                          "read",
                          "report",
                          "config",
                          "error",
                          "decide",
                          "estimate",
                          "distribution",
                          "sweep",
                          "math"),
                      with(SPARK, "org.apache.hadoop..", "com.fasterxml.jackson..", SLF4J))),
              Map.entry(
                  "ml",
                  new Room(Set.of("experiment", "table", "config", "estimate", "sweep"), SPARK)),
              Map.entry(
                  "sql",
                  new Room(
                      Set.of(
                          "audit",
                          "experiment",
                          "ingest",
                          "store",
                          "engine",
                          "table",
                          "config",
                          "error",
                          "estimate",
                          "sweep"),
                      with(SPARK, SLF4J))),
              Map.entry(
                  "fit",
                  new Room(
                      Set.of(
                          "read",
                          "study",
                          "config",
                          "error",
                          "decide",
                          "estimate",
                          "distribution",
                          "sweep"),
                      JACKSON)),
              Map.entry(
                  "report",
                  new Room(
                      Set.of("study", "error", "decide", "estimate", "distribution", "sweep"),
                      with(with(JACKSON, DRAWING), "freemarker.."))),
              Map.entry(
                  "simulate",
                  new Room(
                      Set.of(
                          "audit",
                          "experiment",
                          "ingest",
                          "store",
                          "engine",
                          "table",
                          "study",
                          "config",
                          "error",
                          "decide",
                          "estimate",
                          "distribution",
                          "sweep",
                          "math"),
                      with(
                          SPARK,
                          "org.apache.hadoop..",
                          "com.fasterxml.jackson..",
                          "org.apache.commons..",
                          SLF4J))),
              Map.entry(
                  "cli",
                  new Room(
                      Set.of(
                          "simulate",
                          "report",
                          "fit",
                          "audit",
                          "study",
                          "store",
                          "config",
                          "estimate",
                          "decide",
                          "error"),
                      with(SPARK, "picocli..", "org.apache.logging.log4j..", SLF4J)))));

  static final JavaClasses PRODUCTION =
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

  private static ArchRule internalsRule() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.spark.unsafe..",
            "org.apache.spark.sql.catalyst..",
            "org.apache.spark.sql.classic..",
            "org.apache.spark.sql.execution..",
            "org.apache.spark.sql.internal..");
  }

  private static ArchRule sessionRule() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "cli..")
        .should()
        .callMethod(SparkSession.class, "builder");
  }

  /** Readers are found by name, so that a new one touches no other class. */
  private static ArchRule readerRule() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "read..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are readers of a format",
                (JavaClass c) -> c.isAssignableTo(LogReader.class) && !c.isInterface()));
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

  private static ArchRule roomCycleRule() {
    return slices().matching("org.lossfloor.(*)..").should().beFreeOfCycles();
  }

  @Test
  void roomsHaveNoCycles() {
    roomCycleRule().check(PRODUCTION);
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
  void noReaderOfAFormatIsNamedOutsideRead() {
    readerRule().check(PRODUCTION);
  }

  @Test
  void onlyTheEngineSeesSparksInternals() {
    internalsRule().check(PRODUCTION);
  }

  private static ArchRule randomClassRule() {
    return noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "java\\.util\\.(Random|Date)|java\\.util\\.concurrent\\.ThreadLocalRandom");
  }

  private static ArchRule randomCallRule() {
    return noClasses().should().callMethod(Math.class, "random");
  }

  @Test
  void randomnessAndTimeComeFromOutside() {
    randomClassRule().check(PRODUCTION);
    randomCallRule().check(PRODUCTION);
  }

  @Test
  void plantedViolationsAreCaught() {
    assertCaught(roomRule("estimate"), SparkInTheCore.class, "SparkSession");
    assertCaught(roomRule("sweep"), SweepKnowsTheCli.class, "org.lossfloor.cli.Main");
    assertCaught(readerRule(), NamesAReader.class, "JsonLinesLog", JsonLinesLog.class);
    assertCaught(exitRule(), TableExits.class, "System.exit");
    assertCaught(internalsRule(), EngineRowsInTheIngest.class, "catalyst.InternalRow");
    assertCaught(sessionRule(), SparkInTheCore.class, "SparkSession.builder");
    assertCaught(randomClassRule(), SweepThrowsDice.class, "java.util.Random");
    assertCaught(randomCallRule(), SweepThrowsDice.class, "Math.random");
    assertCaught(roomCycleRule(), StoreHalf.class, "Cycle detected: Slice store", TableHalf.class);
  }

  private static void assertCaught(
      ArchRule rule, Class<?> planted, String named, Class<?>... others) {
    List<Class<?>> all = new ArrayList<>(List.of(others));
    all.add(planted);
    JavaClasses classes = new ClassFileImporter().importClasses(all);
    assertThatThrownBy(() -> rule.check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(planted.getSimpleName())
        .hasMessageContaining(named);
  }
}
