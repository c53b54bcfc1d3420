package org.lossfloor.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a study has published so far: one run per range of set numbers, in which every cell has all
 * sets of the range. A run is complete or does not exist, so that a study continues where it
 * stopped.
 */
public final class StudyRounds {
  private static final Pattern NAME = Pattern.compile("sets-(\\d+)-(\\d+)");

  private final Store store;
  private final Places places;

  /** As the caller wrote it, for messages. */
  private final Path output;

  /**
   * Looks at a study.
   *
   * @param hadoop the configuration that resolves the file system
   * @param output the directory of the study; need not exist
   * @throws OutputException if the file system cannot be reached
   */
  public StudyRounds(Configuration hadoop, String output) {
    try {
      this.output = new Path(output);
      store = Store.of(hadoop, this.output);
      places = Places.of(store, this.output);
    } catch (IOException | IllegalArgumentException e) {
      throw OutputException.unwritable(output, e);
    }
  }

  /**
   * A range of set numbers.
   *
   * @param from the first
   * @param to the one after the last
   */
  public record Range(long from, long to) {
    /**
     * Returns the id of the run that holds the range.
     *
     * @return an id that sorts by number
     */
    public String runId() {
      return String.format(Locale.ROOT, "sets-%09d-%09d", from, to - 1);
    }
  }

  /**
   * Returns what is there.
   *
   * @return the ranges of the published runs, by their first number
   * @throws OutputException if the directory cannot be listed
   */
  public List<Range> published() {
    try {
      List<Range> ranges = new ArrayList<>();
      for (String runId : PublishedRun.ids(store, places)) {
        Matcher matcher = NAME.matcher(runId);
        if (matcher.matches()) {
          ranges.add(
              new Range(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) + 1));
        }
      }
      ranges.sort((one, other) -> Long.compare(one.from, other.from));
      return ranges;
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Returns what is not there.
   *
   * @param sets how many sets every cell is to have
   * @param size the largest range
   * @return ranges that do not overlap, by their first number
   */
  public List<Range> missing(long sets, long size) {
    List<Range> missing = new ArrayList<>();
    long next = 0;
    for (Range there : published()) {
      split(missing, next, Math.min(sets, there.from), size);
      next = Math.max(next, there.to);
    }
    split(missing, next, sets, size);
    return missing;
  }

  private static void split(List<Range> ranges, long from, long to, long size) {
    for (long first = from; first < to; first += size) {
      ranges.add(new Range(first, Math.min(to, first + size)));
    }
  }

  /**
   * Returns a part of a run's manifest.
   *
   * @param range the run
   * @param part the name of the part
   * @return its text, or its JSON where it is not a text
   * @throws OutputException if the manifest cannot be read
   */
  public String manifest(Range range, String part) {
    JsonNode value = run(range).manifest().path(part);
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /**
   * Returns where a table of a published run is.
   *
   * @param range the run
   * @param table the table's name
   * @return its path
   * @throws OutputException if the manifest cannot be read
   */
  public String table(Range range, String table) {
    return run(range).table(table);
  }

  private PublishedRun run(Range range) {
    try {
      return PublishedRun.read(store, places, range.runId())
          .orElseThrow(() -> new IOException("the run " + range.runId() + " is gone"));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private OutputException unwritable(IOException e) {
    return OutputException.unwritable(output.toString(), e);
  }

  /**
   * Writes a text beside the runs, in place of an older one.
   *
   * @param name the name of the file
   * @param text what it is to hold
   * @return its path
   * @throws OutputException if it cannot be written
   */
  public String write(String name, String text) {
    try {
      store.replace(new Path(places.output(), name), text);
      return new Path(output, name).toString();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }
}
