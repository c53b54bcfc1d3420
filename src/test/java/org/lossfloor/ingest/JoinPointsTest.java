package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.sweep.RejectedRecord;

class JoinPointsTest {
  private final TestCodecs.Trials trials = new TestCodecs.Trials();
  private final TestCodecs.Rejections rejections = new TestCodecs.Rejections();
  private final Events events = new Events(trials, rejections);

  private static RejectedRecord rejected(long line) {
    return new RejectedRecord("s", "file:/a", OptionalLong.of(line), "bad", "{", 1);
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
    Row row = events.rejected(rejected(1));
    Iterator<Row> out =
        new JoinPoints(source, trials, rejections)
            .call(group(row), Stream.generate(() -> row).iterator());
    assertThat(out.next()).isSameAs(row);
    assertThat(out.next()).isSameAs(row);
  }

  @Test
  void theRejectionsOfAFileAreNoGroup() {
    assertThat(group(events.rejected(rejected(1))))
        .isNotEqualTo(group(events.rejected(rejected(2))));
    assertThat(Events.alone(group(events.tally("s", new FileTally("file:/a", new long[0])))))
        .isTrue();
  }

  private String group(Row event) {
    return event.getString(events.schema().fieldIndex(Events.GROUP));
  }
}
