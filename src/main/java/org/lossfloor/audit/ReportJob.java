package org.lossfloor.audit;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.lossfloor.audit.compare.CompareJob;
import org.lossfloor.audit.diff.DiffJob;
import org.lossfloor.audit.noise.NoiseJob;
import org.lossfloor.audit.ranges.RangesJob;
import org.lossfloor.audit.replay.ReplayJob;
import org.lossfloor.audit.run.RunTables;
import org.lossfloor.error.UsageException;
import org.lossfloor.error.UserException;
import org.lossfloor.report.html.Decisions;
import org.lossfloor.report.html.HtmlReport;
import org.lossfloor.report.view.ExperimentView;

/** Writes a published run as one HTML file. */
public final class ReportJob {
  /** Of the pairs that were compared, those that differ most surely. */
  private static final int SHOWN_PAIRS = 100;

  /** Of the search spaces, those with most to change. */
  private static final int SHOWN_SPACES = 40;

  private final Path file;

  /**
   * Makes a job; a file that cannot be written shows here, before anything runs.
   *
   * @param file the file, on the local disk; one that is there is replaced
   * @throws UserException if there is no such folder, or it is a folder itself
   */
  public ReportJob(String file) {
    this.file = path(file);
    Path folder = this.file.toAbsolutePath().getParent();
    if (Files.isDirectory(this.file) || folder == null || !Files.isDirectory(folder)) {
      throw new UsageException(
          Files.isDirectory(this.file) ? "the file is a folder" : "the folder does not exist",
          file,
          "give a file name such as report.html in a folder that is there");
    }
  }

  private static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("the name is no path: " + e.getMessage(), file, "rename it", e);
    }
  }

  /**
   * Writes the report.
   *
   * @param session the session
   * @param run the directory of a run, or the output of audits, whose last run is taken
   * @return where it is
   * @throws UserException if there is no such run, or the file cannot be written
   */
  public Path write(SparkSession session, String run) {
    RunTables tables = RunTables.open(session, run);
    List<ExperimentView> experiments = tables.experiments();
    HtmlReport report =
        new HtmlReport(
            tables.run(),
            experiments,
            tables.sources(),
            tables.curves(),
            tables.pictures(experiments),
            new Decisions(
                CompareJob.find(tables, SHOWN_PAIRS),
                DiffJob.find(tables),
                RangesJob.find(tables, experiments, SHOWN_SPACES),
                NoiseJob.find(tables),
                ReplayJob.find(tables)));
    try {
      replace(report);
    } catch (IOException e) {
      throw new UsageException(
          "the report cannot be written: " + e.getMessage(),
          file.toString(),
          "check the folder and its disk",
          e);
    }
    return file;
  }

  /** Whoever has the report open never sees half of another. */
  private void replace(HtmlReport report) throws IOException {
    Path half = file.resolveSibling("." + file.getFileName() + ".half");
    try {
      try (Writer out = Files.newBufferedWriter(half)) {
        report.write(out);
      }
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
