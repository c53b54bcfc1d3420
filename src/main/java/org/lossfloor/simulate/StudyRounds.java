package org.lossfloor.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.store.OutputException;
import org.lossfloor.store.PublishedRun;
import org.lossfloor.store.RunStore;

/**
 * What a study has published so far: one run per range of set numbers, in which every cell has all
 * sets of the range. A run is complete or does not exist, so that a study continues where it
 * stopped.
 *
 * @param runs the runs of the study
 */
record StudyRounds(RunStore runs) {
  private static final Pattern NAME = Pattern.compile("sets-(\\d+)-(\\d+)");

  /**
   * A range of set numbers.
   *
   * @param from the first
   * @param to the one after the last
   */
  record Range(long from, long to) {
    /**
     * Returns the id of the run that holds the range.
     *
     * @return an id that sorts by number
     */
    String runId() {
      return String.format(Locale.ROOT, "sets-%09d-%09d", from, to - 1);
    }
  }

  /**
   * Returns what is there.
   *
   * @return the ranges of the published runs, by their first number
   * @throws OutputException if the directory cannot be listed
   */
  List<Range> published() {
    List<Range> ranges = new ArrayList<>();
    for (String runId : runs.ids()) {
      Matcher matcher = NAME.matcher(runId);
      if (matcher.matches()) {
        ranges.add(
            new Range(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) + 1));
      }
    }
    ranges.sort((one, other) -> Long.compare(one.from, other.from));
    return ranges;
  }

  /**
   * Returns what is not there.
   *
   * @param sets how many sets every cell is to have
   * @param size the largest range
   * @return ranges that do not overlap, by their first number
   */
  List<Range> missing(long sets, long size) {
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
  String manifest(Range range, String part) {
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
  String table(Range range, String table) {
    return run(range).table(table);
  }

  private PublishedRun run(Range range) {
    return runs.find(range.runId())
        .orElseThrow(() -> OutputException.gone(range.runId(), runs.output()));
  }
}
