package org.lossfloor.read.csv;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.lossfloor.config.key.HeaderLine;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.json.JsonFields;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.FieldTree;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.StateNames;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.TextValue;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.sweep.RejectedRecord;

/**
 * The records of a table. A line at fault is a record of its own, see {@link CsvReader}.
 *
 * <p>With one column a blank line is an empty field, unless it is at the end; with several columns
 * it is no record.
 *
 * <p>A first line that has none of the mapped columns, and numbers in at least half of its cells,
 * is a record and not a header. Then the declared columns are used; without any, the records of the
 * file are refused, because it is not known which value is which.
 */
final class CsvRows implements RecordReader {
  /** Enough bytes for the characters that a rejection keeps. */
  private static final int TEXT_BYTES = 4 * RejectedRecord.TEXT_LIMIT;

  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

  private final CsvReader rows;
  private final TextLayout layout;
  private final FileTally tally;
  private List<String> columns = List.of();
  private int[] slots = {};
  private int[] states = {};
  private String[] prefixed = {};

  /** What is mapped within the text of each column; null for most. */
  private JsonFields[] within = {};

  /** Why no record of the file can be read; null if they can. */
  private String refusal;

  /** Whether the row that was read has not been returned yet. */
  private boolean rowWaits;

  private long blanks;
  private long firstBlank;
  private boolean blank;

  /**
   * Opens a file and reads its header.
   *
   * @throws IOException when the header cannot be read; the lines are closed then
   */
  static CsvRows open(LineReader lines, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    try {
      return new CsvRows(lines, layout, plan, tally);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  /**
   * Opens a part of a file behind its header. What is noted of the header, and a header that cannot
   * be read, are the matter of the first part.
   *
   * @param head the lines of the file from its start
   * @param lines those of the part
   */
  static CsvRows behind(
      LineReader head, LineReader lines, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    FileTally unused = new FileTally(tally.path(), new long[0]);
    try (CsvRows first = open(head, layout, plan, unused)) {
      return new CsvRows(first, lines, tally);
    } catch (StorageFault e) {
      lines.close();
      throw e;
    } catch (IOException e) {
      lines.close();
      return open(new LineReader(InputStream.nullInputStream()), layout, plan, unused);
    }
  }

  private CsvRows(CsvRows first, LineReader lines, FileTally tally) {
    layout = first.layout;
    this.tally = tally;
    rows = new CsvReader(lines, layout);
    columns = first.columns;
    slots = first.slots;
    states = first.states;
    prefixed = first.prefixed;
    within = first.within;
    refusal = first.refusal;
    rows.expect(columns.size());
  }

  private CsvRows(LineReader lines, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    this.layout = layout;
    this.tally = tally;
    rows = new CsvReader(lines, layout);
    if (layout.header() == HeaderLine.NONE) {
      name(layout.columns(), plan);
    } else if (rows.header()) {
      header(plan);
    }
  }

  private void header(Plan plan) throws IOException {
    List<String> names = CsvNames.header(rows.texts());
    boolean known = names.stream().anyMatch(plan.slots()::contains) || anyWithin(names, plan);
    if (known || !data(names)) {
      if (!known) {
        checkDelimiter(plan);
      }
      name(names, plan);
      return;
    }
    tally.note(NoteKind.NO_HEADER, rows.line(), rows.raw(RejectedRecord.TEXT_LIMIT).strip());
    if (layout.columns().isEmpty()) {
      refusal =
          "line "
              + rows.line()
              + " looks like data, not like a header; if the file has none, say `header: none`"
              + " and name its `columns`";
    }
    name(layout.columns().isEmpty() ? names : layout.columns(), plan);
    rowWaits = true;
  }

  private static boolean data(List<String> names) {
    return 2 * names.stream().filter(CsvRows::number).count() >= names.size();
  }

  private static boolean number(String text) {
    try {
      return LoggedNumber.parse(text).isPresent();
    } catch (LoggedNumber.Unreadable e) {
      return false;
    }
  }

  /** A header without a mapped column may have some with another delimiter. */
  private void checkDelimiter(Plan plan) throws IOException {
    String header = rows.raw(TEXT_BYTES);
    for (String other : DELIMITERS) {
      List<String> names = CsvNames.cut(header, other);
      if (names.size() > 1 && names.stream().anyMatch(plan.slots()::contains)) {
        throw new IOException(
            "the header has none of the mapped columns as it is cut, and some with another"
                + " delimiter; say `delimiter: \""
                + other.replace("\t", "\\t")
                + "\"`");
      }
    }
  }

  private void name(List<String> names, Plan plan) {
    columns = names;
    slots = names.stream().mapToInt(plan.slots()::indexOf).toArray();
    states = IntStream.range(0, slots.length).filter(i -> StateNames.isOne(names.get(i))).toArray();
    prefixed = names.stream().map(name -> plan.takes(name) ? name : null).toArray(String[]::new);
    FieldTree inner = plan.within(names);
    within = names.stream().map(name -> within(inner.name(name))).toArray(JsonFields[]::new);
    rows.expect(names.size());
  }

  private static boolean anyWithin(List<String> names, Plan plan) {
    FieldTree inner = plan.within(names);
    return names.stream().anyMatch(name -> within(inner.name(name)) != null);
  }

  private static JsonFields within(FieldTree column) {
    return column != null && column.hasInner() ? new JsonFields(column) : null;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public boolean headerless() {
    return refusal != null;
  }

  @Override
  public boolean next() throws IOException {
    if (!rowWaits && !nextRow()) {
      return false;
    }
    blank = blanks > 0;
    if (blank) {
      blanks--;
      firstBlank++;
    }
    rowWaits = blank;
    return true;
  }

  /** Reads up to the next row that is not blank, and counts blank ones that are records. */
  private boolean nextRow() throws IOException {
    while (rows.next()) {
      if (!rows.blank()) {
        return true;
      }
      if (slots.length == 1) {
        firstBlank = blanks == 0 ? rows.line() - 1 : firstBlank;
        blanks++;
      }
    }
    return false;
  }

  @Override
  public void read(Fields fields) throws UnreadableRecord {
    fields.clear();
    if (blank) {
      cell(0, "", fields);
      return;
    }
    if (rows.fault().isPresent()) {
      tally.note(NoteKind.STRAY_QUOTE, line(), rows.fault().get());
      throw new UnreadableRecord(rows.fault().get());
    }
    if (refusal != null) {
      throw new UnreadableRecord(refusal);
    }
    if (rows.cells() != slots.length) {
      throw new UnreadableRecord(
          (rows.terminated() ? "" : "torn last line: ")
              + ("the row has " + rows.cells() + " values, the header " + slots.length));
    }
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] >= 0 || prefixed[i] != null || within[i] != null) {
        cell(i, sound(i), fields);
      } else if (rows.unusual()) {
        noteDamage(i);
      }
    }
  }

