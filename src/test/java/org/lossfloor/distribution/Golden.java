package org.lossfloor.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Rows of the golden tables, which were computed with 32 to 60 digits; see shared/golden. */
final class Golden {
  private Golden() {}

  /** One row: its number and its columns by name. */
  record Row(String file, int number, Map<String, String> columns) {
    double value(String name) {
      return Double.parseDouble(columns.get(name));
    }

    boolean flag(String name) {
      return Boolean.parseBoolean(columns.get(name));
    }

    NoisyQuadratic law() {
      double o = columns.containsKey("o") ? value("o") : 0;
      return new NoisyQuadratic(value("a"), value("b"), value("c"), o, flag("convex"));
    }

    /** Width of the law: the scale absolute tolerances refer to. */
    double scale() {
      NoisyQuadratic law = law();
      return law.b() - law.a() + law.o();
    }

    @Override
    public String toString() {
      return file + " row " + number + " " + columns;
    }
  }

  static List<Row> rows(String file) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + file), file),
                StandardCharsets.UTF_8))) {
      String[] names = reader.readLine().split(",", -1);
      List<Row> rows = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        Map<String, String> columns = new TreeMap<>();
        for (int i = 0; i < names.length; i++) {
          columns.put(names[i], cells[i]);
        }
        rows.add(new Row(file, rows.size() + 1, columns));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
