package org.lossfloor.read.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Place;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.record.Values;
import org.lossfloor.sweep.NamedTexts;

/** A typed source hands numbers on as they are; nothing else may come of it than of their texts. */
class TypedValuesTest {
  private static final List<String> FIELDS =
      List.of("id", "number", "model", "loss", "acc", "lr", "seed", "start", "seconds", "bad");

  private static final Object[] SPECIAL = {
    null,
    "",
    " ",
    "nan",
    "3",
    "true",
    "12.500",
    "2026-11-30T10:00:00Z",
    0.0,
    -0.0,
    1.0,
    1e22,
    1e-5,
    Double.NaN,
    Double.longBitsToDouble(0x7FF8000000000123L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE,
    1.7975e308,
    Double.MIN_VALUE,
    0L,
    1L,
    -7L,
    (1L << 53) + 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1_764_500_000L
  };

  private final SplittableRandom random = new SplittableRandom(11);

  private Object any() {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextLong();
      case 1 -> Double.longBitsToDouble(random.nextLong());
      default -> SPECIAL[random.nextInt(SPECIAL.length)];
    };
  }

  private static SourceConfig source(String settings) {
    return AuditConfig.parse(
            "typed.yaml",
            """
            name: typed
            sources:
              - name: typed
                format: parquet
                path: /logs
                group_by: [model]
                trial_id: [id]
                sampler: random
            """
                + settings.indent(4))
        .sources()
        .get(0);
  }

  /** Sets the values as they are, or their texts. */
  private record Read(Map<String, Object> values, boolean typed, EventMaker maker)
      implements Values {
    @Override
    public void read(Fields fields) throws UnreadableRecord {
      fields.clear();
      for (Map.Entry<String, Object> value : values.entrySet()) {
        Object held = typed ? value.getValue() : NamedTexts.spelled(value.getValue());
        int slot = maker.plan().slots().indexOf(value.getKey());
        if (slot >= 0) {
          fields.set(slot, held);
        } else {
          fields.setPrefixed(value.getKey(), held);
        }
      }
    }
  }

  /** All that a record gives: its events with what was noted, or why it was rejected. */
  private static String told(SourceConfig source, Map<String, Object> values, boolean typed) {
    EventMaker maker = new EventMaker(source);
    FileTally tally = maker.count("/logs/a.parquet");
    try {
      List<Event> events =
          maker.events(
              new Place("/logs/a.parquet", Map.of(), 1), new Read(values, typed, maker), tally);
      return events + " " + tally.notes() + " " + Arrays.toString(tally.found());
    } catch (UnreadableRecord e) {
      return e.getMessage();
    }
  }

  private void isTheSame(SourceConfig source) {
    int rejected = 0;
    for (int i = 0; i < 20_000; i++) {
      Map<String, Object> values = new TreeMap<>();
      for (String field : FIELDS) {
        values.put(field, any());
      }
      values.put("h.x", any());
      if (random.nextInt(3) == 0) {
        values.put("h.w", any());
      }
      String typed = told(source, values, true);
      String text = told(source, values, false);
      assertThat(typed).as("%s", values).isEqualTo(text);
      rejected += typed.startsWith("[") ? 0 : 1;
    }
    assertThat(rejected).isBetween(1, 19_000);
  }

  @Test
  void aTrialOfTypedValuesIsThatOfTheirTexts() {
    isTheSame(
        source(
            """
            trial_number: number
            seed: seed
            start_time: start
            duration: seconds
            state: {failed_if: bad}
            hyperparameters: [lr, seconds, 'h.*']
            tags: [start]
            metrics:
              - {metric: loss, direction: minimize}
              - {metric: acc, direction: maximize, transform: one_minus}
            """));
  }

  @Test
  void soIsTheRecordOfAPoint() {
    isTheSame(
        source(
            """
            record: point
            hyperparameters: [lr, 'h.*']
            metrics:
              - {metric: loss, step: number, reduce: last, direction: minimize}
            """));
  }
}
