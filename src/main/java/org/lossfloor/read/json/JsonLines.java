package org.lossfloor.read.json;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.StateNames;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.FileKind;
import org.lossfloor.read.text.LineReader;
import org.lossfloor.read.text.Utf8;
import org.lossfloor.sweep.RejectedRecord;

/** One JSON object per line; blank lines are no records. */
final class JsonLines implements RecordReader {
  /** Enough bytes for the characters that a rejection keeps. */
  private static final int TEXT_BYTES = 4 * RejectedRecord.TEXT_LIMIT;

  private final LineReader lines;
  private final JsonFields json;
  private final List<String> slots;
  private final FileTally tally;
  private long accounted;
  private boolean broken;

  /** What the file seems to be, judging by the first line, if not JSON lines. */
  private Optional<String> document = Optional.empty();

  JsonLines(LineReader lines, Plan plan, FileTally tally) {
    this.lines = lines;
    json = new JsonFields(plan.tree());
    this.tally = tally;
    slots = plan.slots();
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (lines.next()) {
        accounted++;
        if (!blank()) {
          return true;
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  private boolean blank() {
    for (int i = lines.start(); i < lines.start() + lines.length(); i++) {
      byte b = lines.buffer()[i];
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void read(Fields fields) throws UnreadableRecord {
    if (lines.tooLong()) {
      throw new UnreadableRecord("the line is longer than " + LineReader.LONGEST + " bytes");
    }
    if (lines.line() == 1) {
      document = FileKind.document(lines.text(TEXT_BYTES));
    }
    try {
      json.read(lines.buffer(), lines.start(), lines.length(), fields);
    } catch (UnreadableRecord e) {
      Optional<String> damage = Utf8.damage(lines.buffer(), lines.start(), lines.length());
      if (damage.isPresent()) {
        readRepaired(fields, damage.get());
      } else {
        throw explained(e);
      }
    }
  }

  /** Bytes that are not text cost the record if they are part of a mapped value. */
  private void readRepaired(Fields fields, String damage) throws UnreadableRecord {
    byte[] bytes = Utf8.repaired(lines.buffer(), lines.start(), lines.length());
    try {
      json.read(bytes, 0, bytes.length, fields);
    } catch (UnreadableRecord e) {
      throw explained(new UnreadableRecord(e.getMessage() + "; " + damage + " is no UTF-8"));
    }
    Optional<String> field = damaged(fields);
    if (field.isPresent()) {
      tally.note(NoteKind.DAMAGED_RECORD, lines.line(), damage);
      throw new UnreadableRecord(
          "`"
              + field.get().replace(Utf8.DAMAGED, '\uFFFD')
              + "`: "
              + damage
              + " is not valid in UTF-8; if the file has another `encoding`, say so");
    }
    tally.note(NoteKind.DAMAGED_TEXT, lines.line(), damage);
  }

  private Optional<String> damaged(Fields fields) {
    for (int i = 0; i < slots.size(); i++) {
      if (Utf8.damaged(fields.text(i))) {
        return Optional.of(slots.get(i));
      }
    }
    return fields.prefixed().entrySet().stream()
        .filter(field -> Utf8.damaged(field.getKey()) || Utf8.damaged(field.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private UnreadableRecord explained(UnreadableRecord e) {
    String torn = lines.terminated() ? "" : "torn last line: ";
    String seems = document.map(what -> "; " + what).orElse("");
    return new UnreadableRecord(torn + e.getMessage() + seems);
  }

  @Override
  public Map<String, String> all() {
    byte[] bytes = Utf8.repaired(lines.buffer(), lines.start(), lines.length());
    try {
      return JsonNames.texts(bytes, 0, bytes.length);
    } catch (IOException e) {
      return Map.of();
    }
  }

  @Override
  public Map<String, String> states() {
    return StateNames.mayBeIn(lines.buffer(), lines.start(), lines.length()) ? all() : Map.of();
  }

  @Override
  public long line() {
    return broken ? lines.line() + 1 : lines.line();
  }

  @Override
  public String text() {
    return lines.text(TEXT_BYTES);
  }

  @Override
  public long lines() {
    return lines.count();
  }

  @Override
  public long accounted() {
    return accounted;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
