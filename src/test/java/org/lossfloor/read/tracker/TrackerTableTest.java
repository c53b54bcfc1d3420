package org.lossfloor.read.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.note.NoteKind;

/** Tables that trackers export, row by row. */
class TrackerTableTest {
  @TempDir private Path folder;
  private final FileTally tally = new FileTally("t", new long[0]);

  private TrackerTable open(String text) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    return TrackerTable.open(LogPiece.whole(new LocalFile(file)), TextLayout.DEFAULT, tally);
  }

  private List<TrackerTable.Row> rows(String text) throws IOException {
    List<TrackerTable.Row> rows = new ArrayList<>();
    try (TrackerTable table = open(text)) {
      for (Optional<TrackerTable.Row> r = table.next(); r.isPresent(); r = table.next()) {
        rows.add(r.get());
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void theHeaderTellsTheSeparator(String mark) throws IOException {
    List<TrackerTable.Row> rows = rows("\na,b,\n1,\"x\ny\",\n\n2, z ,7".replace(",", mark));
    assertThat(rows).extracting(TrackerTable.Row::line).containsExactly(3L, 6L);
    assertThat(rows).extracting(TrackerTable.Row::number).containsExactly(0L, 1L);
    assertThat(rows.get(0).cells()).containsEntry("b", "x\ny").containsEntry("Unnamed: 2", "");
    assertThat(rows.get(1).cell("b")).isEqualTo("z");
    assertThat(rows.get(1).cell("none")).isEmpty();
  }

  @Test
  void aRowAtFaultCostsItself() throws IOException {
    List<TrackerTable.Row> rows = rows("a,b\n1\n1,2\n\"1,2\n3,\0\n4,\u00e9\n5");
    assertThat(rows)
        .extracting(row -> row.fault().isPresent())
        .containsExactly(true, false, true, true, false, true);
    assertThat(rows.get(5).fault().orElseThrow()).startsWith("torn last line");
    assertThat(rows.get(0).unreadable("why").unreadable()).contains("why");
    assertThat(tally.notes()).containsOnlyKeys(NoteKind.STRAY_QUOTE, NoteKind.DAMAGED_TEXT);
  }

  @Test
  void anEmptyFileHasNoColumns() throws IOException {
    try (TrackerTable table = open("")) {
      assertThat(table.columns()).isEmpty();
      assertThat(table.next()).isEmpty();
    }
  }

  @Test
  void aBrokenHeaderCostsTheFile() {
    assertThatThrownBy(() -> open("a,\"b\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("header in line 1");
  }
}
