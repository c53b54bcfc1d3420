package org.lossfloor.read.event;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.trial.Absence;
import org.lossfloor.sweep.ExclusionReason;
import org.lossfloor.sweep.Outcome;
import org.lossfloor.sweep.Trial;

/** Decides what every trial without the field of its metric counts as. */
public final class AbsentRule implements GroupRule {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, SourceConfig> sources = new TreeMap<>();
  private final TreeSet<String> foreign;

  /**
   * Makes the rule.
   *
   * @param sources the sources that have such trials
   * @param foreign the files, as {@link #key}, whose trials belong to another log
   */
  public AbsentRule(List<SourceConfig> sources, Collection<String> foreign) {
    sources.forEach(source -> this.sources.put(source.name(), source));
    this.foreign = new TreeSet<>(foreign);
  }

  /**
   * The key of a file seen through a metric.
   *
   * @param source the source's name
   * @param metric the metric's name
   * @param path the file
   * @return a text that no other three give
   */
  public static String key(String source, String metric, String path) {
    return source + '\u001f' + metric + '\u001f' + path;
  }

  /** Decides about trials, each by itself; only trials are passed in. */
  @Override
  public List<Event> apply(List<Event> group) {
    return group.stream().map(event -> decided((Event.Made) event)).toList();
  }

  private Event decided(Event.Made made) {
    Trial trial = made.trial();
    SourceConfig source = sources.get(trial.origin().source());
    Absence absence = Absence.parse(made.absence().orElseThrow());
    String file = key(source.name(), trial.score().metric(), trial.origin().path());
    if (!absence.twin() && !foreign.contains(file)) {
      return made.with(trial.with(source.rules().missing()));
    }
    return switch (source.fields().onAbsentField()) {
      case REJECT -> rejected(trial, absence, source);
      case WORST -> made.with(trial.with(Outcome.FAILED));
      case EXCLUDE -> made;
      case ERROR -> made.with(trial.excluded(ExclusionReason.ABSENT_REFUSED));
    };
  }

  private static Event rejected(Trial trial, Absence absence, SourceConfig source) {
    String field = source.metric(trial.score().metric()).place();
    String has = absence.shown().isEmpty() ? "" : "; there is " + absence.shown();
    return Event.Rejected.of(trial, "the field `" + field + "` is absent" + has);
  }
}
