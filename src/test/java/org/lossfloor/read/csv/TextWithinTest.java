package org.lossfloor.read.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.config.key.TextLayout;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.json.JsonLinesLog;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.record.Fields;
import org.lossfloor.read.record.Plan;
import org.lossfloor.read.record.RecordReader;
import org.lossfloor.read.record.UnreadableRecord;

/** A path that leads into a field with text reads that text, as JSON or a Python literal. */
class TextWithinTest {
  @TempDir private Path folder;

  private List<String> read(LogReader log, Plan plan, String text) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), text);
    List<String> read = new ArrayList<>();
    FileTally tally = new FileTally("f", new long[0]);
    try (RecordReader records =
        log.open(LogPiece.whole(new LocalFile(file)), TextLayout.DEFAULT, plan, tally)) {
      while (records.next()) {
        read.add(values(records, plan));
      }
    }
    return read;
  }

  private static String values(RecordReader records, Plan plan) throws UnreadableRecord {
    Fields fields = plan.fields();
    records.read(fields);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < plan.slots().size(); i++) {
      line.append(fields.has(i) ? fields.text(i) : "-").append(' ');
    }
    return line.append(new TreeMap<>(fields.prefixed())).toString();
  }

  private static Plan plan(LogReader log, String prefix, String... slots) {
    Plan plan = new Plan(log);
    for (String slot : slots) {
      plan.slot(slot);
    }
    if (!prefix.isEmpty()) {
      plan.prefix(prefix);
    }
    return plan;
  }

  @Test
  void cellsOfATableAreLookedInto() throws Exception {
    CsvLog log = new CsvLog();
    assertThat(
            read(
                log,
                plan(log, "config.", "id", "summary.loss", "config.lr", "summary.h[1]"),
                """
                id,summary,config
                1,"{'loss': 0.5, 'h': [1, 2]}","{'lr': 0.1, 'opt': {'b': None}}"
                2,"{""loss"": NaN}","OrderedDict([('lr', 1e-05)])"
                3,plain,{broken
                """))
        .containsExactly(
            "1 0.5 0.1 2 {config.lr=0.1, config.opt={\"b\":null}}",
            "2 NaN 1.0E-5 - {config.lr=1.0E-5}",
            "3 - - - {}");
  }

  @Test
  void aColumnGoesBeforeTextWithinAnother() throws Exception {
    CsvLog log = new CsvLog();
    assertThat(
            read(
                log,
                plan(log, "config.", "config.lr", "config"),
                "config,config.lr\n\"{'lr': 1}\",2\n"))
        .containsExactly("2 {'lr': 1} {config.lr=2}");
  }

  @Test
  void stringsOfJsonAreLookedInto() throws Exception {
    JsonLinesLog log = new JsonLinesLog();
    assertThat(
            read(
                log,
                plan(log, "config.", "id", "summary.loss", "summary"),
                """
                {"id": 1, "summary": "{'loss': 0.5}", "config": "{\\"lr\\": 0.1}"}
                {"id": 2, "summary": {"loss": 7}, "config": {"lr": 3}}
                {"id": 3, "summary": "words", "config": null}
                """))
        .containsExactly(
            "1 0.5 {'loss': 0.5} {config.lr=0.1}",
            "2 7 {\"loss\":7} {config.lr=3}",
            "3 - words {}");
  }

  @Test
  void aCurveMayBeText() throws Exception {
    JsonLinesLog log = new JsonLinesLog();
    Plan plan = new Plan(log);
    plan.curve("h", null, null);
    Path file = Files.writeString(folder.resolve("g"), "{\"h\": \"[3, nan, 1]\"}\n");
    try (RecordReader records =
        log.open(
            LogPiece.whole(new LocalFile(file)),
            TextLayout.DEFAULT,
            plan,
            new FileTally("g", new long[0]))) {
      records.next();
      Fields fields = plan.fields();
      records.read(fields);
      assertThat(fields.curve(0)).hasSize(3);
    }
  }

  @Test
  void aHeaderIsOneIfAPathLeadsIntoAColumn() throws IOException {
    CsvLog log = new CsvLog();
    Path file = Files.writeString(folder.resolve("h"), "0,1,summary\n5,6,\"{'loss': 2}\"\n");
    FileTally tally = new FileTally("h", new long[0]);
    try (RecordReader records =
        log.open(
            LogPiece.whole(new LocalFile(file)),
            TextLayout.DEFAULT,
            plan(log, "", "summary.loss"),
            tally)) {
      assertThat(records.headerless()).isFalse();
    }
  }
}
