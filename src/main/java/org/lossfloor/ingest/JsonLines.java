package org.lossfloor.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lossfloor.sweep.RejectedRecord;

/** One JSON object per line; blank lines are no records. */
final class JsonLines implements RecordReader {
  /** Enough bytes for the characters that a rejection keeps. */
  private static final int TEXT_BYTES = 4 * RejectedRecord.TEXT_LIMIT;

  private final LineReader lines;
  private final JsonFields json;
  private boolean broken;

  JsonLines(LineReader lines, JsonFields json) {
    this.lines = lines;
    this.json = json;
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (lines.next()) {
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
    try {
      json.read(lines.buffer(), lines.start(), lines.length(), fields);
    } catch (UnreadableRecord e) {
      throw lines.terminated() ? e : new UnreadableRecord("torn last line: " + e.getMessage());
    }
  }

  @Override
  public Map<String, String> all() {
    try {
      return FieldNames.json(lines.buffer(), lines.start(), lines.length());
    } catch (IOException e) {
      return Map.of();
    }
  }

  @Override
  public long line() {
    return broken ? lines.line() + 1 : lines.line();
  }

  @Override
  public String text() {
    int length = broken ? lines.brokenLength() : lines.length();
    return new String(
        lines.buffer(), lines.start(), Math.min(length, TEXT_BYTES), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
