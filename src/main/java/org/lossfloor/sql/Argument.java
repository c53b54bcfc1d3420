package org.lossfloor.sql;

import java.util.function.Predicate;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;

/** The kinds of arguments. */
@SuppressWarnings("ImmutableEnumChecker") // Spark's types and what asks for them never change
enum Argument {
  /** The score of a trial; null where it failed. */
  SCORE(
      "score",
      "a number",
      DataTypes.DoubleType,
      type -> type instanceof NumericType || type instanceof NullType),
  /** Which scores are good. */
  DIRECTION(
      "direction",
      "'minimize' or 'maximize'",
      DataTypes.StringType,
      type -> type instanceof StringType),
  /** Where a tuning curve is wanted. */
  TRIALS(
      "trials",
      "an array of whole numbers, array(10, 100)",
      DataTypes.createArrayType(DataTypes.DoubleType),
      type -> type instanceof ArrayType array && array.elementType() instanceof NumericType),
  /** Options; always the last, and may be left out. */
  SETTINGS(
      "settings",
      "a map of texts, map('confidence', '0.9')",
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType),
      type ->
          type instanceof MapType map
              && map.keyType() instanceof StringType
              && map.valueType() instanceof StringType);

  private final String title;
  private final String wanted;
  private final DataType castTo;
  private final Predicate<DataType> accepts;

  Argument(String title, String wanted, DataType castTo, Predicate<DataType> accepts) {
    this.title = title;
    this.wanted = wanted;
    this.castTo = castTo;
    this.accepts = accepts;
  }

  /** What it is called in messages. */
  String title() {
    return title;
  }

  /**
   * Checks the type of an argument.
   *
   * @param given its type
   * @return the type to cast it to
   * @throws UnsupportedOperationException if it cannot be used; Spark puts the call before it
   */
  DataType checked(DataType given) {
    if (!accepts.test(given)) {
      throw new UnsupportedOperationException(
          title + " is " + given.simpleString() + "; give " + wanted);
    }
    return castTo;
  }
}
