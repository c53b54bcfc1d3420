package org.lossfloor.read.toy;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.text.LineReader;

/** A format that the product does not know: lines of {@code name=value} pairs behind {@code >}. */
public final class ToyLog implements LogReader {
  @Override
  public String code() {
    return "toy";
  }

  @Override
  public String title() {
    return "toy lines";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT);
  }

  @Override
  public Unit unit() {
    return Unit.LINES;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    return head.line().startsWith("> ")
        ? Recognition.of(0.9, "its first line begins with >")
        : Recognition.NONE;
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    try (LineReader lines = new LineReader(file.text(layout.encoding()).bytes())) {
      return lines.next()
          ? pairs(lines.text(1000)).keySet().stream().map(FieldName::of).toList()
          : List.of();
    }
  }

  @Override
  public RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    return new Records(piece.lines(layout, tally), plan);
  }

  static Map<String, String> pairs(String line) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Arrays.stream(line.strip().replaceFirst("^> ", "").split(" "))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> pairs.put(pair[0], pair[1]));
    return pairs;
  }

  private record Records(LineReader in, Plan plan) implements RecordReader {
    @Override
    public boolean next() throws IOException {
      return in.next();
    }

    @Override
    public void read(Fields fields) throws UnreadableRecord {
      fields.clear();
      if (!text().startsWith("> ")) {
        throw new UnreadableRecord("the line does not begin with >");
      }
      for (Map.Entry<String, String> pair : all().entrySet()) {
        int slot = plan.slots().indexOf(pair.getKey());
        if (slot >= 0) {
          fields.set(slot, pair.getValue());
        }
      }
    }

    @Override
    public Map<String, String> all() {
      return pairs(text());
    }

    @Override
    public long line() {
      return in.line();
    }

    @Override
    public long lines() {
      return in.count();
    }

    @Override
    public String text() {
      return in.text(1000);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
