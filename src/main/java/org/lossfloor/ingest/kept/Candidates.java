package org.lossfloor.ingest.kept;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.lossfloor.ingest.event.Events;
import org.lossfloor.read.event.Event;

/** Trials among others that may share something, all that share it and a few more. */
public final class Candidates {
  /** What trials may share. */
  public interface Key extends Serializable {
    /** The text that is compared; nothing for a trial that is not looked at. */
    Optional<String> of(Event.Made made);
  }

  private final KeptEvents kept;
  private final Key key;
  private final Broadcast<Repeated> repeated;

  Candidates(KeptEvents kept, Key key, Repeated repeated) {
    this.kept = kept;
    this.key = key;
    this.repeated =
        JavaSparkContext.fromSparkContext(kept.spark().sparkContext()).broadcast(repeated);
  }

  /** The candidates as rows of {@link Events#SCHEMA}. */
  public Dataset<Row> rows() {
    return Events.frame(kept.spark(), some(true));
  }

  /**
   * All events with others in place of the candidates. They are read here, while what they are made
   * from is still kept.
   *
   * @param decided rows of {@link Events#SCHEMA}
   */
  public KeptEvents with(Dataset<Row> decided) {
    return KeptEvents.of(kept.spark(), some(false).union(Events.of(decided))).filled();
  }

  private JavaRDD<Event> some(boolean candidates) {
    return kept.events().filter(new Passes(key, repeated, candidates));
  }

  private record Passes(Key key, Broadcast<Repeated> repeated, boolean wanted)
      implements Function<Event, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean call(Event event) {
      boolean passes =
          event instanceof Event.Made made
              && key.of(made)
                  .filter(text -> repeated.value().passes(Repeated.hash(text)))
                  .isPresent();
      return passes == wanted;
    }
  }
}
