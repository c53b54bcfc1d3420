package org.lossfloor.audit.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.lossfloor.decide.family.Axis;
import org.lossfloor.decide.family.SearchRanges;
import org.lossfloor.sweep.ExperimentKey;

/** The ranges that the trials of a run span, found where the trials are. */
final class LoggedRanges {
  /** Of a hyperparameter with more different words the most frequent ones are kept. */
  private static final int MOST_WORDS = 1_000;

  private static final Column ID = functions.col(ExperimentKey.ID);
  private static final Column NAME = functions.col("key");
  private static final Column VALUE = functions.col("value");
  private static final Column NUMBER = functions.col("number");
  private static final Column COUNT = functions.col("count");

  private LoggedRanges() {}

  /** The ranges of every experiment that logs hyperparameters, by its id. */
  static List<SearchRanges> of(Dataset<Row> trials) {
    Dataset<Row> values = values(trials);
    Dataset<Row> axes =
        values
            .groupBy(ID, NAME)
            .agg(
                functions.count(VALUE),
                functions.min(NUMBER),
                functions.percentile(NUMBER, functions.lit(.5)),
                functions.max(NUMBER),
                functions.count(NUMBER).equalTo(functions.count(VALUE)).as("numbers"));
    Dataset<Row> words = axes.filter("not numbers").select(ID, NAME);
    SortedMap<String, SortedMap<String, Axis>> found = new TreeMap<>();
    axes.filter("numbers")
        .collectAsList()
        .forEach(
            row ->
                put(
                    found,
                    row,
                    new Axis.Numbers(
                        (int) Math.min(row.getLong(2), Integer.MAX_VALUE),
                        row.getDouble(3),
                        row.getDouble(4),
                        row.getDouble(5))));
    counted(values.join(words, new String[] {ExperimentKey.ID, "key"}, "left_semi"))
        .collectAsList()
        .forEach(row -> put(found, row, new Axis.Words(counts(row.getList(2)))));
    List<SearchRanges> ranges = new ArrayList<>();
    found.forEach((id, own) -> ranges.add(new SearchRanges(id, own)));
    return ranges;
  }

  /** One row for each trial and hyperparameter that it has; the number is null for a word. */
  private static Dataset<Row> values(Dataset<Row> trials) {
    Column number = VALUE.try_cast("double");
    Column finite = functions.abs(number).lt(Double.POSITIVE_INFINITY);
    return trials
        .filter("excluded_reason is null")
        .select(ID, functions.explode(functions.col("params")))
        .filter(VALUE.notEqual(""))
        .withColumn("number", functions.when(finite, number));
  }

  private static Dataset<Row> counted(Dataset<Row> words) {
    Column frequent = functions.struct(COUNT.multiply(-1).as("less"), VALUE);
    return words
        .groupBy(ID, NAME, VALUE)
        .count()
        .groupBy(ID, NAME)
        .agg(
            functions.slice(functions.sort_array(functions.collect_list(frequent)), 1, MOST_WORDS));
  }

  private static SortedMap<String, Integer> counts(List<Row> words) {
    SortedMap<String, Integer> counts = new TreeMap<>();
    words.forEach(
        word -> counts.put(word.getString(1), (int) Math.min(-word.getLong(0), Integer.MAX_VALUE)));
    return counts;
  }

  private static void put(Map<String, SortedMap<String, Axis>> found, Row row, Axis axis) {
    found.computeIfAbsent(row.getString(0), id -> new TreeMap<>()).put(row.getString(1), axis);
  }
}
