package org.lossfloor;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.lossfloor.config.LogFormats;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.key.KeyValues;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.decide.FalseDiscovery;
import org.lossfloor.estimate.Answer;
import org.lossfloor.estimate.EstimateSettings;
import org.lossfloor.estimate.ExperimentEstimator;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.fit.FitJob;
import org.lossfloor.fit.FitRequest;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.LogRecords;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.report.AnswerJson;
import org.lossfloor.report.AnswerText;
import org.lossfloor.report.plot.DistributionPlot;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.PlotFormat;
import org.lossfloor.report.plot.PlotSettings;
import org.lossfloor.report.plot.PlotSize;
import org.lossfloor.report.plot.PlottedExperiment;
import org.lossfloor.sweep.Direction;

/**
 * Uses the library as somebody does who has its jar and what Maven brings with it: no Spark, no
 * Hadoop, no Scala. {@code LibraryIT} runs this file as it is, {@code java -cp JARS
 * LibraryTour.java JAR FOLDER}.
 */
final class LibraryTour {
  private static final Pattern ENGINE_FREE =
      Pattern.compile(
          "org/lossfloor/(error|math|sweep|distribution|estimate|decide|study|config|read|fit|report)/.*[.]class");

  private LibraryTour() {}

  /**
   * Prints what every room gave.
   *
   * @param args the jar of the library, and a folder to write to
   */
  public static void main(String[] args) throws Exception {
    lacksAnEngine();
    loadsEveryClass(Path.of(args[0]));
    double[] scores = scores();
    Answer answer =
        new ExperimentEstimator(EstimateSettings.withDefaults(Direction.MINIMIZE)).answer(scores);
    System.out.println("estimate: " + answer.verdict());
    System.out.println("decide: " + FalseDiscovery.of(new double[] {0.01, 0.5}).qValue(0.01));
    System.out.println("read: " + records(Path.of(args[1]), scores));
    System.out.println("fit: " + fits(Path.of(args[1]), scores));
    new AnswerText(answer, "a library", true)
        .write()
        .lines()
        .limit(1)
        .forEach(line -> System.out.println("report: " + line));
    System.out.println("pictures: " + pictures(answer, scores));
  }

  private static List<Integer> pictures(Answer answer, double[] scores) {
    Picture picture =
        DistributionPlot.of(
            List.of(new PlottedExperiment("a library", scores, answer, Optional.empty())),
            new PlotSettings(PlotSize.DEFAULT, Optional.empty(), "loss", false, false));
    return Arrays.stream(PlotFormat.values())
        .map(format -> picture.bytes(format).length / 10_000)
        .toList();
  }

  private static void lacksAnEngine() {
    for (String name :
        List.of(
            "org.apache.spark.SparkContext",
            "org.apache.hadoop.conf.Configuration",
            "scala.Option")) {
      try {
        throw new IllegalStateException(Class.forName(name) + " is on the class path");
      } catch (ClassNotFoundException e) {
        // as it should be
      }
    }
  }

  /** What a class names in its members is looked up here, which its first use would do later. */
  private static void loadsEveryClass(Path jar) throws IOException, ClassNotFoundException {
    Map<String, Integer> rooms = new TreeMap<>();
    try (JarFile entries = new JarFile(jar.toFile())) {
      for (String entry : entries.stream().map(Object::toString).toList()) {
        Matcher room = ENGINE_FREE.matcher(entry);
        if (room.matches()) {
          String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
          Class<?> loaded = Class.forName(name);
          int members =
              loaded.getDeclaredMethods().length
                  + loaded.getDeclaredFields().length
                  + loaded.getDeclaredConstructors().length;
          rooms.merge(room.group(1), members > 0 ? 1 : 0, Integer::sum);
        }
      }
    }
    System.out.println("rooms: " + rooms.keySet());
  }

  private static double[] scores() {
    Random random = new Random(1);
    return random
        .doubles(80)
        .map(u -> 0.2 + Math.pow(u, 0.5))
        .map(x -> Math.rint(x * 1e6) / 1e6)
        .toArray();
  }

  private static String csv(double[] scores) {
    return Arrays.stream(scores)
        .mapToObj(Double::toString)
        .collect(Collectors.joining("\n", "loss\n", "\n"));
  }

  private static int records(Path folder, double[] scores) throws Exception {
    Path file = Files.writeString(folder.resolve("records.csv"), csv(scores));
    LogReader csv = LogReaders.of(LogFormats.named("csv").orElseThrow());
    int records = 0;
    try (LogRecords log =
        LogRecords.open(
            csv, new LocalFile(file.toAbsolutePath()), TextLayout.DEFAULT, Optional.of("loss"))) {
      while (log.next()) {
        records += log.values().size();
      }
    }
    return records;
  }

  private interface Packer {
    OutputStream pack(OutputStream out) throws IOException;
  }

  /** The same scores as CSV and as JSON lines, plain and compressed: one answer. */
  private static String fits(Path folder, double[] scores) throws IOException {
    String csv = csv(scores);
    String json =
        Arrays.stream(scores)
            .mapToObj(score -> "{\"loss\": " + score + "}\n")
            .collect(Collectors.joining());
    List<String> answers =
        List.of(
            fit(folder.resolve("scores.csv"), csv, out -> out),
            fit(folder.resolve("scores.csv.gz"), csv, GZIPOutputStream::new),
            fit(folder.resolve("scores.csv.zst"), csv, ZstdOutputStream::new),
            fit(folder.resolve("scores.csv.xz"), csv, XZCompressorOutputStream::new),
            fit(folder.resolve("scores.jsonl"), json, out -> out));
    if (answers.stream().distinct().count() != 1) {
      throw new IllegalStateException(String.join("\n", answers));
    }
    return answers.size() + " files, one answer of " + answers.get(0).lines().count() + " lines";
  }

  private static String fit(Path file, String text, Packer packer) throws IOException {
    try (OutputStream out = packer.pack(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    FitAnswer fitted = new FitJob(request(file)).fit(System.in);
    return AnswerJson.write(fitted.answer(), fitted.seed());
  }

  private static FitRequest request(Path file) {
    return new FitRequest(
        file.toString(),
        Optional.empty(),
        false,
        "",
        KeyValues.NONE.with(Key.DIRECTION, Direction.MINIMIZE));
  }
}
