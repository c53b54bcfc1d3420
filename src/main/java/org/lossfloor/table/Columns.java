package org.lossfloor.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.sweep.ExperimentKey;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns of a table: the name, the type, how a record gives the value, and what it says. Every
 * column may be null, so that a column can be added later without touching old files.
 *
 * @param <T> the record that one row is made from
 */
public final class Columns<T> {
  /** Goes before the name of a key column that is also that of another one. */
  private static final String RENAMED = "key_";

  private final List<Function<T, Object>> values = new ArrayList<>();
  private final Map<String, ColumnDoc> docs = new LinkedHashMap<>();
  private StructType schema = new StructType();

  /**
   * Adds a column of text.
   *
   * @param name the column's name
   * @param value gives the text of a record, or null
   * @return this
   */
  public Columns<T> text(String name, Function<T, String> value) {
    return add(name, DataTypes.StringType, value);
  }

  /**
   * Adds a column of whole numbers of 32 bits.
   *
   * @param name the column's name
   * @param value gives the number of a record, or null
   * @return this
   */
  public Columns<T> whole(String name, Function<T, Integer> value) {
    return add(name, DataTypes.IntegerType, value);
  }

  /**
   * Adds a column of whole numbers of 64 bits.
   *
   * @param name the column's name
   * @param value gives the number of a record, or null
   * @return this
   */
  public Columns<T> big(String name, Function<T, Long> value) {
    return add(name, DataTypes.LongType, value);
  }

  /**
   * Adds a column of numbers.
   *
   * @param name the column's name
   * @param value gives the number of a record, or null
   * @return this
   */
  public Columns<T> number(String name, Function<T, Double> value) {
    return add(name, DataTypes.DoubleType, value);
  }

  /**
   * Adds a column of numbers that is null where they are infinite: the data do not determine it.
   *
   * @param name the column's name
   * @param value gives the number of a record, or null
   * @return this
   */
  public Columns<T> answer(String name, Function<T, Double> value) {
    return number(name, t -> finite(value.apply(t)));
  }

  private static Double finite(Double value) {
    return value == null || value.isInfinite() ? null : value;
  }

  /**
   * Adds a column of yes and no.
   *
   * @param name the column's name
   * @param value gives yes or no of a record, or null
   * @return this
   */
  public Columns<T> flag(String name, Function<T, Boolean> value) {
    return add(name, DataTypes.BooleanType, value);
  }

  /**
   * Adds a column of lists of texts.
   *
   * @param name the column's name
   * @param value gives the list of a record, or null
   * @return this
   */
  public Columns<T> texts(String name, Function<T, List<String>> value) {
    return add(
        name, DataTypes.createArrayType(DataTypes.StringType), t -> sequence(value.apply(t)));
  }

  /**
   * Adds a column of lists of whole numbers.
   *
   * @param name the column's name
   * @param value gives the list of a record, or null
   * @return this
   */
  public Columns<T> wholes(String name, Function<T, List<Integer>> value) {
    return add(
        name, DataTypes.createArrayType(DataTypes.IntegerType), t -> sequence(value.apply(t)));
  }

  /**
   * Adds a column of lists of numbers.
   *
   * @param name the column's name
   * @param value gives the list of a record, or null
   * @return this
   */
  public Columns<T> numbers(String name, Function<T, List<Double>> value) {
    return add(
        name, DataTypes.createArrayType(DataTypes.DoubleType), t -> sequence(value.apply(t)));
  }

