package org.lossfloor.read.agent;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.lossfloor.config.key.StateConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.read.tracker.TableRecords;
import org.lossfloor.read.tracker.TrackerTable;
import org.lossfloor.read.tracker.TreeRecord;
import org.lossfloor.read.tracker.TrialTree;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.LoggedNumber;
import org.lossfloor.sweep.TrialState;

/**
 * The runs of a research loop. What was tuned is {@code val_bpb} where there is such a column, else
 * the column behind the commit, as these loops are told to write it.
 */
final class Experiments implements TableRecords.RowReader {
  /** Columns that name the state of the code. */
  static final Set<String> COMMITS = Set.of("commit", "git_commit", "commit_hash", "sha", "hash");

  /** Columns of prose. */
  static final Set<String> PROSE = Set.of("description", "desc", "note", "notes", "change");

  private static final String BITS_PER_BYTE = "val_bpb";

  /** Columns with numbers that measure nothing. */
  private static final Set<String> MARKS =
      Set.of(
          "exp",
          "exp_id",
          "experiment",
          "run",
          "run_id",
          "id",
          "iter",
          "iteration",
          "gen",
          "step",
          "timestamp",
          "time",
          "date",
          "datetime",
          "seed",
          "kind",
          "thread");

  private final String study;
  private final String status;
  private final Optional<String> objective;
  private final FileTally tally;

  /**
   * Takes a table.
   *
   * @throws IOException when no column tells what became of a run
   */
  Experiments(String study, List<String> columns, FileTally tally) throws IOException {
    this.study = study;
    this.tally = tally;
    objective = objective(columns);
    status =
        columns.stream()
            .filter(name -> name.equalsIgnoreCase("status"))
            .findFirst()
            .orElse(columns.isEmpty() ? "" : null);
    objective.ifPresent(this::noteGuesses);
    if (status == null) {
      throw new IOException(
          "the table is no log of a research loop: it has no column `status` but "
              + TrackerTable.shown(columns));
    }
  }

  private static Optional<String> objective(List<String> columns) {
    if (columns.contains(BITS_PER_BYTE)) {
      return Optional.of(BITS_PER_BYTE);
    }
    return IntStream.range(1, columns.size())
        .filter(i -> COMMITS.contains(lower(columns.get(i - 1))))
        .mapToObj(columns::get)
        .filter(name -> measures(name) && !name.equalsIgnoreCase("status"))
        .findFirst();
  }

  private void noteGuesses(String name) {
    if (!name.equals(BITS_PER_BYTE)) {
      tally.note(NoteKind.GUESSED_OBJECTIVE, 1, "`" + name + "`");
    }
    MetricWords.direction(name)
        .ifPresent(
            direction ->
                tally.note(NoteKind.NAMED_DIRECTION, 1, direction.code() + " `" + name + "`"));
  }

  private static boolean measures(String column) {
    String name = lower(column);
    return !COMMITS.contains(name) && !PROSE.contains(name) && !MARKS.contains(name);
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<TreeRecord> records(TrackerTable.Row row) {
    String state = row.cell(status);
    Map<String, String> numbers = numbers(row, state);
    TrialTree trial =
        new TrialTree(String.valueOf(row.number()))
            .with("number", String.valueOf(row.number()))
            .with("study", study)
            .with("state", TrackerTable.orNull(state))
            .with("sampler", "adaptive: an agent proposes each run");
    objective.ifPresent(
        name ->
            trial.objective(
                name,
                Optional.ofNullable(numbers.get(name)),
                MetricWords.direction(name).map(Direction::code)));
    numbers.forEach(trial::metric);
    row.cells()
        .forEach(
            (name, text) -> {
              if (!numbers.containsKey(name) && !name.equals(status)) {
                trial.tag(name, TrackerTable.orNull(text.strip()));
              }
            });
    return List.of(trial.at(row.line()));
  }

  /**
   * What was measured: nothing if all numbers are 0, which loops write for a run without result.
   */
  private Map<String, String> numbers(TrackerTable.Row row, String state) {
    Map<String, String> numbers = new LinkedHashMap<>();
    boolean zeros = true;
    for (Map.Entry<String, String> cell : row.cells().entrySet()) {
      OptionalDouble number = number(cell.getValue());
      boolean tuned = objective.filter(cell.getKey()::equals).isPresent();
      if (tuned || (measures(cell.getKey()) && number.isPresent())) {
        numbers.put(cell.getKey(), TrackerTable.orNull(cell.getValue().strip()));
        zeros &= cell.getValue().isBlank() || number.orElse(1) == 0;
      }
    }
    if (!zeros || numbers.size() < 2) {
      return numbers;
    }
    if (StateConfig.usual(state).filter(known -> known == TrialState.FAIL).isEmpty()) {
      tally.note(NoteKind.ONLY_ZEROS, row.line(), state);
    }
    return Map.of();
  }

  private static OptionalDouble number(String text) {
    try {
      return LoggedNumber.parse(text);
    } catch (LoggedNumber.Unreadable e) {
      return OptionalDouble.empty();
    }
  }
}
