package org.lossfloor.read.hydra;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.Recognition;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Head;
import org.lossfloor.read.tracker.TrackerLog;
import org.lossfloor.read.tracker.TreeSource;

/**
 * Multiruns of Hydra: a folder a job, with its overrides. Hydra stores no metric, so the results
 * come from the only JSON, JSON-lines or CSV file that the job wrote into its folder.
 */
public final class HydraLog implements TrackerLog {
  private static final String FOLDER = "/.hydra/";
  private static final String MARK = FOLDER + "overrides.yaml";
  private static final double CERTAIN = 1;

  @Override
  public String code() {
    return "hydra";
  }

  @Override
  public String title() {
    return "Hydra multirun";
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.TEXT, Trait.NESTED, Trait.DELIMITED);
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
        group_by: {study: study}
        hyperparameters: ['params.*']
        sampler_field: sampler
        """;
  }

  @Override
  public Set<String> shown() {
    return Set.of(".hydra");
  }

  /**
   * The overrides of each job. If they are lost, another file of its {@code .hydra} stands for it.
   */
  @Override
  public List<String> logs(List<String> paths) {
    if (paths.size() == 1) {
      return paths;
    }
    Map<String, String> jobs = new TreeMap<>();
    for (String path : paths) {
      if (path.contains(FOLDER)) {
        String job = path.substring(0, path.lastIndexOf(FOLDER));
        jobs.merge(job, path, (one, other) -> other.endsWith(MARK) ? other : one);
      }
    }
    Set<String> chosen = new HashSet<>(jobs.values());
    return paths.stream().filter(chosen::contains).toList();
  }

  /** The folder of the job, in which its results lie, too. */
  @Override
  public String home(String log) {
    int hidden = log.lastIndexOf(FOLDER);
    return hidden < 0 ? log.substring(0, log.lastIndexOf('/')) : log.substring(0, hidden);
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    return file.path().endsWith(MARK)
        ? Recognition.of(CERTAIN, "its name is .hydra/overrides.yaml")
        : Recognition.NONE;
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    return TreeSource.of(List.of(new Job(piece, tally).record()));
  }
}