  /** The text of a mapped cell. */
  private String sound(int column) throws UnreadableRecord {
    if (!rows.unusual()) {
      return rows.text(column);
    }
    Optional<String> damage = rows.damage(column);
    if (damage.isPresent()) {
      tally.note(NoteKind.DAMAGED_RECORD, line(), "`" + columns.get(column) + "`, " + damage.get());
      throw new UnreadableRecord(
          "`" + columns.get(column) + "`: " + damage.get() + " is not valid in " + encoding());
    }
    String text = rows.text(column);
    if (text.indexOf('\0') >= 0) {
      throw new UnreadableRecord("`" + columns.get(column) + "` holds a NUL byte");
    }
    return text;
  }

  private void noteDamage(int column) {
    rows.damage(column)
        .ifPresent(
            what ->
                tally.note(
                    NoteKind.DAMAGED_TEXT, line(), "`" + columns.get(column) + "`, " + what));
  }

  private String encoding() {
    return layout
        .encoding()
        .map(charset -> charset.name())
        .orElse("UTF-8; if the file has another `encoding`, say so");
  }

  private void cell(int column, String text, Fields fields) throws UnreadableRecord {
    if (slots[column] >= 0) {
      fields.set(slots[column], text);
    }
    if (prefixed[column] != null) {
      fields.setPrefixed(prefixed[column], text);
    }
    if (within[column] != null) {
      Optional<JsonNode> value = TextValue.parse(text);
      if (value.isPresent()) {
        within[column].readWithin(value.get(), fields);
      }
    }
  }

  @Override
  public Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      all.put(columns.get(i), !blank && i < rows.cells() ? rows.text(i) : "");
    }
    return all;
  }

  @Override
  public Map<String, String> states() {
    if (blank || states.length == 0) {
      return Map.of();
    }
    return IntStream.of(states)
        .boxed()
        .collect(Collectors.toMap(columns::get, rows::text, (a, b) -> a));
  }

  @Override
  public long line() {
    return blank ? firstBlank : rows.line();
  }

  @Override
  public String text() {
    return blank ? "" : rows.raw(TEXT_BYTES);
  }

  @Override
  public long lines() {
    return rows.lines();
  }

  @Override
  public long accounted() {
    return rows.accounted();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
