package org.lossfloor.read.toy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

/** A tracker that keeps a trial in a folder: {@code trial.toy}, and beside it a file a field. */
public final class ToyFolders implements LogReader {
  private static final String MARK = "/trial.toy";

  @Override
  public String code() {
    return "toy-folders";
  }

  @Override
  public String title() {
    return "toy folders";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.noneOf(Trait.class);
  }

  @Override
  public Unit unit() {
    return Unit.FOLDER;
  }

  @Override
  public List<String> logs(List<String> paths) {
    return paths.stream().filter(path -> path.endsWith(MARK)).toList();
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    return file.path().endsWith(MARK)
        ? Recognition.of(1, "its name is trial.toy")
        : Recognition.NONE;
  }

  @Override
  public List<FieldName> fields(LogFile file, TextLayout layout) throws IOException {
    return values(file).keySet().stream().map(FieldName::of).toList();
  }

  @Override
  public RecordReader open(LogPiece piece, TextLayout layout, Plan plan, FileTally tally)
      throws IOException {
    return new OneTrial(values(piece.file()), plan);
  }

  private static Map<String, String> values(LogFile mark) throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (LogFile file : mark.folder()) {
      if (!file.path().endsWith(MARK)) {
        try (InputStream in = file.open(0)) {
          String name = file.path().substring(file.path().lastIndexOf('/') + 1);
          values.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        }
      }
    }
    return values;
  }

  private static final class OneTrial implements RecordReader {
    private final Map<String, String> values;
    private final Plan plan;
    private boolean given;

    OneTrial(Map<String, String> values, Plan plan) {
      this.values = values;
      this.plan = plan;
    }

    @Override
    public boolean next() {
      boolean more = !given;
      given = true;
      return more;
    }

    @Override
    public void read(Fields fields) throws UnreadableRecord {
      fields.clear();
      for (int slot = 0; slot < plan.slots().size(); slot++) {
        if (values.containsKey(plan.slots().get(slot))) {
          fields.set(slot, values.get(plan.slots().get(slot)));
        }
      }
    }

    @Override
    public Map<String, String> all() {
      return values;
    }

    @Override
    public long line() {
      return 1;
    }

    @Override
    public String text() {
      return values.toString();
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
