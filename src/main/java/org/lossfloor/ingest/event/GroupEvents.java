package org.lossfloor.ingest.event;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.event.GroupRule;

/**
 * Applies a rule to groups of events, or to each event of a partition by itself. Rejections and
 * counts pass through.
 */
public final class GroupEvents
    implements FlatMapGroupsFunction<String, Row, Row>, MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final GroupRule rule;

  public GroupEvents(GroupRule rule) {
    this.rule = rule;
  }

  /** The events with the rule applied to those that agree in a column. */
  public static Dataset<Row> by(Column group, Dataset<Row> events, GroupRule rule) {
    return events
        .groupBy(group)
        .as(Encoders.STRING(), Events.encoder())
        .flatMapGroups(new GroupEvents(rule), Events.encoder());
  }

  @Override
  public Iterator<Row> call(String group, Iterator<Row> rows) {
    if (Events.alone(group)) {
      // A log can hold more of them than an executor could.
      return rows;
    }
    List<Event> events = new ArrayList<>();
    rows.forEachRemaining(row -> events.add(Events.event(row)));
    return events.isEmpty() ? rows : Events.rows(rule.apply(events).iterator());
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    List<Event> decided = new ArrayList<>();
    rows.forEachRemaining(row -> decided.addAll(rule.apply(List.of(Events.event(row)))));
    return Events.rows(decided.iterator());
  }
}
