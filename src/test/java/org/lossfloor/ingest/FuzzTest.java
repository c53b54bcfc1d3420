package org.lossfloor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.read.event.Event;
import org.lossfloor.read.file.LocalFile;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.file.LogPiece;
import org.lossfloor.read.note.FileTally;
import org.lossfloor.read.text.Packed;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.xerial.snappy.SnappyFramedInputStream;

/**
 * Damages logs of every kind at random, before or after they are compressed, and compares what is
 * read with what decoders and a line splitter of others make of the same bytes. {@code
 * -Dlossfloor.fuzz.files} and {@code -Dlossfloor.fuzz.seed} widen the search.
 */
class FuzzTest {
  private static final int FILES = Integer.getInteger("lossfloor.fuzz.files", 480);
  private static final long SEED = Long.getLong("lossfloor.fuzz.seed", 15);
  private static final String[] FORMATS = {"jsonl", "csv"};
  private static final String[] PACKINGS = {
    "", "gz", "bz2", "zst", "lz4", "sz", "xz", "hadoop.lz4", "hadoop.snappy", "java.snappy"
  };
  private static final int[] ROWS = {1, 3, 8, 20, 60, 60, 60, 1_500};
  private static final String[] NOTES = {"", "fine", "a note, with comma", "said \"x\"", "müde"};
  private static final String HEADER = "id,lr,loss,note";

  /** Columns of a tally. */
  private static final String SETTINGS =
      "trial_id: id\nhyperparameters: [lr]\nmetrics: [{metric: loss, direction: minimize}]";

  @TempDir private Path folder;

  /**
   * A damaged file.
   *
   * @param within whether the text was damaged, or the compressed file
   * @param log the lines before
   * @param text the lines after; nothing where no other decoder can tell or one finds a fault
   */
  private record Case(
      String name,
      Mutation mutation,
      boolean within,
      List<String> log,
      Optional<List<String>> text) {

    boolean csv() {
      return name.contains(".csv");
    }

    /** The header, where there is one, is whole. */
    boolean headed() {
      return !csv() || text.orElseThrow().stream().findFirst().equals(log.stream().findFirst());
    }

    /** Files of its kind have checksums, and a decoder is there that looks at them. */
    boolean summed() {
      return Stream.of("gz", "bz2", "zst", "lz4", "sz")
          .anyMatch(suffix -> name.matches("[0-9]+[.][a-z]+[.]" + suffix));
    }

    String what() {
      return name + " " + mutation + (within ? " in the text" : " in the file");
    }
  }

  /** What the reader made of it. */
  private record Read(
      Set<Long> trialLines,
      Set<Long> rejectedLines,
      long rejected,
      boolean broken,
      FileTally tally,
      List<String> reasons) {}

