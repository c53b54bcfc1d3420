package org.lossfloor.read.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lossfloor.config.key.HeaderLine;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.text.LineReader;

class CsvReaderTest {
  private static final TextLayout SMALL =
      new TextLayout(Optional.empty(), ',', HeaderLine.FIRST, List.of(), 4, 40, Optional.empty());

  private static List<String> read(String text, int columns, TextLayout layout) throws IOException {
    List<String> all = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (CsvReader rows = new CsvReader(new LineReader(new ByteArrayInputStream(bytes)), layout)) {
      rows.expect(columns);
      while (rows.next()) {
        String what =
            rows.blank() ? "blank" : rows.fault().orElseGet(() -> rows.texts().toString());
        all.add(rows.line() + " " + what);
      }
      assertThat(rows.lines()).isEqualTo(rows.accounted());
      String[] lines = text.split(text.contains("\n") ? "\n" : "\r", -1);
      boolean ended = lines[lines.length - 1].isEmpty();
      assertThat(rows.lines()).isEqualTo(lines.length - (ended ? 1 : 0));
    }
    return all;
  }

  private static List<String> read(String text, int columns) throws IOException {
    return read(text, columns, SMALL);
  }

  @Test
  void legalTables() throws IOException {
    assertThat(read("a,\"b\nc\",d\n\"\",\"x\"\"y\",\n", 3))
        .containsExactly("1 [a, b\nc, d]", "3 [, x\"y, ]");
    assertThat(read("a,\"b\r\n\r\nc\"\r\n1,2\r\n", 2))
        .containsExactly("1 [a, b\r\n\r\nc]", "4 [1, 2]");
    assertThat(read("1,\"a, b\nc, d\",0.5\n", 3)).containsExactly("1 [1, a, b\nc, d, 0.5]");
    assertThat(read("5\" disk,2\" tape\n", 2)).containsExactly("1 [5\" disk, 2\" tape]");
    assertThat(read("\"a\" ,\"b\"\t\n\n  \n,", 2))
        .containsExactly("1 [a, b]", "2 blank", "3 blank", "4 [, ]");
    assertThat(read("\"a\"", 1)).containsExactly("1 [a]");
  }

  @Test
  void oldLineEndsAndOtherDelimiters() throws IOException {
    assertThat(read("a,b\r1,2\r\r3,4", 2))
        .containsExactly("1 [a, b]", "2 [1, 2]", "3 blank", "4 [3, 4]");
    assertThat(read("a\t\"b\tc\"\t\n", 3, TextLayout.of('\t'))).containsExactly("1 [a, b\tc, ]");
    assertThat(read("a§b§\n", 3, TextLayout.of('§'))).containsExactly("1 [a, b, ]");
  }

  @Test
  void aQuoteThatDoesNotCloseCostsItsLine() throws IOException {
    assertThat(read("1,a\n2,\"b\n3,c\n4,d\n5,e\n6,f\n", 2))
        .containsExactly(
            "1 [1, a]",
            "2 the quote that opens value 2 does not close within 4 lines (`cell_lines`)",
            "3 [3, c]",
            "4 [4, d]",
            "5 [5, e]",
            "6 [6, f]");
    assertThat(read("1,\"b\n2,c", 2))
        .containsExactly(
            "1 the quote that opens value 2 does not close before the end of the file", "2 [2, c]");
    String wide = "y".repeat(45);
    assertThat(read("1,\"b\n" + wide + "\n2,c\n", 2).get(0)).contains("`cell_bytes`");
    assertThat(read(wide + ",1\n2,c\n", 2))
        .containsExactly("1 value 1 has more bytes than `cell_bytes`, 40", "2 [2, c]");
  }

  @Test
  void rowsBetweenStrayQuotesAreRows() throws IOException {
    assertThat(read("1,\"a,.5\n2,b,.6\n3,c\",.7\n4,d,.8\n", 3))
        .containsExactly(
            "1 the quote that opens a value closes 2 lines later, and a line between is a row by"
                + " itself",
            "2 [2, b, .6]",
            "3 [3, c\", .7]",
            "4 [4, d, .8]");
    assertThat(read("1,\"a,.5\n2,b,.6\n3,\"c,.7\n4,d,.8\n", 3).get(0))
        .isEqualTo("1 text follows the quote that closes value 2");
    assertThat(read("1,\"a,.5\n2,b,.6\n3,c\"\n4,d,.8\n", 3))
        .containsExactly(
            "1 the quote that opens a value closes 2 lines later, which makes 2 values where the"
                + " header has 3",
            "2 [2, b, .6]",
            "3 [3, c\"]",
            "4 [4, d, .8]");
  }

  @Test
  void aRowBetweenStrayQuotesMayHoldALegalQuote() throws IOException {
    assertThat(read("1,0.1,x\n2,0.2,\"a\n3,0.3,\"b, c\"\n4,\"0.4,d\n", 3))
        .contains("1 [1, 0.1, x]", "3 [3, 0.3, b, c]")
        .noneMatch(row -> row.startsWith("2 ["));
    assertThat(read("1,0.1,x\n2,0.2,\"two\nlines, 5\"\n", 3))
        .containsExactly("1 [1, 0.1, x]", "2 [2, 0.2, two\nlines, 5]");
    assertThat(read("\"a, b\nc\",0.1\n\"d\ne, f\ng\",0.2\n", 2))
        .containsExactly("1 [a, b\nc, 0.1]", "3 [d\ne, f\ng, 0.2]");
  }

  @Test
  void aHeaderDoesNotSwallowRows() throws IOException {
    List<String> rows = read("id,\"loss\n1,0.5\n2,0.6\"\n3,0.7\n", -1);
    assertThat(rows).contains("2 [1, 0.5]", "4 [3, 0.7]");
    assertThat(rows.get(0)).startsWith("1 the quote that opens a value closes 2 lines later");
    assertThat(read("id,\"loss\n(mean)\"\n3,0.7\n", -1)).first().isEqualTo("1 [id, loss\n(mean)]");
  }

  @Test
  void manyRowsWithQuotesAtTheEdgeOfTheBuffer() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 9000; i++) {
      int line = 2 * i + 1;
      text.append(i).append(",\"x\ny").append(i).append("\"\n");
      expected.add(line + " [" + i + ", x\ny" + i + "]");
    }
    assertThat(read(text.toString(), 2)).isEqualTo(expected);
  }

  @Test
  void aLineThatIsTooLongCostsItself() throws IOException {
    String giant = "z".repeat(LineReader.LONGEST + 100_000);
    assertThat(read("1,a\n" + giant + "\n2,\"" + giant + "\"\n3,c\n", 2, TextLayout.DEFAULT))
        .containsExactly(
            "1 [1, a]",
            "2 the line is longer than 33554432 bytes",
            "3 the line is longer than 33554432 bytes",
            "4 [3, c]");
  }

  @Test
  void damageIsFoundInItsCell() throws IOException {
    byte[] bytes = "a,b\u00FC,\u00FC\n".getBytes(StandardCharsets.UTF_8);
    bytes[3] = (byte) 0xFC;
    try (CsvReader rows =
        new CsvReader(new LineReader(new ByteArrayInputStream(bytes)), TextLayout.DEFAULT)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.damage(0)).isEmpty();
      assertThat(rows.damage(1)).contains("byte 0xFC");
      assertThat(rows.damage(2)).isEmpty();
    }
  }
}
