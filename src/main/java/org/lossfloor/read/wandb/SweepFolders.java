package org.lossfloor.read.wandb;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.tracker.TrackerJson;

/**
 * The sweeps beside the runs of a project: {@code wandb/sweep-ID/config-RUN.yaml} says which run
 * belongs to which. A {@code sweep.yaml} tells method and goal if there is but one sweep.
 *
 * @param runs run to sweep
 * @param config the text of the only sweep's definition
 */
record SweepFolders(Map<String, String> runs, Optional<String> config) {
  private static final String RUNS = "../../";
  private static final Pattern RUN = Pattern.compile(".*/sweep-([^/]+)/config-([^/]+)\\.ya?ml");
  private static final List<String> DEFINITIONS =
      List.of("sweep.yaml", "sweep.yml", "../sweep.yaml", "../sweep.yml");

  SweepFolders {
    runs = Map.copyOf(runs);
  }

  /** Finds the sweeps for a file in {@code wandb/run-.../files}. */
  static SweepFolders near(LogFile file) throws IOException {
    Map<String, String> runs = new HashMap<>();
    for (String folder : file.inside(RUNS).folders()) {
      if (folder.startsWith("sweep-")) {
        for (LogFile config : file.beside(RUNS + folder)) {
          Matcher matcher = RUN.matcher(config.path());
          if (matcher.matches()) {
            runs.put(matcher.group(2), matcher.group(1));
          }
        }
      }
    }
    boolean one = runs.values().stream().distinct().count() == 1;
    return new SweepFolders(runs, one ? definition(file) : Optional.empty());
  }

  private static Optional<String> definition(LogFile file) throws IOException {
    for (String name : DEFINITIONS) {
      Optional<LogFile> found = file.near(RUNS + name);
      if (found.isPresent()) {
        return Optional.of(TrackerJson.text(found.get()));
      }
    }
    return Optional.empty();
  }

  /** The sweep of a run. */
  Optional<String> of(String run) {
    return Optional.ofNullable(runs.get(run));
  }
}
