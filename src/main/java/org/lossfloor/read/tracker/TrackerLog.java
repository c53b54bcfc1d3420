package org.lossfloor.read.tracker;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;

/**
 * Reads a tracker's own format. Its records are trials with the fields of {@link TrialTree}, so
 * that a source needs no mapping but for what the log does not say.
 */
public interface TrackerLog extends LogReader {
  /**
   * Opens a piece.
   *
   * @param piece a file, a folder that it stands for, or a range of keys
   * @param layout how its text is laid out, where it is a table
   * @param tally takes what is to be noted
   * @return its trials
   * @throws org.lossfloor.read.file.StorageFault when storage does not give the bytes
   * @throws IOException when the piece is not what it should be; that costs the piece
   */
  TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException;

  /** Its records hold objects, and their mapping is known. */
  @Override
  default Set<Trait> traits() {
    return EnumSet.of(Trait.NESTED);
  }

  @Override
  default RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    return new TreeRecords(
        trials(piece, layout, tally), plan, piece.storeName(project(piece.file().path())));
  }

  /** The fields of the first trial. */
  @Override
  default List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    FileTally tally = new FileTally(file.path(), new long[0]);
    try (RecordReader records = open(LogPiece.whole(file), layout, new Plan(this), tally)) {
      return records.next()
          ? records.all().keySet().stream().map(FieldName::of).toList()
          : List.of();
    }
  }
}
