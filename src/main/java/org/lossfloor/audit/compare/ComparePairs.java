package org.lossfloor.audit.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.lossfloor.decide.compare.CompareSettings;
import org.lossfloor.decide.compare.ComparedPair;
import org.lossfloor.decide.compare.Comparison;
import org.lossfloor.decide.compare.Contestant;
import org.lossfloor.decide.compare.PairedBy;
import org.lossfloor.estimate.Reason;
import org.lossfloor.table.decide.ComparisonsTable;

/**
 * Compares pairs on executors.
 *
 * <p>A row has the ids of both, their key columns in the order of the names, and the reasons of the
 * pair.
 */
final class ComparePairs implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<PairMaps> experiments;
  private final String[] keys;
  private final String runId;
  private final CompareSettings settings;
  private final PairedBy by;

  ComparePairs(
      Broadcast<PairMaps> experiments,
      String[] keys,
      String runId,
      CompareSettings settings,
      PairedBy by) {
    this.experiments = experiments;
    this.keys = keys.clone();
    this.runId = runId;
    this.settings = settings;
    this.by = by;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> pairs) {
    PairScores all = experiments.value().scores();
    ComparisonsTable table =
        new ComparisonsTable(Set.of(keys), runId, settings.confidence(), settings.seed(), by);
    Map<String, Contestant> known = new HashMap<>();
    Iterable<Row> once = () -> pairs;
    return StreamSupport.stream(once.spliterator(), false)
        .flatMap(
            row -> {
              Contestant a = known.computeIfAbsent(row.getString(0), all::contestant);
              Contestant b = known.computeIfAbsent(row.getString(1), all::contestant);
              return rows(table, row, a, b);
            })
        .iterator();
  }

  private Stream<Row> rows(ComparisonsTable table, Row row, Contestant a, Contestant b) {
    List<Reason> reasons = row.<String>getList(4).stream().map(Reason::valueOf).toList();
    Comparison comparison = Comparison.of(a, b, settings);
    return table.rows(
        new ComparedPair(
            side(row.getList(2), a),
            side(row.getList(3), b),
            reasons,
            comparison,
            comparison.test().pValue()));
  }

  private ComparedPair.Side side(List<String> values, Contestant one) {
    SortedMap<String, String> key = new TreeMap<>();
    List<String> all = new ArrayList<>(values);
    for (int i = 0; i < keys.length; i++) {
      key.put(keys[i], all.get(i));
    }
    return new ComparedPair.Side(key, one.trials(), one.failed());
  }
}