  /**
   * Adds a column of maps from text to text.
   *
   * @param name the column's name
   * @param value gives the map of a record, or null
   * @return this
   */
  public Columns<T> textMap(String name, Function<T, Map<String, String>> value) {
    return add(
        name,
        DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType),
        t -> map(value.apply(t)));
  }

  /**
   * Adds a column of maps from whole numbers to numbers.
   *
   * @param name the column's name
   * @param value gives the map of a record, or null
   * @return this
   */
  public Columns<T> weightMap(String name, Function<T, ? extends Map<Integer, Double>> value) {
    return add(
        name,
        DataTypes.createMapType(DataTypes.IntegerType, DataTypes.DoubleType),
        t -> map(value.apply(t)));
  }

  /**
   * Adds a column of any type.
   *
   * @param name the column's name
   * @param type its type
   * @param value gives the value of a record as Spark has it, or null
   * @param <V> the type of the value
   * @return this
   */
  public <V> Columns<T> add(String name, DataType type, Function<T, V> value) {
    schema = schema.add(name, type, true);
    values.add(value::apply);
    return this;
  }

  /**
   * Returns the same columns but for some.
   *
   * @param names those that are left out
   * @return the others, without what they say
   */
  public Columns<T> without(Set<String> names) {
    Columns<T> some = new Columns<>();
    for (int i = 0; i < values.size(); i++) {
      StructField field = schema.fields()[i];
      if (!names.contains(field.name())) {
        some.add(field.name(), field.dataType(), values.get(i));
      }
    }
    return some;
  }

  /**
   * Says what the column is for that was added last: it is filled in every row and has no unit.
   *
   * @param meaning a sentence
   * @return this
   */
  public Columns<T> says(String meaning) {
    return says("", ColumnDoc.NEVER, meaning);
  }

  /**
   * Says the same with the column's unit, and where it is null.
   *
   * @param unit the unit of its values; empty for words, texts and pure numbers
   * @param nulls where it is null, or {@link ColumnDoc#NEVER}
   * @param meaning a sentence
   * @return this
   */
  public Columns<T> says(String unit, String nulls, String meaning) {
    StructField column = schema.apply(schema.size() - 1);
    String type = column.dataType().catalogString();
    docs.put(column.name(), new ColumnDoc(column.name(), type, unit, nulls, meaning));
    return this;
  }

  /**
   * Returns what all columns say, in their order.
   *
   * @return one for each column
   * @throws NullPointerException if a column does not say what it is for
   */
  public List<ColumnDoc> docs() {
    return Arrays.stream(schema.fieldNames())
        .map(name -> Objects.requireNonNull(docs.get(name), name + " does not say what it is for"))
        .toList();
  }

  /**
   * Returns the columns as Spark has them.
   *
   * @return the schema; every column may be null
   */
  public StructType schema() {
    return schema;
  }

  /**
   * Returns the position of a column: where Spark leaves out encoding, rows do not know theirs.
   *
   * @param name the column's name
   * @return its position, from 0
   * @throws IllegalArgumentException if there is none of that name
   */
  public int at(String name) {
    return schema.fieldIndex(name);
  }

  /**
   * Writes a record.
   *
   * @param record the record
   * @return a row of {@link #schema}
   */
  public Row row(T record) {
    Object[] row = new Object[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(i).apply(record);
    }
    return RowFactory.create(row);
  }

  /**
   * Adds the key columns of experiments, which come first.
   *
   * @param keys their configured names
   * @param own gives the columns that follow; not asked where there are no keys
   * @param value the value of a key column, by its configured name; null where there is none
   */
  public void keys(
      Set<String> keys, Supplier<StructType> own, BiFunction<T, String, String> value) {
    if (!keys.isEmpty()) {
      keyNames(keys, own.get().fieldNames())
          .forEach((key, column) -> text(column, t -> value.apply(t, key)));
    }
  }

  /**
   * What the key columns of experiments are called in a table: as configured, unless one is called
   * like a column of the table, which gets {@code key_} before its name.
   *
   * @param keys the names of the key columns
   * @param own the names of the other columns
   * @return configured name to column name, sorted
   */
  public static SortedMap<String, String> keyNames(Set<String> keys, String... own) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(List.of(own));
    SortedMap<String, String> names = new TreeMap<>();
    keys.forEach(key -> names.put(key, taken.contains(key) ? RENAMED + key : key));
    return names;
  }

  /**
   * What the key columns of a table that was written are called.
   *
   * @param written its columns: those of the key first, then the id of the experiment
   * @param own the names of the columns that are not of the key
   * @return configured name to column name, sorted
   */
  public static SortedMap<String, String> keyNames(StructType written, String... own) {
    SortedMap<String, String> names = new TreeMap<>();
    for (String column : written.fieldNames()) {
      if (column.equals(ExperimentKey.ID)) {
        break;
      }
      String name = column.startsWith(RENAMED) ? column.substring(RENAMED.length()) : column;
      boolean renamed = keyNames(Set.of(name), own).get(name).equals(column);
      names.put(renamed ? name : column, column);
    }
    return names;
  }

  /**
   * Writes a value that may be absent.
   *
   * @param value the value
   * @return it, or null
   */
  public static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /**
   * Writes a value that may be absent.
   *
   * @param value the value
   * @return it, or null
   */
  public static Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  /**
   * Writes a value that may be absent.
   *
   * @param value the value
   * @return it, or null
   */
  public static Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  /**
   * Writes a value that may be absent.
   *
   * @param value the value
   * @param <V> its type
   * @return it, or null
   */
  public static <V> V orNull(Optional<V> value) {
    return value.orElse(null);
  }

  /**
   * Writes a list as Spark has it.
   *
   * @param values the list, or null
   * @param <V> the type of its items
   * @return the same, or null
   */
  public static <V> Seq<V> sequence(List<V> values) {
    return values == null ? null : CollectionConverters.asScala(values).toList();
  }

  private static <K, V> scala.collection.Map<K, V> map(Map<K, V> values) {
    return values == null ? null : CollectionConverters.asScala(values);
  }
}
