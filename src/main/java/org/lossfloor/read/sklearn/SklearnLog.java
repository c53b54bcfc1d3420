package org.lossfloor.read.sklearn;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeSource;

/**
 * {@code cv_results_} of scikit-learn's searches (grid, randomized, halving, and others with the
 * same columns such as scikit-optimize's) as CSV: a record per candidate and scorer. Scores are
 * greater-is-better by scikit-learn's convention, also those named {@code neg_}; the scores of the
 * splits are parts of one mean and no reruns.
 */
public final class SklearnLog implements TrackerLog {
  private static final double CERTAIN = 0.97;
  private static final double LIKELY = 0.8;

  @Override
  public String code() {
    return "sklearn";
  }

  @Override
  public String title() {
    return "scikit-learn cv_results_";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED, Trait.DELIMITED);
  }

  @Override
  public Unit unit() {
    return Unit.FILE;
  }

  @Override
  public String mapping() {
    return """
        trial_id: trial_id
        trial_number: number
        group_by: {study: study, objective: objective}
        hyperparameters: ['params.*']
        duration: duration
        sampler_field: sampler
        metrics: [{metric: value, direction_field: direction}]
        """;
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    List<String> columns = TrackerTable.names(head.line());
    boolean scores = CvResults.scorers(columns).size() > 0;
    boolean params =
        columns.stream().anyMatch(name -> name.equals("params") || name.startsWith("param_"));
    if (!scores || !params) {
      return Recognition.NONE;
    }
    return columns.stream().anyMatch(name -> name.startsWith("rank_test_"))
        ? Recognition.of(CERTAIN, "its header has mean_test_, rank_test_ and params")
        : Recognition.of(LIKELY, "its header has mean_test_ and params");
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    TrackerTable table = TrackerTable.open(piece, layout, tally);
    return new TableRecords(table, new CvResults(TrackerTable.study(piece), table.columns()));
  }
}
