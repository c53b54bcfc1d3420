package org.lossfloor.read;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.read.trial.FieldGap;

/**
 * The records of one log as an audit reads them, one after the other and without Spark: the same
 * records at the same lines with the same values, and the same records refused.
 */
public final class LogRecords implements Closeable {
  /**
   * Records that an audit refuses because the field is absent from a part of the log.
   *
   * @param line the first of them
   * @param where which part that is, half a sentence
   */
  public record Gap(long line, String where) {}

  private final RecordReader reader;
  private final Fields fields;
  private final Optional<String> field;
  private long present;
  private long firstPresent;
  private long lastPresent;
  private long lacking;
  private long firstLacking;
  private long lastLacking;
  private Absence absence;

  private LogRecords(RecordReader reader, Fields fields, Optional<String> field) {
    this.reader = reader;
    this.fields = fields;
    this.field = field;
  }

  /**
   * Opens a log.
   *
   * @param format what reads it
   * @param log the log
   * @param layout how its text is laid out
   * @param field the field that is wanted, a path where records are nested; nothing for all
   * @return its records
   * @throws IOException when it cannot be read, or the header of a table makes no sense
   */
  public static LogRecords open(
      LogReader format, LogFile log, TextLayout layout, Optional<String> field) throws IOException {
    return open(format, LogPiece.whole(log), layout, field);
  }

  /**
   * Opens a piece of a log.
   *
   * @param format what reads it
   * @param piece the piece
   * @param layout how its text is laid out
   * @param field the field that is wanted, a path where records are nested; nothing for all
   * @return its records
   * @throws IOException when it cannot be read, or the header of a table makes no sense
   */
  public static LogRecords open(
      LogReader format, LogPiece piece, TextLayout layout, Optional<String> field)
      throws IOException {
    Plan plan = new Plan(format);
    field.ifPresent(plan::slot);
    FileTally tally = new FileTally(piece.file().path(), new long[0]);
    RecordReader reader = format.open(piece, layout, plan, tally);
    return new LogRecords(reader, plan.fields(), field);
  }

  /**
   * Returns the names of the columns.
   *
   * @return one for each; none where records differ
   */
  public List<String> columns() {
    return reader.columns();
  }

  /**
   * Returns whether the first line of a table has values where names should be.
   *
   * @return whether no record can be read for that reason
   */
  public boolean headerless() {
    return reader.headerless();
  }

  /**
   * Goes to the next record.
   *
   * @return whether there is one
   * @throws IOException when the file breaks here
   */
  public boolean next() throws IOException {
    return reader.next();
  }

  /**
   * Reads the current record.
   *
   * @return the text of the wanted field under its name, empty if it is null; nothing if the record
   *     lacks it; all fields if none is wanted
   * @throws UnreadableRecord when an audit rejects the record
   */
  public Map<String, String> values() throws UnreadableRecord {
    try {
      reader.read(fields);
    } catch (RuntimeException e) {
      throw UnreadableRecord.unforeseen(e);
    }
    if (field.isEmpty()) {
      return all();
    }
    if (!fields.has(0)) {
      lacks(field.get());
      return Map.of();
    }
    firstPresent = present == 0 ? line() : firstPresent;
    lastPresent = line();
    present++;
    return Map.of(field.get(), Objects.requireNonNullElse(fields.text(0), ""));
  }

  private void lacks(String name) throws UnreadableRecord {
    Absence now = Absence.of(name, List.copyOf(all().keySet()));
    if (now.twin()) {
      throw new UnreadableRecord("the field `" + name + "` is absent; there is " + now.shown());
    }
    if (lacking == 0) {
      firstLacking = line();
      absence = now;
    }
    lastLacking = line();
    lacking++;
  }

  /**
   * Returns all fields of the current record.
   *
   * @return their texts, including those within objects; null for what is not a single value
   */
  public Map<String, String> all() {
    return reader.all();
  }

  /**
   * Returns, after the last record, which part of the log lacks the field.
   *
   * @return the part; nothing if only single records lack it, or all of them
   */
  public Optional<Gap> gap() {
    FieldGap gap =
        new FieldGap(
            "",
            "",
            "",
            present,
            lacking,
            0,
            firstLacking,
            lastLacking,
            firstPresent,
            lastPresent,
            absence);
    return lacking > 0 && (gap.isTail() || gap.isHead())
        ? Optional.of(new Gap(firstLacking, gap.where()))
        : Optional.empty();
  }

  /**
   * Returns the line at which the current record starts, or at which the file broke.
   *
   * @return its number, from 1
   */
  public long line() {
    return reader.line();
  }

  /**
   * Returns the raw text of the current record.
   *
   * @return its beginning
   */
  public String text() {
    return reader.text();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
