package org.lossfloor.read.mllib;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Saved {@code CrossValidatorModel}s and {@code TrainValidationSplitModel}s of Spark's MLlib: their
 * metadata holds the parameters of each candidate and its metric. The evaluator, which is saved
 * with them, says what was measured and which values are good. Their candidates are a grid.
 */
public final class MllibLog implements TrackerLog {
  private static final String MARK = "/metadata/part-";
  private static final Pattern PART =
      Pattern.compile("(.*)/(?:evaluator|bestModel)/metadata/part-[^/]*");
  private static final double CERTAIN = 1;

  @Override
  public String code() {
    return "mllib";
  }

  @Override
  public String title() {
    return "Spark MLlib validator";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED);
  }

  @Override
  public Unit unit() {
    return Unit.FOLDER;
  }

  @Override
  public String mapping() {
    return """
        trial_id: trial_id
        trial_number: number
        group_by: {study: study, objective: objective}
        hyperparameters: ['params.*']
        sampler_field: sampler
        metrics: [{metric: value, direction_field: direction}]
        """;
  }

  /**
   * The metadata of what has an evaluator or a best model beside it. If it is lost, one of these
   * stands for it.
   */
  @Override
  public List<String> logs(List<String> paths) {
    if (paths.size() == 1) {
      return paths;
    }
    Map<String, String> validators = new TreeMap<>();
    for (String path : paths) {
      Matcher part = PART.matcher(path);
      if (part.matches()) {
        validators.putIfAbsent(part.group(1), path);
      }
    }
    for (String path : paths) {
      int mark = path.lastIndexOf(MARK);
      if (mark >= 0) {
        validators.replace(path.substring(0, mark), path);
      }
    }
    Set<String> chosen = new HashSet<>(validators.values());
    return paths.stream().filter(chosen::contains).toList();
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    return Validator.CLASS.matcher(head.line()).find()
        ? Recognition.of(CERTAIN, "it names the class of a validator")
        : Recognition.NONE;
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    return TreeSource.of(Validator.read(piece.file(), piece.folderName("..")));
  }
}
