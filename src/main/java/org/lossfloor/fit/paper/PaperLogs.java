package org.lossfloor.fit.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UserException;
import org.lossfloor.fit.FitJob;
import org.lossfloor.read.text.TextFile;
import org.lossfloor.study.paper.PublishedFit;
import org.lossfloor.study.paper.Refit;
import org.lossfloor.study.paper.Reproduction;
import org.lossfloor.study.paper.ScoreRule;
import org.lossfloor.sweep.Direction;

/**
 * The public logs of a folder, such as {@code data} of the reference library, and what comes of
 * them.
 *
 * @param folder the folder; its subfolders are searched, too
 */
public record PaperLogs(Path folder) {
  /** The logs write NaN as it is. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Folders of folders of folders are as deep as a copy of the library is. */
  private static final int DEPTH = 4;

  /** The tuning curves of the papers end at 100 trials. */
  private static final double TRIALS = 100;

  /**
   * Makes every published fit again whose log is in the folder.
   *
   * @return the fits, the claims and what is missing
   * @throws UserException if the folder cannot be read, holds none of the logs, or one is not what
   *     it should be
   */
  public Reproduction reproduce() {
    List<Refit> fits = new ArrayList<>();
    for (PublishedFit published : PublishedFit.ALL) {
      find(published.log())
          .map(log -> Refit.of(published, scores(log, published), FitJob.smooth(TRIALS)))
          .ifPresent(fits::add);
    }
    if (fits.isEmpty()) {
      throw new InputException(
          "there is no log of the papers in it",
          folder.toString(),
          "give the folder `data` of github.com/nicholaslourie/opda, or one with some of its"
              + " *.results.jsonl files");
    }
    return Reproduction.of(fits);
  }

  /** The log of this name, compressed or not; the first one by path. */
  private Optional<Path> find(String name) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().startsWith(name + ".results.jsonl"))
          .sorted()
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          "the folder cannot be read", folder.toString(), "give a folder with logs", e);
    }
  }

  private double[] scores(Path log, PublishedFit published) {
    DoubleStream.Builder scores = DoubleStream.builder();
    int lines = 0;
    try (InputStream file = Files.newInputStream(log);
        TextFile text = TextFile.open(log.toString(), file, Optional.empty());
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(text.bytes(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines++;
        add(scores, line, published.rule(), log + ", line " + lines);
      }
    } catch (IOException e) {
      throw new InputException(
          "the log cannot be read: " + e.getMessage(), log.toString(), "copy it again", e);
    }
    if (lines != published.runs()) {
      throw new InputException(
          "it holds " + lines + " runs, and " + published.runs() + " were published",
          log.toString(),
          "copy the whole log");
    }
    return scores.build().toArray();
  }

  private static void add(DoubleStream.Builder scores, String line, ScoreRule rule, String where) {
    JsonNode run;
    try {
      run = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new InputException("this is not JSON", where, "copy the log again", e);
    }
    if (rule.unset().isEmpty() || run.path(rule.unset().get()).asInt(0) == 0) {
      scores.add(score(run.at("/" + rule.curve().replace('.', '/')), rule, where));
    }
  }

  private static double score(JsonNode curve, ScoreRule rule, String where) {
    if (!curve.isArray()) {
      throw new InputException(
          "there is no list `" + rule.curve() + "` in it",
          where,
          "give the log as it was published");
    }
    double[] values = new double[curve.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode point = curve.get(i);
      JsonNode value =
          point.isArray() ? point.path(Integer.parseInt(rule.value())) : point.path(rule.value());
      values[i] = rule.complement() ? 1 - value.asDouble(Double.NaN) : value.asDouble(Double.NaN);
    }
    DoubleStream known = DoubleStream.of(values).filter(value -> !Double.isNaN(value));
    return (rule.direction() == Direction.MINIMIZE ? known.min() : known.max())
        .orElse(rule.failed());
  }
}
