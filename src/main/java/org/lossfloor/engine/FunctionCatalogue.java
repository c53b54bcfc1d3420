package org.lossfloor.engine;

import java.util.List;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A catalog of Spark's that holds functions, and nothing below its own name. */
public abstract class FunctionCatalogue implements FunctionCatalog {
  private final List<UnboundFunction> functions;
  private String name = "";

  /**
   * Makes the catalog.
   *
   * @param functions its functions; case does not matter in their names
   */
  protected FunctionCatalogue(List<UnboundFunction> functions) {
    this.functions = List.copyOf(functions);
  }

  @Override
  public void initialize(String configured, CaseInsensitiveStringMap options) {
    name = configured;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
    if (namespace.length > 0) {
      throw new NoSuchNamespaceException(namespace);
    }
    return functions.stream()
        .map(function -> Identifier.of(namespace, function.name()))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier called) throws NoSuchFunctionException {
    return functions.stream()
        .filter(function -> called.namespace().length == 0)
        .filter(function -> function.name().equalsIgnoreCase(called.name()))
        .findFirst()
        .orElseThrow(() -> new NoSuchFunctionException(called));
  }
}
