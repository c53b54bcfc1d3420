package org.lossfloor.read.detect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogRecords;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.file.SourceRoot;
import org.lossfloor.read.file.TaskMemo;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;

/** The fields of some records of some files of a log, with their texts. */
final class FieldSample {
  private static final int FILES = 32;
  private static final int RECORDS = 2000;
  private static final int CURVES_TRIED = 20;

  private final LogReader reader;
  private final TextLayout layout;
  private final List<LogFile> logs;
  private final List<Map<String, String>> records = new ArrayList<>();

  /** How many records of each file that could be opened are in the sample. */
  private final List<Integer> sizes = new ArrayList<>();

  private final TaskMemo memo = new TaskMemo();
  private final Set<String> names = new LinkedHashSet<>();
  private long unreadable;

  /** Whether every record of every file is in the sample. */
  private boolean whole;

  private FieldSample(LogReader reader, TextLayout layout, List<LogFile> logs) {
    this.reader = reader;
    this.layout = layout;
    this.logs = logs;
  }

  /** Reads records of the first and some other files of a group. */
  static FieldSample of(LogGroup group) {
    FieldSample sample = new FieldSample(group.reader(), group.how().layout(), some(group.logs()));
    sample.whole = sample.logs.size() == group.logs().size();
    int each = Math.max(2, RECORDS / sample.logs.size());
    for (LogFile log : sample.logs) {
      if (group.reader().home(log.path()).equals(log.path())) {
        sample.read(log, each);
      } else {
        sample.named(log);
      }
    }
    return sample;
  }

  private static List<LogFile> some(List<LogFile> all) {
    Set<LogFile> some = new LinkedHashSet<>();
    for (int i = 0; i < Math.min(FILES, all.size()); i++) {
      some.add(all.get((int) ((long) i * all.size() / Math.min(FILES, all.size()))));
    }
    return List.copyOf(some);
  }

  private void read(LogFile log, int most) {
    int before = records.size();
    try (LogRecords open = LogRecords.open(reader, piece(log), layout, Optional.empty())) {
      while (open.next()) {
        if (records.size() - before == most) {
          whole = false;
          break;
        }
        add(open);
      }
    } catch (IOException | RuntimeException e) {
      named(log);
    }
    sizes.add(records.size() - before);
  }

  private LogPiece piece(LogFile log) {
    return LogPiece.whole(log).with(memo, SourceRoot.UNKNOWN);
  }

  private void add(LogRecords open) {
    try {
      Map<String, String> record = new LinkedHashMap<>(open.values());
      names.addAll(record.keySet());
      records.add(record);
    } catch (UnreadableRecord e) {
      unreadable++;
    }
  }

  /** Where no record can be read here, the names of the fields may be known all the same. */
  private void named(LogFile log) {
    try {
      reader.fields(log, layout).stream().map(FieldName::name).forEach(names::add);
    } catch (IOException | RuntimeException e) {
      unreadable++;
    }
  }

  boolean isWhole() {
    return whole;
  }

  int records() {
    return records.size();
  }

  long unreadable() {
    return unreadable;
  }

  /** The names of all fields, in the order in which they were seen. */
  Set<String> names() {
    return names;
  }

  /** How many records of each file are in the sample. */
  List<Integer> sizes() {
    return sizes;
  }

  /** The text of a field in each record; null where a record has none. */
  List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    records.forEach(record -> texts.add(record.get(field)));
    return texts;
  }

  /** The file of each record, by its number. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    for (int file = 0; file < sizes.size(); file++) {
      files.addAll(Collections.nCopies(sizes.get(file), Integer.toString(file)));
    }
    return files;
  }

  /** The texts of a field that are there. */
  Stream<String> present(String field) {
    return records.stream()
        .map(record -> record.get(field))
        .filter(Objects::nonNull)
        .filter(text -> !text.isBlank());
  }

  /** The fields of the points of a curve, if they are objects. */
  List<String> pointFields(String curve) {
    for (LogFile log : logs) {
      try {
        List<String> fields = reader.pointFields(log, layout, curve);
        if (!fields.isEmpty()) {
          return fields;
        }
      } catch (IOException | RuntimeException e) {
        // Another file may do.
      }
    }
    return List.of();
  }

  /**
   * Returns whether a field is an array of numbers, going by the first records.
   *
   * @param step where the step is in a point, or null
   * @param value where the number is in a point, or null for the point itself
   */
  boolean isCurve(String field, String step, String value) {
    Plan plan = new Plan(reader);
    plan.curve(field, step, value);
    LogFile log = logs.get(0);
    FileTally tally = new FileTally(log.path(), plan.fields().counts());
    try (RecordReader open = reader.open(piece(log), layout, plan, tally)) {
      for (int i = 0; i < CURVES_TRIED && open.next(); i++) {
        Fields fields = plan.fields();
        open.read(fields);
        if (fields.curve(0).size() > 1) {
          return true;
        }
      }
    } catch (IOException | UnreadableRecord | RuntimeException e) {
      return false;
    }
    return false;
  }
}
