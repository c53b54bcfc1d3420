package org.lossfloor.read.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.NoteKind;
import org.lossfloor.sweep.Direction;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Trial;

/** From logs to decided trials without any engine. */
class PieceEventsTest {
  @TempDir private Path folder;

  private SourceConfig source(String settings) {
    String yaml =
        "name: t\nsources:\n  - name: s\n    path: '" + folder + "'\n" + settings.indent(4);
    return AuditConfig.parse("t.yaml", yaml).sources().get(0);
  }

  private List<Event> events(SourceConfig source, String... texts) throws IOException {
    List<LogPiece> pieces = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      Path file = Files.writeString(folder.resolve("f" + i), texts[i]);
      pieces.add(LogPiece.whole(new LocalFile(file)));
    }
    List<Event> events = new ArrayList<>();
    try (PieceEvents all = new PieceEvents(new EventMaker(source), pieces.iterator())) {
      all.forEachRemaining(events::add);
    }
    return events;
  }

  private static <E extends Event> List<E> only(Class<E> kind, List<? extends Event> events) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<Trial> trials(List<? extends Event> events) {
    return only(Event.Made.class, events).stream().map(Event.Made::trial).toList();
  }

  @Test
  void everyFileEndsWithItsCounts() throws IOException {
    SourceConfig source = source("format: jsonl\nmetrics: [{metric: loss, direction: minimize}]\n");
    List<Event> events = events(source, "{\"loss\":1}\nbad\n", "", "{\"loss\":2}\n");
    assertThat(trials(events)).hasSize(2);
    assertThat(only(Event.Rejected.class, events))
        .singleElement()
        .satisfies(bad -> assertThat(bad.record().line()).hasValue(2))
        .satisfies(bad -> assertThat(bad.metric()).isEmpty());
    assertThat(only(Event.Counted.class, events))
        .extracting(counted -> counted.tally().records())
        .containsExactly(2L, 0L, 1L);
    assertThat(only(Event.Counted.class, events).get(1).tally().notes())
        .containsOnlyKeys(NoteKind.EMPTY_FILE);
  }

  @Test
  void theLogMaySayTheDirection() throws IOException {
    SourceConfig source =
        source(
            """
            format: jsonl
            metrics: [{metric: loss, direction_field: goal}]
            """);
    List<Event> events =
        events(
            source,
            """
            {"loss":1,"goal":"minimize"}
            {"loss":2,"goal":"MAX"}
            {"loss":3,"goal":"up"}
            {"loss":4}
            """);
    assertThat(trials(events))
        .extracting(trial -> trial.score().direction())
        .containsExactly(Direction.MINIMIZE, Direction.MAXIMIZE);
    assertThat(only(Event.Rejected.class, events))
        .extracting(bad -> bad.record().reason())
        .satisfiesExactly(
            up -> assertThat(up).contains("`goal` is neither minimize nor maximize: up"),
            none -> assertThat(none).contains("`goal` does not say which scores are good"));
  }

  @Test
  void whatTheLogAndTheConfigurationSayMustAgree() throws IOException {
    SourceConfig source =
        source(
            """
            format: jsonl
            sampler: random
            sampler_field: by
            metrics: [{metric: loss, direction: minimize, direction_field: goal}]
            """);
    List<Event> events =
        events(
            source,
            """
            {"loss":1,"goal":"min","by":"RandomSampler"}
            {"loss":2,"goal":"maximize","by":"RandomSampler"}
            {"loss":3,"by":"TPESampler"}
            {"loss":4,"by":"who knows"}
            """);
    assertThat(trials(events))
        .extracting(trial -> trial.score().value().orElseThrow())
        .containsExactly(1.0, 4.0);
    assertThat(only(Event.Rejected.class, events))
        .extracting(bad -> bad.record().reason())
        .satisfiesExactly(
            goal -> assertThat(goal).contains("minimize", "`goal` of the log is maximize"),
            by -> assertThat(by).contains("random", "`by` of the log is TPESampler"));
  }

  @Test
  void pointsOfATrialAreBroughtTogether() throws IOException {
    SourceConfig source =
        source(
            """
            format: csv
            record: point
            trial_id: id
            metrics: [{metric: loss, step: step, reduce: last, direction: minimize}]
            """);
    List<Event> events = events(source, "id,step,loss\na,1,5\nb,1,7\n", "id,step,loss\na,2,4\n");
    Map<String, List<Event.Draft>> drafts =
        only(Event.Draft.class, events).stream().collect(Collectors.groupingBy(Event.Draft::group));
    PointJoin join = new PointJoin(source);
    List<Trial> trials =
        drafts.values().stream()
            .map(group -> join.apply(List.copyOf(group)))
            .flatMap(Collection::stream)
            .map(event -> ((Event.Made) event).trial())
            .toList();
    assertThat(trials)
        .extracting(t -> t.trialId() + " " + t.score().value().getAsDouble())
        .containsExactlyInAnyOrder("a 4.0", "b 7.0");
  }

  @Test
  void aRecordThatIsThereTwiceCountsOnce() throws IOException {
    SourceConfig source =
        source("format: csv\ntrial_id: id\nmetrics: [{metric: loss, direction: minimize}]\n");
    List<Event> events = events(source, "id,loss\na,\na,4\n");
    assertThat(only(Event.Made.class, events)).extracting(Event.Made::group).doesNotContainNull();
    List<Event> marked =
        new DuplicateRule(List.of(source)).apply(List.copyOf(only(Event.Made.class, events)));
    assertThat(trials(marked))
        .extracting(Trial::excludedReason)
        .containsExactly(Optional.of(ExclusionReason.DUPLICATE), Optional.empty());
  }

  @Test
  void aFailedTrialThatWasRunAgainIsOneDraw() throws IOException {
    SourceConfig source =
        source(
            """
            format: csv
            trial_id: id
            hyperparameters: [lr]
            state: {field: state}
            metrics: [{metric: loss, direction: minimize}]
            """);
    String log = "id,lr,loss,state\n1,0.012345,,FAILED\n2,0.012345,4,COMPLETE\n";
    List<Event> marked =
        new RetryRule().apply(List.copyOf(only(Event.Made.class, events(source, log))));
    assertThat(trials(marked))
        .extracting(Trial::excludedReason)
        .containsExactly(Optional.of(ExclusionReason.RETRIED), Optional.empty());
    assertThat(only(Event.Counted.class, marked).get(0).tally().notes())
        .containsOnlyKeys(NoteKind.RETRIED);
  }

  @Test
  void anAbsentFieldFailsATrialUnlessItsFileIsForeign() throws IOException {
    SourceConfig source = source("format: jsonl\nmetrics: [{metric: loss, direction: minimize}]\n");
    List<Event> events = events(source, "{\"lr\":1}\n{\"Loss\":1}\n");
    Event.Made lacks = only(Event.Made.class, events).get(0);
    Event.Made twin = only(Event.Made.class, events).get(1);
    AbsentRule rule = new AbsentRule(List.of(source), List.of());
    assertThat(trials(rule.apply(List.of(lacks))).get(0).failed()).isTrue();
    assertThat(rule.apply(List.of(twin)).get(0)).isInstanceOf(Event.Rejected.class);
    String path = lacks.trial().origin().path();
    AbsentRule foreign =
        new AbsentRule(List.of(source), List.of(AbsentRule.key("s", "loss", path)));
    assertThat(foreign.apply(List.of(lacks)).get(0)).isInstanceOf(Event.Rejected.class);
  }
}
