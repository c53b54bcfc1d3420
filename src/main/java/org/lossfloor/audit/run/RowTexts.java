package org.lossfloor.audit.run;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.table.ColumnName;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rows of any table as text. Numbers have all their digits in CSV and JSON, four in cells.
 *
 * @param rows the rows, in the order in which they are wanted
 */
public record RowTexts(Dataset<Row> rows) {
  private static final Pattern QUOTED = Pattern.compile("[,\"\r\n]|^\\s|\\s$|^$");

  /**
   * Writes JSON lines.
   *
   * @return an object for every row, with a null where the row has none, without line breaks
   */
  public Iterator<String> json() {
    Map<String, String> nulls = Map.of("ignoreNullFields", "false");
    Column all = struct(columns().toArray(Column[]::new));
    Iterator<Row> found = rows.select(to_json(all, nulls)).toLocalIterator();
    return texts(found, row -> row.getString(0));
  }

  /**
   * Writes CSV (RFC 4180): a header, and a line for every row. Lists and maps are JSON. A field
   * without a value is empty, an empty text is two quotes.
   *
   * @return the lines without their line breaks; a quoted text may hold line breaks
   */
  public Iterator<String> csv() {
    Column[] texts = Arrays.stream(rows.schema().fields()).map(this::text).toArray(Column[]::new);
    Iterator<Row> found = rows.select(texts).toLocalIterator();
    Iterator<String> lines = texts(found, RowTexts::line);
    String header =
        Arrays.stream(rows.columns()).map(RowTexts::field).collect(Collectors.joining(","));
    return Stream.concat(
            Stream.of(header),
            StreamSupport.stream(((Iterable<String>) () -> lines).spliterator(), false))
        .iterator();
  }

  /**
   * Returns short texts for a table on a terminal.
   *
   * @return the names of the columns, then a list of cells for every row
   */
  public List<List<String>> cells() {
    StructType columns = rows.schema();
    List<List<String>> cells = new ArrayList<>();
    cells.add(List.of(columns.fieldNames()));
    rows.collectAsList().forEach(row -> cells.add(cells(row)));
    return cells;
  }

  private static List<String> cells(Row row) {
    return IntStream.range(0, row.size()).mapToObj(i -> cell(row.get(i))).toList();
  }

  private static String cell(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.format(Locale.ROOT, "%.0f", number)
          : String.format(Locale.ROOT, "%.4g", number);
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return CollectionConverters.asJava(map).entrySet().stream()
          .map(entry -> entry.getKey() + ": " + cell(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof scala.collection.Seq<?> list) {
      return CollectionConverters.asJava(list).stream()
          .map(RowTexts::cell)
          .collect(Collectors.joining(","));
    }
    return value instanceof Row row
        ? cells(row).stream().collect(Collectors.joining(", ", "(", ")"))
        : value.toString();
  }

  private List<Column> columns() {
    return Arrays.stream(rows.columns()).map(this::column).toList();
  }

  private Column column(String name) {
    return rows.col(ColumnName.quoted(name));
  }

  private Column text(StructField field) {
    DataType type = field.dataType();
    boolean nested =
        type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
    Column column = column(field.name());
    return nested ? to_json(column) : column.cast(DataTypes.StringType);
  }

  private static String line(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.isNullAt(i) ? "" : field(row.getString(i)))
        .collect(Collectors.joining(","));
  }

  private static String field(String text) {
    return QUOTED.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  private static Iterator<String> texts(Iterator<Row> rows, Function<Row, String> text) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public String next() {
        return text.apply(rows.next());
      }
    };
  }
}
