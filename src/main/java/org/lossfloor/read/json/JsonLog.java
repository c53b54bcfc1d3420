package org.lossfloor.read.json;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.text.Head;

/**
 * JSON documents: an array of records, an object of records, or one record a document; however they
 * are laid out in lines. Only one record is in memory at a time.
 */
public final class JsonLog implements LogReader {
  private static final double BY_ARRAY = 0.9;
  private static final double BY_BRACE = 0.6;
  private static final Pattern ARRAY = Pattern.compile("\\[\\s*(\\{.*)?");

  @Override
  public String code() {
    return "json";
  }

  @Override
  public String title() {
    return "JSON";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED, Trait.DOCUMENT);
  }

  @Override
  public Unit unit() {
    return Unit.FILE;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    if (ARRAY.matcher(head.line()).matches()) {
      return Recognition.of(BY_ARRAY, "its first line begins an array");
    }
    return head.line().equals("{")
        ? Recognition.of(BY_BRACE, "its first line is a brace")
        : Recognition.NONE;
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    try (JsonDocuments documents = open(file, layout)) {
      return documents.next() ? JsonNames.of(documents.all()) : List.of();
    }
  }

  @Override
  public List<String> pointFields(LogFile file, TextLayout layout, String curve)
      throws IOException {
    try (JsonDocuments documents = open(file, layout)) {
      return documents.next() ? JsonNames.ofPoints(documents.record(), curve) : List.of();
    }
  }

  private JsonDocuments open(LogFile file, TextLayout layout) throws IOException {
    FileTally tally = new FileTally(file.path(), new long[0]);
    return new JsonDocuments(
        file.text(layout.encoding()).bytes(), layout.records(), new Plan(this), tally);
  }

  @Override
  public RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    return new JsonDocuments(piece.bytes(layout, tally), layout.records(), plan, tally);
  }
}
