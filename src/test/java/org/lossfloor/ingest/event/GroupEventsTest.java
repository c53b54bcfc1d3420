package org.lossfloor.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.ingest.Logs;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.PointJoin;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Place;

class GroupEventsTest {
  private static Event rejected(long line) {
    return Event.Rejected.of("s", new Place("file:/a", Map.of(), line), "bad", "{", 1);
  }

  /** An endless group stands for one that no executor could hold. */
  @Test
  void rejectionsPassThroughOneByOne() {
    SourceConfig source =
        new Logs(Path.of("/"))
            .audit(
                "a",
                "format: jsonl\nrecord: point\n"
                    + "metrics: [{metric: loss, reduce: last, direction: minimize}]")
            .sources()
            .get(0);
    Row row = Events.row(rejected(1));
    Iterator<Row> out =
        new GroupEvents(new PointJoin(source))
            .call(group(row), Stream.generate(() -> row).iterator());
    assertThat(out.next()).isSameAs(row);
    assertThat(out.next()).isSameAs(row);
  }

  @Test
  void theRejectionsOfAFileAreNoGroup() {
    assertThat(group(Events.row(rejected(1)))).isNotEqualTo(group(Events.row(rejected(2))));
    assertThat(
            Events.alone(
                group(Events.row(new Event.Counted("s", new FileTally("file:/a", new long[0]))))))
        .isTrue();
  }

  private String group(Row event) {
    return event.getString(Events.SCHEMA.fieldIndex(Events.GROUP));
  }
}
