package org.lossfloor.distribution;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lossfloor.distribution.band.BandKind;

/** The golden tables of the empirical distribution and its bands. */
public final class EmpiricalGolden {
  private EmpiricalGolden() {}

  /** One line of a table; columns by name. */
  public record Row(Map<String, String> cells) {
    public boolean has(String column) {
      return !cells.get(column).isEmpty();
    }

    public String text(String column) {
      return cells.get(column);
    }

    public double number(String column) {
      return Double.parseDouble(cells.get(column));
    }

    public int whole(String column) {
      return Integer.parseInt(cells.get(column));
    }

    public boolean flag(String column) {
      return Boolean.parseBoolean(cells.get(column));
    }

    public BandKind kind() {
      return text("kind").equals("equal_tailed") ? BandKind.EQUAL_TAILED : BandKind.HIGHEST_DENSITY;
    }
  }

  public static List<Row> rows(String file) {
    List<String> lines = new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
    String[] names = lines.get(0).split(",", -1);
    return lines.stream().skip(1).map(line -> row(names, line.split(",", -1))).toList();
  }

  private static Row row(String[] names, String[] cells) {
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      byName.put(names[i], cells[i]);
    }
    return new Row(byName);
  }

  static Map<String, double[]> samples() {
    try {
      return new ObjectMapper()
          .readValue(
              bytes("empirical_samples.json"), new TypeReference<Map<String, double[]>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String file) {
    try (InputStream in = EmpiricalGolden.class.getResourceAsStream("/golden/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
