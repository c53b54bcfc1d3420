package org.lossfloor.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.error.UserException;
import org.lossfloor.simulate.BenchReport.Audits;
import org.lossfloor.simulate.ScaleBench.Taken;

/** Tables that can be compared across revisions, and the page that holds them. */
class BenchReportTest {
  private static final Path BENCHMARKS = Path.of("src/site/markdown/benchmarks.md");

  @TempDir Path folder;

  private static Taken taken(double cpu) {
    return new Taken(
        cpu / 2,
        cpu,
        Map.of("ingest", 1.0, "fit", cpu / 3, "bootstrap", .5, "write", .25),
        250_000_000);
  }

  private static String ingest() {
    return BenchReport.ingest(
        List.of(
            new IngestRates(
                BenchFormat.CSV,
                8_000_000,
                List.of(2.0, 4.0, 8.0),
                List.of(4.0, 4.0, 4.0),
                List.of(2.0, 5.0, 4.0))));
  }

  private static String scale() {
    List<Audits> audits =
        List.of(
            new Audits(100, 2, List.of(taken(3), taken(2), taken(4))),
            new Audits(1_000, 2, List.of(taken(27), taken(22), taken(30))));
    return BenchReport.scale(new ScaleBench(50, 5, 3), audits, Map.of(100L, taken(1)));
  }

  private static String core() {
    return BenchReport.core(
        40, new TreeMap<>(Map.of(100, new CoreBench.Times(List.of(12.0, 15.0), List.of(.1, .1)))));
  }

  @Test
  void ratesAndRatiosOfReadingAreMediansWithRanges() {
    assertThat(ingest().lines().toList().get(4))
        .isEqualTo(
            "| csv | 8.0, 3 | 2.0 (1.0 to 4.0) | 2.0 (1.6 to 4.0) | 1.00 (0.80 to 2.00)"
                + " | 1.00 (0.50 to 2.00) |");
  }

  @Test
  void auditsAreComparedWithTheFewestExperimentsRepeatByRepeat() {
    assertThat(scale().lines())
        .contains(
            "Experiments of 50 trials, 5 replicates each; repeats: 3.",
            "| 100 | 2 | 1.5 (1.0 to 2.0) | 3.0 (2.0 to 4.0) | 30.0 (20.0 to 40.0) | 10.0"
                + " | 1.0 / 1.0 / 0.5 / 0.3 | 250 | 1 |",
            "| 1000 | 2 | 13.5 (11.0 to 15.0) | 27.0 (22.0 to 30.0) | 27.0 (22.0 to 30.0) | -"
                + " | 1.0 / 9.0 / 0.5 / 0.3 | 250 | 0.90 (0.75 to 1.10) |");
  }

  @Test
  void theCoreIsTwoCpuTimes() {
    assertThat(core().lines())
        .contains(
            "Means over 40 experiments, repeats: 2.", "| 100 | 13.50 (12.00 to 15.00) | 0.100 |");
  }

  @Test
  void aSmallCoreIsMeasured() {
    CoreBench.Times times = new CoreBench(2, 2).run(List.of(30)).get(30);
    assertThat(times.estimate()).hasSize(2).allMatch(ms -> ms > 0);
    assertThat(times.replicate()).hasSize(2);
    assertThatThrownBy(() -> new CoreBench(0, 1)).isInstanceOf(UserException.class);
  }

  @Test
  void aPageHasThePlaceFilledAndNothingElseChanged() throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page, "# A\n<!-- bench core: begin -->\nold\n<!-- bench core: end -->\nthe rest\n");
    BenchPage bench = new BenchPage("core", "0badcafe", "a table\n");

    bench.write(page);
    bench.write(page);

    assertThat(Files.readString(page))
        .startsWith("# A\n<!-- bench core: begin -->\n\nRevision 0badcafe, ")
        .endsWith("a table\n\n<!-- bench core: end -->\nthe rest\n")
        .doesNotContain("old")
        .contains(" cores");
    assertThatThrownBy(() -> new BenchPage("scale", "1", "").write(page))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("bench scale: begin");
  }

  /** What stands in the page is what the commands of today write. */
  @Test
  void thePageOfBenchmarksHasTheTablesOfTheCommands() throws IOException {
    String page = Files.readString(BENCHMARKS);
    for (Map.Entry<String, String> bench :
        Map.of("core", core(), "ingest", ingest(), "scale", scale()).entrySet()) {
      String header = bench.getValue().lines().filter(l -> l.startsWith("|")).findFirst().get();
      String begin = "<!-- bench " + bench.getKey() + ": begin -->\n\nRevision ";
      assertThat(page).contains(begin);
      assertThat(page.substring(page.indexOf(begin))).contains("\n" + header + "\n");
    }
  }
}