  @Test
  void damageCostsWhatIsDamagedAndNoneOfItVanishes() throws IOException {
    Random random = new Random(SEED);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      Case made = made(i, random);
      try {
        check(made, read(made), wrong);
      } catch (RuntimeException | Error e) {
        wrong.add(made.what() + ": " + e);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private Case made(int number, RandomGenerator random) throws IOException {
    String format = FORMATS[number % FORMATS.length];
    String packing = PACKINGS[number / FORMATS.length % PACKINGS.length];
    byte[] log = log(format, ROWS[random.nextInt(ROWS.length)], random);
    Mutation mutation = Mutation.any(random);
    boolean within = packing.isEmpty() || random.nextInt(5) < 2;
    byte[] text = within ? mutation.of(log, random) : log;
    byte[] packed = packing.isEmpty() ? text : Packed.bytes(packing, text);
    byte[] stored = within ? packed : mutation.of(packed, random);
    String name = number + "." + format + (packing.isEmpty() ? "" : "." + packing);
    new Logs(folder).write(name, stored);
    Optional<byte[]> known = within ? Optional.of(text) : decoded(packing, stored);
    return new Case(name, mutation, within, lines(log), known.map(FuzzTest::lines));
  }

  private static byte[] log(String format, int rows, RandomGenerator random) {
    StringBuilder log = new StringBuilder(format.equals("csv") ? HEADER + "\n" : "");
    for (int i = 0; i < rows; i++) {
      String id = "f-" + i;
      String lr = String.valueOf(random.nextInt(1000) / 1e4);
      String loss = String.valueOf(random.nextInt(1_000_000) / 1e6);
      String note = NOTES[random.nextInt(NOTES.length)];
      if (format.equals("csv")) {
        boolean quoted = note.contains(",") || note.contains("\"");
        String cell = quoted ? "\"" + note.replace("\"", "\"\"") + "\"" : note;
        log.append(String.join(",", id, lr, loss, cell)).append('\n');
      } else {
        String line = "{\"id\":\"%s\",\"lr\":%s,\"loss\":%s,\"note\":\"%s\"}\n";
        log.append(line.formatted(id, lr, loss, note.replace("\"", "\\\"")));
      }
    }
    return log.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What a decoder that Lossfloor does not use makes of a file; nothing where it finds a fault. */
  private static Optional<byte[]> decoded(String packing, byte[] stored) {
    if (stored.length == 0) {
      return Optional.of(stored);
    }
    try (InputStream text = decoder(packing, new ByteArrayInputStream(stored))) {
      return text == null ? Optional.empty() : Optional.of(text.readAllBytes());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static InputStream decoder(String packing, InputStream stored) throws IOException {
    return switch (packing) {
      case "gz" -> new GZIPInputStream(stored);
      case "bz2" -> {
        BZip2Codec codec = new BZip2Codec();
        codec.setConf(new Configuration(false));
        yield codec.createInputStream(stored);
      }
      case "zst" -> new ZstdInputStream(stored);
      case "lz4" -> new LZ4FrameInputStream(stored);
      case "sz" -> new SnappyFramedInputStream(stored);
      default -> null;
    };
  }

  private Read read(Case made) {
    Logs logs = new Logs(folder);
    String settings = "format: " + (made.csv() ? "csv" : "jsonl") + "\n" + SETTINGS;
    LogFile file = new LocalFile(logs.file(made.name()));
    return read(
        Logs.events(logs.audit(made.name(), settings).sources().get(0), LogPiece.whole(file)));
  }

  private static Read read(List<Event> events) {
    Set<Long> trialLines = new HashSet<>();
    Set<Long> rejectedLines = new HashSet<>();
    long rejected = 0;
    List<String> reasons = new ArrayList<>();
    boolean broken = false;
    for (Event event : events.subList(0, events.size() - 1)) {
      if (event instanceof Event.Rejected refused) {
        RejectedRecord record = refused.record();
        rejectedLines.add(record.line().orElse(0));
        rejected += record.records();
        reasons.add(record.line().orElse(0) + ": " + record.reason());
        broken |= record.records() == 0;
      } else {
        Trial trial = ((Event.Made) event).trial();
        assertThat(trialLines.add(trial.origin().line().orElseThrow())).isTrue();
      }
    }
    return new Read(
        trialLines,
        rejectedLines,
        rejected,
        broken,
        ((Event.Counted) events.get(events.size() - 1)).tally(),
        reasons);
  }

  private static void check(Case made, Read read, List<String> wrong) {
    String what = made.what() + ", " + read.reasons() + ": ";
    long records = read.trialLines().size() + read.rejected();
    if (read.tally().records() != records) {
      wrong.add(what + "records are not trials and rejections");
    }
    if (made.text().isPresent() && !read.broken()) {
      checkLines(made, read, what, wrong);
    } else if (made.text().isPresent() && made.within() && made.headed()) {
      wrong.add(what + "called broken");
    } else if (made.text().isEmpty() && !read.broken() && made.summed()) {
      wrong.add(what + "not called broken");
    }
  }

  private static void checkLines(Case made, Read read, String what, List<String> wrong) {
    List<String> lines = made.text().orElseThrow();
    if (read.tally().lines() != lines.size()) {
      wrong.add(what + lines.size() + " lines, " + read.tally().lines() + " counted");
    }
    Set<String> untouched = new HashSet<>(made.log());
    untouched.remove(HEADER);
    for (int i = 0; i < lines.size(); i++) {
      long line = i + 1L;
      boolean told =
          read.trialLines().contains(line) || (made.csv() && read.rejectedLines().contains(line));
      if (untouched.contains(lines.get(i)) && !told) {
        wrong.add(what + "line " + line + " is lost, " + lines.get(i));
      }
    }
  }

  /** Lines end with LF or CRLF, and with CR where there is no LF. */
  private static List<String> lines(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String end = text.indexOf('\n') < 0 && text.indexOf('\r') >= 0 ? "\r" : "\r?\n";
    List<String> lines = new ArrayList<>(List.of(text.split(end, -1)));
    if (lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    return lines;
  }
}
