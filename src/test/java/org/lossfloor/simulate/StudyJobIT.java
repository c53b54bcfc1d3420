package org.lossfloor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.error.UserException;
import org.lossfloor.estimate.IntervalMethod;
import org.lossfloor.estimate.IntervalPlan;
import org.lossfloor.study.Cell;
import org.lossfloor.study.SetResult;
import org.lossfloor.table.StudySetsTable;
import scala.reflect.ClassTag$;

/** Studies on Spark: whatever the way there, the same rows. */
class StudyJobIT {
  private static final SparkSession SPARK = LocalSpark.session();
  private static final List<String> CELLS =
      List.of("c=1,s=0.01,n=64", "c=2,s=0.05,n=32", "c=3,s=0.05,n=64");

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  private StudyJob job(long sets, long seed, List<String> cells) {
    return StudyJob.of(
        new StudyJob.Request(
            StudyJob.Kind.COVERAGE, sets, seed, cells, folder, IntervalPlan.PROFILE, "rev"),
        notes::add,
        null);
  }

  private String run(String out, long sets) {
    return job(sets, 3, CELLS).run(SPARK, folder.resolve(out).toString()).get(0);
  }

  private List<SetResult> rows(String out) {
    List<Row> rows =
        SPARK
            .read()
            .schema(StudySetsTable.schema())
            .parquet(folder.resolve(out) + "/run_id=*/sets")
            .orderBy("cell", "number")
            .collectAsList();
    return rows.stream().map(StudySetsTable::set).toList();
  }

  private static void assertSame(List<SetResult> rows, List<SetResult> others) {
    assertThat(rows).usingRecursiveComparison().ignoringFields("cpuMillis").isEqualTo(others);
  }

  @Test
  void rowsAreWhatTheCellsGive() throws IOException {
    Path report = Path.of(run("a", 3));
    List<SetResult> rows = rows("a");
    assertThat(rows).hasSize(9);
    List<SetResult> expected =
        Cell.coverage().stream()
            .filter(cell -> CELLS.contains(cell.name()))
            .flatMap(cell -> Stream.of(0, 1, 2).map(number -> cell.run(3, number)))
            .sorted((x, y) -> x.cell().compareTo(y.cell()))
            .toList();
    assertSame(rows, expected);
    assertThat(report).hasFileName("coverage.md");
    assertThat(Files.readString(report))
        .contains("3 sets in each of 3 cells, seed 3, code rev")
        .contains("| c=2,s=0.05,n=32 | 3 |");
  }

  /** The other tables of sets: written and read back. */
  @Test
  void groupsAndSurfacesAreReported() throws IOException {
    String families = small(StudyJob.Kind.FAMILIES, 1, "family-2,96");
    assertThat(families).contains("1 sets in each of 1 cells", "| 96, 2 (4) |");
    String surfaces = small(StudyJob.Kind.SURFACE, 2, "mild,64", "geometric,64");
    assertThat(surfaces).contains("| random, 64 |", " geometric ");
  }

  private String small(StudyJob.Kind kind, long sets, String... cells) throws IOException {
    StudyJob job =
        StudyJob.of(
            new StudyJob.Request(
                kind, sets, 3, List.of(cells), folder, IntervalPlan.PROFILE, "rev"),
            notes::add,
            null);
    String report = job.run(SPARK, folder.resolve(kind.label()).toString()).get(0);
    return Files.readString(Path.of(report));
  }

  @Test
  void aStoppedStudyGoesOn() throws IOException {
    run("whole", 4);
    run("parts", 2);
    Path first = folder.resolve("parts/run_id=sets-000000000-000000001");
    Object before = Files.getLastModifiedTime(first.resolve("manifest.json"));
    // What a killed run leaves: a staging directory, and nothing published.
    Files.createDirectories(folder.resolve("parts/_staging/sets-000000002-000000003-x/sets"));
    run("parts", 4);
    assertSame(rows("parts"), rows("whole"));
    assertThat(Files.getLastModifiedTime(first.resolve("manifest.json"))).isEqualTo(before);
    assertThat(folder.resolve("parts/run_id=sets-000000002-000000003")).isDirectory();
  }

  @Test
  void anotherStudyIsNotMixedIn() {
    run("a", 1);
    String out = folder.resolve("a").toString();
    assertThatThrownBy(() -> job(1, 4, CELLS).run(SPARK, out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("seed is `3` and not `4`");
    assertThatThrownBy(() -> job(1, 3, List.of("c=1*")).run(SPARK, out))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cells");
  }

  @Test
  void anUnknownCellNamesTheNearest() {
    assertThatThrownBy(() -> job(1, 1, List.of("c=1,s=0.01,n=63")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Did you mean `c=1,s=0.01,n=64`?")
        .hasMessageContaining("--cells");
  }

  @Test
  void missingRealSweepsAreTold() {
    StudyJob.of(
        new StudyJob.Request(
            StudyJob.Kind.REGIME, 1, 1, List.of(), folder, IntervalPlan.PROFILE, "rev"),
        notes::add,
        null);
    assertThat(notes).hasSize(2).allMatch(note -> note.contains("is left out: there is no "));
  }

  @Test
  void realSweepsAreReadFromTheirFiles() {
    List<String> left = new ArrayList<>();
    Path golden = Path.of("src/test/resources/golden");
    assertThat(RealSweeps.read(golden, left::add))
        .extracting(sweep -> sweep.name() + " " + sweep.size())
        .containsExactly("AlexNet 512", "DeBERTaV3 1024");
    assertThat(left).isEmpty();
  }

  @Test
  void simulationsTravelToExecutors() {
    Simulation regime =
        AnswerSimulation.regime(
            RealSweeps.read(Path.of("src/test/resources/golden"), notes::add),
            IntervalMethod.PROFILE,
            0);
    SerializerInstance java = new JavaSerializer(new SparkConf()).newInstance();
    Simulation arrived =
        java.deserialize(
            java.serialize(regime, ClassTag$.MODULE$.apply(Simulation.class)),
            ClassTag$.MODULE$.apply(Simulation.class));
    int alexNet = regime.cells().indexOf("AlexNet,48");
    Row row = arrived.run(alexNet, 1, 2);
    Row same = regime.run(alexNet, 1, 2);
    int time = regime.schema().fieldIndex("cpu_ms");
    for (int i = 0; i < row.size(); i++) {
      if (i != time) {
        assertThat(row.get(i)).isEqualTo(same.get(i));
      }
    }
  }
}
