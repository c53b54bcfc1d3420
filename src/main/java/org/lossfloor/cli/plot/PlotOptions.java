package org.lossfloor.cli.plot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lossfloor.error.UsageException;
import org.lossfloor.fit.FitAnswer;
import org.lossfloor.report.plot.Picture;
import org.lossfloor.report.plot.PlotFormat;
import org.lossfloor.report.plot.PlotSettings;
import org.lossfloor.report.plot.PlotSize;
import org.lossfloor.report.plot.PlottedExperiment;
import picocli.CommandLine.Option;

/** What is to be drawn, and how it looks. */
public final class PlotOptions {
  private static final String PLOT = "--plot";
  private static final String SIZE = "--plot-size";

  @Option(
      names = PLOT,
      paramLabel = "PICTURE",
      description = {
        "Also draw it, to a file whose name ends in .svg, .pdf or .png (300 dots an inch); several files in one picture. May be given"
            + " several times."
      })
  private List<String> files = List.of();

  @Option(
      names = SIZE,
      paramLabel = "SIZE",
      description =
          "Width x height of the picture, such as 3.3x2.4in or 84x60mm; 5x3.5in by default, more with"
              + " several panels.")
  private String size;

  @Option(
      names = "--plot-title",
      paramLabel = "TEXT",
      description = "What stands above the picture.")
  private String title;

  @Option(
      names = "--plot-score",
      paramLabel = "TEXT",
      description = "What the axis calls the score; the name of its field by default.")
  private String score;

  @Option(
      names = "--plot-x",
      paramLabel = "SCALE",
      description = "linear or log: the horizontal axis. Trials are log by default, scores linear.")
  private Scale x;

  @Option(
      names = "--plot-y",
      paramLabel = "SCALE",
      description = "linear (default) or log: the vertical axis.")
  private Scale y;

  /** Scales of an axis. */
  public enum Scale {
    /** Evenly divided. */
    LINEAR,
    /** Logarithmic. */
    LOG
  }

  /**
   * Returns whether anything is to be drawn.
   *
   * @return whether a file was named
   */
  public boolean wanted() {
    return !files.isEmpty();
  }

  /**
   * Fails on what cannot be drawn before anything is read.
   *
   * @throws UsageException if an option cannot be used
   */
  public void check() {
    files.forEach(file -> PlotFormat.of(file, PLOT));
    size();
    boolean looks = Stream.of(size, title, score, x, y).anyMatch(Objects::nonNull);
    if (looks && !wanted()) {
      throw new UsageException(
          "there is no picture to which --plot-... could apply", PLOT, "add --plot FILE.svg");
    }
  }

  private Optional<PlotSize> size() {
    return Optional.ofNullable(size).map(text -> PlotSize.parse(text, SIZE));
  }

  /**
   * Returns how a picture of answers looks.
   *
   * @param answers what is drawn
   * @param usualX the scale of the horizontal axis where none was typed
   * @return the settings; the score is called as its field
   */
  public PlotSettings settings(Collection<FitAnswer> answers, Scale usualX) {
    return settings(
        answers.stream().flatMap(a -> a.scores().field().stream()).findFirst().orElse("score"),
        usualX);
  }

  /**
   * Returns how the picture looks.
   *
   * @param usualScore what the score is called where nothing was typed
   * @param usualX the scale of the horizontal axis where none was typed
   * @return the settings
   */
  public PlotSettings settings(String usualScore, Scale usualX) {
    return new PlotSettings(
        size(),
        Optional.ofNullable(title),
        Optional.ofNullable(score).orElse(usualScore),
        Optional.ofNullable(x).orElse(usualX) == Scale.LOG,
        y == Scale.LOG);
  }

  /**
   * Returns answers as they are drawn.
   *
   * @param answers by the names of their files
   * @return in the same order
   */
  public static List<PlottedExperiment> experiments(Map<String, FitAnswer> answers) {
    Map<String, Long> count =
        answers.keySet().stream()
            .collect(Collectors.groupingBy(PlotOptions::stem, Collectors.counting()));
    return answers.entrySet().stream()
        .map(
            entry -> {
              String stem = stem(entry.getKey());
              FitAnswer answer = entry.getValue();
              return new PlottedExperiment(
                  count.get(stem) == 1 ? stem : entry.getKey(),
                  answer.scores().values(),
                  answer.answer(),
                  answer.drawn());
            })
        .toList();
  }

  /** The name of a file without its folders and its suffix. */
  private static String stem(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int end = name.indexOf('.', 1);
    return end < 0 ? name : name.substring(0, end);
  }

  /**
   * Writes a picture to every file that was named.
   *
   * @param picture the picture
   * @throws UsageException if a file cannot be written
   */
  public void write(Picture picture) {
    for (String file : files) {
      try {
        Files.write(Path.of(file), picture.bytes(PlotFormat.of(file, PLOT)));
      } catch (IOException | InvalidPathException e) {
        throw new UsageException(
            "cannot write the picture: " + reason(e),
            file,
            "name a file in a folder that exists",
            e);
      }
    }
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such folder";
    }
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }
}
