package org.lossfloor.ingest;

import java.util.Collection;
import java.util.List;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.count.Survey;
import org.lossfloor.ingest.files.ListedSource;
import org.lossfloor.ingest.mark.AbsentFields;
import org.lossfloor.ingest.mark.EventSet;
import org.lossfloor.sweep.TrialState;

/**
 * Events about which all is decided that takes more than one record to decide.
 *
 * @param events the events
 * @param reports what became of every source
 * @param <E> where the events lie
 */
record Decided<E extends EventSet<E>>(E events, List<SourceReport> reports) {

  /**
   * Decides and judges. The order matters: a duplicate lacks no field, and what lacks its field may
   * be a failed try.
   *
   * @param raw the events as they were read; closed when others take their place
   * @param config the audit
   * @param sources its sources as they were read
   * @param <E> where the events lie
   * @return the decided events
   */
  static <E extends EventSet<E>> Decided<E> of(
      E raw, AuditConfig config, List<ListedSource> sources) {
    E events = raw;
    boolean done = false;
    try {
      events = replaced(events, events.deduplicated(config.sources()));
      Survey survey = events.survey();
      AbsentFields<E> absent = new AbsentFields<>(sources, events, survey);
      E before = events;
      events = replaced(events, absent.decided());
      survey = events == before ? survey : events.survey();
      before = events;
      events = replaced(events, events.retried(failing(sources, survey)));
      survey = events == before ? survey : events.survey();
      SourceJudge judge = new SourceJudge(events, survey, absent.notes());
      List<SourceReport> reports = sources.stream().map(judge::report).toList();
      done = true;
      return new Decided<>(events, reports);
    } finally {
      if (!done) {
        events.close();
      }
    }
  }

  /** What was made from events is kept by itself. */
  private static <E extends EventSet<E>> E replaced(E before, E after) {
    if (after != before) {
      before.close();
    }
    return after;
  }

  /** The sources that tell hyperparameters and have failed trials. */
  private static Collection<String> failing(List<ListedSource> sources, Survey survey) {
    return sources.stream()
        .map(ListedSource::source)
        .filter(source -> !source.hyperparameters().isEmpty())
        .filter(source -> survey.states(source).containsKey(TrialState.FAIL.code()))
        .map(SourceConfig::name)
        .toList();
  }
}
