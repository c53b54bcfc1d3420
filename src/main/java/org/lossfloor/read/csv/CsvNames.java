package org.lossfloor.read.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lossfloor.config.key.HeaderLine;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.json.JsonNames;
import org.lossfloor.read.record.FieldName;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.text.LineReader;

/** The names of the columns of a table. */
final class CsvNames {
  private CsvNames() {}

  /** The columns of a table, with what its first row holds in them. */
  static List<FieldName> of(LineReader lines, TextLayout layout) throws IOException {
    CsvReader rows = new CsvReader(lines, layout);
    List<String> header = layout.columns();
    if (layout.header() == HeaderLine.FIRST) {
      header = header(row(rows));
    }
    List<String> values = row(rows);
    if (values.size() != header.size()) {
      return header.stream().map(FieldName::of).toList();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      texts.putIfAbsent(header.get(i), values.get(i));
    }
    return JsonNames.of(texts);
  }

  /** The names of the columns of a header line; a column without one is named by its position. */
  static List<String> header(List<String> cells) {
    List<String> names = new ArrayList<>(cells.size());
    for (int i = 0; i < cells.size(); i++) {
      String name = cells.get(i).strip();
      names.add(name.isEmpty() ? Plan.unnamed(i) : name);
    }
    return names;
  }

  private static List<String> row(CsvReader rows) throws IOException {
    while (rows.next()) {
      if (!rows.blank() && rows.fault().isEmpty()) {
        return rows.texts();
      }
    }
    return List.of();
  }

  /** The cells of a line with another delimiter than that of its file. */
  static List<String> cut(String line, String delimiter) throws IOException {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try (LineReader lines = new LineReader(new ByteArrayInputStream(bytes))) {
      return row(new CsvReader(lines, TextLayout.of(delimiter.charAt(0)))).stream()
          .map(String::strip)
          .toList();
    }
  }
}
