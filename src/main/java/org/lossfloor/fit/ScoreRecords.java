package org.lossfloor.fit;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.lossfloor.error.InputException;
import org.lossfloor.error.UserException;
import org.lossfloor.read.LogRecords;
import org.lossfloor.read.record.UnreadableRecord;

/**
 * Takes the scores from the records of a log, one per trial. A record without the field is a failed
 * trial; at least one record must have it. A record that an audit would reject ends the reading.
 */
final class ScoreRecords {
  private static final int NAMES_KEPT = 100;

  private final String source;
  private final Optional<String> wanted;
  private final LogRecords records;
  private final Map<String, ScoreColumn> columns = new LinkedHashMap<>();

  /** Names of fields, for the message when no record has the one that is wanted. */
  private final Set<String> known = new LinkedHashSet<>();

  private boolean found;

  /**
   * Starts to read.
   *
   * @param source the file, for messages
   * @param wanted the field with the scores; nothing for the only one that is numeric
   * @param records the records, with that field
   */
  ScoreRecords(String source, Optional<String> wanted, LogRecords records) {
    this.source = source;
    this.wanted = wanted;
    this.records = records;
  }

  /**
   * Reads the scores.
   *
   * @param format what the file was taken for, for people
   * @param shown the name of the wanted field for people; nothing where the file has no names
   * @return the scores, at least one
   * @throws UserException if an audit rejects a record or no field can hold the scores
   */
  Scores scores(String format, Optional<String> shown) {
    if (records.headerless()) {
      throw error(
          "the first line holds values where the names of the columns should be",
          place(),
          "add a header line, or give one number a line");
    }
    wanted.ifPresent(this::checkColumn);
    wanted.ifPresent(name -> columns.put(name, ScoreColumn.named(source, shown)));
    int rows = read();
    checkGap();
    return column(rows).scores(format);
  }

  private void checkColumn(String name) {
    if (!records.columns().isEmpty()) {
      int count = Collections.frequency(records.columns(), name);
      if (count == 0) {
        throw ScoreColumns.unknown(name, source, records.columns());
      }
      if (count > 1) {
        throw error("there are " + count + " columns `" + name + "`", source, "rename all but one");
      }
    }
  }

  private int read() {
    int rows = 0;
    while (next()) {
      rows++;
      add(values());
    }
    if (rows == 0) {
      throw ScoreColumns.empty(source);
    }
    return rows;
  }

  private boolean next() {
    try {
      return records.next();
    } catch (IOException e) {
      throw error(
          "the file breaks here: " + ScoreFile.reason(e), place(), "copy or write it again");
    }
  }

  private Map<String, String> values() {
    try {
      return records.values();
    } catch (UnreadableRecord e) {
      throw error(
          e.getMessage() + ", in `" + ScoreColumn.shown(records.text().strip()) + "`",
          place(),
          "correct the record or take it out; an audit rejects it and reads on");
    }
  }

  private void add(Map<String, String> values) {
    if (wanted.isPresent()) {
      addWanted(wanted.get(), values);
      return;
    }
    values.forEach(
        (name, text) ->
            columns
                .computeIfAbsent(name, this::candidate)
                .add(records.line(), Objects.requireNonNullElse(text, "[...]")));
  }

  private void addWanted(String name, Map<String, String> values) {
    found |= values.containsKey(name);
    columns.get(name).add(records.line(), values.getOrDefault(name, ""));
    if (!found && known.size() < NAMES_KEPT) {
      known.addAll(records.all().keySet());
    }
  }

  /** The only column of a table must hold the scores. */
  private ScoreColumn candidate(String name) {
    return records.columns().size() == 1
        ? ScoreColumn.named(source, Optional.of(name))
        : ScoreColumn.candidate(source, name);
  }

  private void checkGap() {
    Optional<LogRecords.Gap> gap = records.gap();
    if (gap.isPresent()) {
      throw error(
          "the field `" + wanted.orElseThrow() + "` is " + gap.get().where(),
          source + ", line " + gap.get().line(),
          "take these records out, or write null where they are failed trials");
    }
  }

  private ScoreColumn column(int rows) {
    Collection<ScoreColumn> all = columns.values();
    if (wanted.isPresent() && !found) {
      throw ScoreColumns.unknown(wanted.get(), source, known);
    }
    ScoreColumn column =
        all.size() == 1 && all.iterator().next().isNamed()
            ? all.iterator().next()
            : ScoreColumns.only(source, all, rows);
    column.name().ifPresent(this::checkColumn);
    return column;
  }

  private String place() {
    return source + ", line " + records.line();
  }

  private static UserException error(String what, String where, String mend) {
    return new InputException(what, where, mend);
  }
}
