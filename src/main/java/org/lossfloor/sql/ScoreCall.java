package org.lossfloor.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.lossfloor.engine.GroupAggregate;

/**
 * A function of scores before it is called: it checks how many arguments of which types it gets.
 */
abstract class ScoreCall implements UnboundFunction {
  private static final long serialVersionUID = 1L;

  /** Makes the function for arguments of these types. */
  interface Maker extends Function<DataType[], ScoreFunction>, Serializable {}

  private final String name;
  private final String meaning;
  private final Maker maker;
  private final ArrayList<Argument> arguments;

  ScoreCall(String name, String meaning, Maker maker, Argument... required) {
    this.name = name;
    this.meaning = meaning;
    this.maker = maker;
    this.arguments = new ArrayList<>(List.of(required));
    arguments.add(Argument.SETTINGS);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BoundFunction bind(StructType given) {
    if (given.length() < arguments.size() - 1 || given.length() > arguments.size()) {
      throw new UnsupportedOperationException("call it as " + usage());
    }
    DataType[] types = new DataType[given.length()];
    for (int i = 0; i < types.length; i++) {
      types[i] = arguments.get(i).checked(given.fields()[i].dataType());
    }
    return new GroupAggregate<>(maker.apply(types));
  }

  private String usage() {
    return arguments.stream()
        .filter(argument -> argument != Argument.SETTINGS)
        .map(Argument::title)
        .collect(Collectors.joining(", ", name + "(", " [, " + Argument.SETTINGS.title() + "])"));
  }

  @Override
  public String description() {
    return usage() + ": " + meaning;
  }
}
