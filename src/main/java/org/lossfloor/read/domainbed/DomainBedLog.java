package org.lossfloor.read.domainbed;

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
 * Sweeps of DomainBed: a folder a run with {@code results.jsonl}, a line a checkpoint. A run that
 * ended has an empty file {@code done}. The configuration of {@code hparams_seed} 0 is the default
 * one and no random draw, so it is filtered out; the others are random.
 */
public final class DomainBedLog implements TrackerLog {
  private static final Pattern PART =
      Pattern.compile("(.*)/(results\\.jsonl(?:\\.[a-z0-9]+)?|done|out\\.txt|err\\.txt)");
  private static final double CERTAIN = 0.99;

  @Override
  public String code() {
    return "domainbed";
  }

  @Override
  public String title() {
    return "DomainBed";
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
        group_by: {study: study}
        hyperparameters: ['params.*']
        state: {field: state}
        sampler_field: sampler
        filters: ['tags.hparams_seed != 0']
        """;
  }

  /** The results of each run; a run that ended before it had any is stood for by its output. */
  @Override
  public List<String> logs(List<String> paths) {
    if (paths.size() == 1) {
      return paths;
    }
    Map<String, String> runs = new TreeMap<>();
    for (String path : paths) {
      Matcher matcher = PART.matcher(path);
      if (matcher.matches()) {
        boolean results = matcher.group(2).startsWith("results");
        runs.merge(matcher.group(1), path, (one, other) -> results ? other : one);
      }
    }
    Set<String> chosen = new HashSet<>(runs.values());
    return paths.stream().filter(chosen::contains).toList();
  }

  @Override
  public Recognition recognise(LogFile file, Head head) {
    String line = head.line();
    boolean run =
        line.startsWith("{")
            && line.contains("\"args\": {")
            && line.contains("\"hparams_seed\":")
            && line.contains("\"test_envs\":");
    return run
        ? Recognition.of(CERTAIN, "its first line has args, hparams_seed and test_envs")
        : Recognition.NONE;
  }

  @Override
  public TreeSource trials(LogPiece piece, TextLayout layout, FileTally tally) throws IOException {
    return TreeSource.of(List.of(new Checkpoints(piece, tally).record()));
  }
}
