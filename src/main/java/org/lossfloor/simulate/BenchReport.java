package org.lossfloor.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.lossfloor.simulate.ScaleBench.Taken;
import org.lossfloor.study.MarkdownTable;

/**
 * What was measured, as tables in Markdown that can be compared across revisions: medians with
 * their ranges, and ratios of what was measured in turn within one run.
 */
public final class BenchReport {
  private static final double MEGABYTE = 1e6;
  private static final double MILLIS = 1000;

  private BenchReport() {}

  /**
   * Reports how logs are read.
   *
   * @param measured one for each format
   * @return a table
   */
  public static String ingest(List<IngestRates> measured) {
    MarkdownTable table =
        new MarkdownTable(
            "format",
            "MB, repeats",
            "lossfloor: MB a CPU second",
            "spark.read, schema given",
            "CPU seconds, lossfloor / schema given",
            "lossfloor / schema inferred");
    measured.forEach(
        one ->
            table.row(
                one.format().code(),
                String.format(Locale.ROOT, "%.1f, %d", one.bytes() / MEGABYTE, one.ours().size()),
                one.rate(one.ours()).text(1),
                one.rate(one.schema()).text(1),
                one.ratio(one.schema()).text(2),
                one.ratio(one.typed()).text(2)));
    return "MB are millions of bytes of the files.\n\n" + table;
  }

  /**
   * Reports what the core takes.
   *
   * @param experiments how many experiments each number is a mean over
   * @param measured by the number of trials
   * @return a sentence and a table
   */
  public static String core(int experiments, SortedMap<Integer, CoreBench.Times> measured) {
    MarkdownTable table = new MarkdownTable("trials", "an estimate, CPU ms", "a replicate, CPU ms");
    measured.forEach(
        (trials, times) ->
            table.row(
                Integer.toString(trials),
                Spread.of(times.estimate()).text(2),
                Spread.of(times.replicate()).text(3)));
    return "Means over %d experiments, repeats: %d.\n\n"
            .formatted(experiments, measured.get(measured.firstKey()).estimate().size())
        + table;
  }

  /**
   * Audits of one size on some cores.
   *
   * @param experiments how many experiments each audits
   * @param cores on how many cores
   * @param taken what each took
   */
  public record Audits(long experiments, int cores, List<Taken> taken) {
    /** Copies the list. */
    public Audits {
      taken = List.copyOf(taken);
    }

    private Spread of(Function<Taken, Double> number) {
      return Spread.of(taken.stream().map(number).toList());
    }

    private Spread cpuMillis() {
      return of(one -> MILLIS * one.cpuSeconds() / experiments);
    }

    private Spread step(String name) {
      return of(one -> one.stepSeconds().getOrDefault(name, 0.0));
    }
  }

  /**
   * Reports whole audits. The last column compares the CPU time of an experiment with that of the
   * fewest on as many cores, audit by audit.
   *
   * @param shape what the experiments are like
   * @param audits every size on every number of cores
   * @param core the same estimates in one thread without Spark, by the number of experiments
   * @return a sentence and a table
   */
  public static String scale(ScaleBench shape, List<Audits> audits, Map<Long, Taken> core) {
    MarkdownTable table =
        new MarkdownTable(
            "experiments",
            "cores",
            "wall, s",
            "CPU, s",
            "CPU, ms an experiment",
            "without Spark, one thread, ms",
            "ingest / fit / bootstrap / write, s",
            "largest heap, MB",
            "CPU an experiment / that of the fewest");
    audits.forEach(one -> table.row(row(one, audits, core)));
    return "Experiments of %d trials, %d replicates each; repeats: %d.\n\n"
            .formatted(shape.trials(), shape.replicates(), audits.get(0).taken().size())
        + table;
  }

  private static List<String> row(Audits one, List<Audits> all, Map<Long, Taken> core) {
    Audits fewest =
        all.stream()
            .filter(other -> other.cores() == one.cores())
            .min((a, b) -> Long.compare(a.experiments(), b.experiments()))
            .orElseThrow();
    Taken alone = core.get(one.experiments());
    return List.of(
        Long.toString(one.experiments()),
        Integer.toString(one.cores()),
        one.of(Taken::wallSeconds).text(1),
        one.of(Taken::cpuSeconds).text(1),
        one.cpuMillis().text(1),
        alone == null
            ? "-"
            : String.format(Locale.ROOT, "%.1f", MILLIS * alone.cpuSeconds() / one.experiments()),
        steps(one),
        one.of(taken -> taken.peakBytes() / MEGABYTE).text(0),
        one.experiments() == fewest.experiments() ? "1" : ratio(one, fewest).text(2));
  }

  private static String steps(Audits one) {
    List<String> medians =
        List.of("ingest", "fit", "bootstrap", "write").stream()
            .map(step -> String.format(Locale.ROOT, "%.1f", one.step(step).median()))
            .toList();
    return String.join(" / ", medians);
  }

  private static Spread ratio(Audits one, Audits fewest) {
    double scale = (double) fewest.experiments() / one.experiments();
    return Spread.of(
        IntStream.range(0, one.taken().size())
            .mapToObj(
                i -> scale * one.taken().get(i).cpuSeconds() / fewest.taken().get(i).cpuSeconds())
            .toList());
  }
}
