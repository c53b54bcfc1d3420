package org.lossfloor.audit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lossfloor.LocalSpark;
import org.lossfloor.config.AuditConfig;
import org.lossfloor.error.UserException;
import org.lossfloor.fit.ScoreFile;
import org.lossfloor.fit.Scores;
import org.lossfloor.ingest.Ingest;
import org.lossfloor.ingest.Ingested;
import org.lossfloor.sweep.RejectedRecord;
import org.lossfloor.sweep.Trial;
import org.lossfloor.table.RejectedRecordsTable;
import org.lossfloor.table.TrialsTable;

/**
 * {@code lossfloor fit} takes the same scores from a file as an audit, or stops at the first line
 * that an audit rejects.
 */
class SameFilesIT {
  private static final int ROWS = 40;
  private static final Pattern LINE = Pattern.compile(", (line \\d+)");

  @TempDir private Path folder;

  /** Files by name. */
  private final Map<String, byte[]> files = new TreeMap<>();

  private interface Writer {
    OutputStream open(OutputStream out) throws IOException;
  }

  private static byte[] packed(Writer writer, byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = writer.open(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] encoded(String text, String charset) {
    return text.getBytes(Charset.forName(charset));
  }

  /** The same text in every packing and encoding. */
  private void addStored(String suffix, String text) throws IOException {
    byte[] plain = utf8(text);
    byte[] gz = packed(GZIPOutputStream::new, plain);
    files.put("plain" + suffix, plain);
    files.put("a" + suffix + ".gz", gz);
    files.put("no-suffix" + suffix, gz);
    files.put("padded" + suffix + ".gz", Arrays.copyOf(gz, gz.length + 512));
    files.put("not-packed" + suffix + ".gz", plain);
    files.put("a" + suffix + ".zst", Zstd.compress(plain));
    files.put("a" + suffix + ".bz2", packed(BZip2CompressorOutputStream::new, plain));
    files.put("a" + suffix + ".xz", packed(XZCompressorOutputStream::new, plain));
    files.put("a" + suffix + ".lz4", packed(FramedLZ4CompressorOutputStream::new, plain));
    files.put("a" + suffix + ".sz", packed(FramedSnappyCompressorOutputStream::new, plain));
    files.put("mark" + suffix, utf8("\uFEFF" + text));
    files.put("mark-blank" + suffix, utf8("\uFEFF\n" + text));
    files.put("utf16le" + suffix, encoded("\uFEFF" + text, "UTF-16LE"));
    files.put("utf16be" + suffix, encoded("\uFEFF" + text, "UTF-16BE"));
    files.put("utf16-no-mark" + suffix, encoded(text, "UTF-16LE"));
    files.put("utf32" + suffix, encoded("\uFEFF" + text, "UTF-32BE"));
    files.put("cr" + suffix, utf8(text.replace('\n', '\r')));
    files.put("crlf" + suffix, utf8(text.replace("\n", "\r\n")));
    files.put("blank-lines" + suffix, utf8(text.replace("\n", "\n\n \n")));
    files.put("torn" + suffix, Arrays.copyOf(plain, plain.length - 8));
    files.put("nul" + suffix, utf8(text.replace("0.25", "\0000.25")));
  }

  private static String table() {
    StringBuilder text = new StringBuilder("name,note,loss\n");
    for (int i = 0; i < ROWS; i++) {
      text.append("r\u00fcn").append(i).append(",x,0.").append(i + 10).append('\n');
    }
    return text.toString();
  }

  private void addTables() throws IOException {
    String text = table();
    addStored(".csv", text);
    Map<String, String> texts =
        Map.of(
            "stray.csv", text.replace(",x,0.20", ",\"x,0.20"),
            "stray-pair.csv", text.replace(",x,0.20", ",\"x,0.20").replace(",x,0.30", ",x\",0.30"),
            "behind.csv", text.replace(",x,0.22", ",\"x\"y,0.22"),
            "lines.csv", text.replace(",x,0.20", ",\"one\ntwo, \"\"three\"\"\n\nfour\",0.20"),
            "long.csv", text.replace(",x,0.20", ",\"" + "\n".repeat(200) + "\",0.20"),
            "short.csv", text.replace(",x,0.33", ",0.33"),
            "wide.csv", text.replace(",x,0.33", ",x,y,0.33"),
            "words.csv", text.replace("0.12", "nan").replace("0.13", "").replace("0.14", "inf"),
            "comma.csv", text.replace("0.15", "\"0,15\""),
            "headless.csv", "1,2,0.5\n" + text);
    texts.forEach((name, changed) -> files.put(name, utf8(changed)));
    files.put("latin1.csv", latin1(text));
    files.put("latin1-loss.csv", latin1(text.replace("0.20", "0.20\u00b0")));
    files.put("cut-early.csv.gz", Arrays.copyOf(files.get("a.csv.gz"), 30));
    String noise =
        new SplittableRandom(1).ints(20_000).mapToObj(i -> "a,b," + i + "\n").collect(joining());
    byte[] gz = packed(GZIPOutputStream::new, utf8(text + noise));
    files.put("cut.csv.gz", Arrays.copyOf(gz, gz.length - 20));
  }

  private static String objects() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < ROWS; i++) {
      text.append("{\"name\":\"r\u00fcn\",\"loss\":0.").append(i + 10).append(",\"x\":[1,{}]}\n");
    }
    return text.toString();
  }

  private static String without(int from, int to) {
    String[] lines = objects().split("\n");
    for (int i = from; i < to; i++) {
      lines[i] = lines[i].replaceFirst(",\"loss\":[^,]*", "");
    }
    return String.join("\n", lines);
  }

  private void addObjects() throws IOException {
    String text = objects();
    addStored(".jsonl", text);
    Map<String, String> texts =
        Map.of(
            "twice.jsonl", text.replace("0.20,", "0.20,\"loss\":1,"),
            "array.jsonl", text.replace("0.20,", "[0.20],"),
            "follows.jsonl", text.replace("0.20,\"x\":[1,{}]}", "0.20} {}"),
            "list.jsonl", text.replaceFirst("\n", "\n[0.5]\n"),
            "null.jsonl", text.replace("0.20,", "null,").replace("0.21,", "NaN,"),
            "strings.jsonl", text.replace("0.20,", "\"0.20\",").replace("0.21,", "\"\","),
            "tail.jsonl", without(30, ROWS),
            "head.jsonl", without(0, 5),
            "single.jsonl", without(11, 12),
            "twin.jsonl", text.replace("\"loss\":0.44", "\"Loss\":0.44"));
    texts.forEach((name, changed) -> files.put(name, utf8(changed)));
    files.put("latin1.jsonl", latin1(text));
    files.put("latin1-loss.jsonl", latin1(text.replace("0.20,", "\"0.20\u00b0\",")));
  }

  @Test
  void tables() throws IOException {
    addTables();
    compare("csv");
  }

  @Test
  void jsonLines() throws IOException {
    addObjects();
    compare("jsonl");
  }

  private void compare(String format) throws IOException {
    Files.createDirectories(folder.resolve("in"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve("in").resolve(file.getKey()), file.getValue());
    }
    Map<String, String> audited = audited(format);
    assertThat(audited.values()).anyMatch(s -> s.startsWith("line")).anyMatch(s -> s.length() > 99);
    Map<String, String> fitted = new TreeMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String path = folder.resolve("in").resolve(file.getKey()).toString();
      fitted.put(file.getKey(), fitted(path, InputStream.nullInputStream()));
      assertThat(fitted("-", new ByteArrayInputStream(file.getValue())))
          .as("%s as standard input", file.getKey())
          .isEqualTo(fitted.get(file.getKey()));
    }
    fitted.forEach((name, scores) -> assertThat(scores).as(name).isEqualTo(audited.get(name)));
  }

  private static String fitted(String file, InputStream standardInput) {
    try {
      Scores scores = ScoreFile.read(file, Optional.of("loss"), Optional.empty(), standardInput);
      return Arrays.toString(scores.values());
    } catch (UserException e) {
      // No line where the file breaks in front of its first record.
      Matcher line = LINE.matcher(e.where());
      return line.find() ? line.group(1) : "line 0";
    }
  }

  /** By name of the file the scores in its order, or the first line that is rejected. */
  private Map<String, String> audited(String format) {
    String yaml =
        """
        name: t
        sources:
          - name: s
            path: '%s'
            format: %s
            metrics: [{metric: loss, direction: minimize}]
        """
            .formatted(folder.resolve("in"), format);
    try (Ingested in = Ingest.read(LocalSpark.session(), AuditConfig.parse("t.yaml", yaml))) {
      List<Trial> trials = in.trials().collectAsList().stream().map(TrialsTable::trial).toList();
      List<RejectedRecord> rejected =
          in.rejected().collectAsList().stream().map(RejectedRecordsTable::record).toList();
      Map<String, String> all = new TreeMap<>();
      files.keySet().forEach(name -> all.put(name, audited(name, trials, rejected)));
      return all;
    }
  }

  private static String audited(String name, List<Trial> trials, List<RejectedRecord> rejected) {
    return rejected.stream()
        .filter(record -> record.path().endsWith("/in/" + name))
        .map(record -> record.line().orElse(0))
        .min(Comparator.naturalOrder())
        .map(line -> "line " + line)
        .orElseGet(() -> scores(name, trials));
  }

  private static String scores(String name, List<Trial> trials) {
    double[] scores =
        trials.stream()
            .filter(trial -> trial.origin().path().endsWith("/in/" + name))
            .sorted(Comparator.comparingLong(trial -> trial.origin().line().orElseThrow()))
            .mapToDouble(t -> t.failed() ? Double.NaN : t.score().value().getAsDouble())
            .toArray();
    return Arrays.toString(scores);
  }
}
