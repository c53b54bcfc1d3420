package org.lossfloor.read.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
  private static final String TEXT = text();

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      text.append("{\"id\":").append(i).append(",\"loss\":").append(Math.sqrt(i)).append("}\n");
    }
    return text.toString();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  private static String read(String name, byte[] stored) throws IOException {
    try (TextFile file = TextFile.open(name, new ByteArrayInputStream(stored), Optional.empty())) {
      return new String(file.bytes().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** What can be read in front of a break. */
  private static String before(String name, byte[] stored) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream in =
        TextFile.open(name, new ByteArrayInputStream(stored), Optional.empty()).bytes()) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        read.write(b);
      }
      throw new AssertionError("nothing broke");
    } catch (IOException e) {
      return read.toString(StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gz",
        "bz2",
        "zst",
        "lz4",
        "sz",
        "xz",
        "deflate",
        "hadoop.lz4",
        "hadoop.snappy",
        "java.snappy",
        "legacy.lz4"
      })
  void everyPackingIsReadWholeOrNotAtItsBreak(String name) throws IOException {
    byte[] stored = Packed.bytes(name, TEXT);
    assertThat(read("a.jsonl." + name, stored)).isEqualTo(TEXT);
    assertThat(TEXT).startsWith(before("a." + name, Arrays.copyOf(stored, stored.length - 3)));
    assertThat(TextFile.plain("a.jsonl", new ByteArrayInputStream(stored)))
        .isEqualTo(name.startsWith("hadoop") || name.equals("deflate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst", "lz4", "sz", "xz", "hadoop.lz4", "hadoop.snappy"})
  void streamsBehindEachOtherAreOneText(String name) throws IOException {
    byte[] all =
        joined(Packed.bytes(name, TEXT), Packed.bytes(name, ""), Packed.bytes(name, "end\n"));
    assertThat(read("a." + name, all)).isEqualTo(TEXT + "end\n");
  }

  @Test
  void framesOfLz4MayBeSkippedOrOld() throws IOException {
    byte[] skipped = HexFormat.of().parseHex("512a4d1803000000616263");
    byte[] all =
        joined(
            skipped,
            Packed.bytes("legacy.lz4", "a\n"),
            Packed.bytes("lz4", "b\n"),
            skipped,
            Packed.bytes("legacy.lz4", "c\n"),
            skipped);
    assertThat(read("a.lz4", all)).isEqualTo("a\nb\nc\n");
  }

  @Test
  void gzipMayBePaddedWithZerosAndNothingElse() throws IOException {
    byte[] stored = Packed.bytes("gz", TEXT);
    assertThat(read("a.gz", Arrays.copyOf(stored, stored.length + 10_001))).isEqualTo(TEXT);
    byte[] garbage = joined(stored, new byte[] {0, 0, 7});
    assertThat(before("a.gz", garbage)).isEqualTo(TEXT);
    assertThatThrownBy(() -> read("a.gz", garbage)).hasMessageContaining("last gzip member");
  }

  /** A length of 1.6 GB must be refused before it is asked for. */
  @ParameterizedTest
  @CsvSource({
    "lz4, 60000000ffffffff", "snappy, 6000000000000010", "snappy, 00000010ffffffff",
    "sz, ff060000734e6150705900ffffff", "lz4, 02214c18ffffff7f", "xz, fd377a585a0000",
    "zst, 28b52ffdffffffff", "bz2, 425a6839314159265359ff", "gz, 1f8b08ffffffff",
    "snappy, 82534e41505059000000000100000001ffffffff", "deflate, 78ffff", "lz4, 0000"
  })
  void absurdLengthsAreTheFaultOfTheFile(String suffix, String hex) {
    byte[] stored = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> read("a." + suffix, stored)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({"'a\n', true", "'a\r\nb', true", "a, true", "'a\rb\r', false"})
  void piecesNeedLinesThatEndWithLf(String text, boolean plain) throws IOException {
    byte[] stored = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(TextFile.plain("a", new ByteArrayInputStream(stored))).isEqualTo(plain);
  }

  /** The first bytes of an archive may be characters. */
  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "zst", "lz4", "sz", "xz"})
  void aFileThatEndsWithinItsFirstBytesIsBroken(String name) throws IOException {
    byte[] stored = Packed.bytes(name, TEXT);
    for (int length = 1; length < 10; length++) {
      byte[] torn = Arrays.copyOf(stored, length);
      assertThatThrownBy(() -> read("a.csv." + name, torn)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void theFirstBytesGoBeforeTheName() throws IOException {
    byte[] stored = Packed.bytes("zst", "x\n");
    for (String name : new String[] {"a.jsonl", "a.gz", "a.snappy"}) {
      TextFile file = TextFile.open(name, new ByteArrayInputStream(stored), Optional.empty());
      assertThat(file.oddities())
          .containsExactly(new TextFile.Oddity(TextFile.Oddity.Kind.PACKING, "it is zstd"));
      assertThat(file.bytes().readAllBytes()).asString().isEqualTo("x\n");
    }
    assertThat(read("a.lz4", "plain\n".getBytes(StandardCharsets.US_ASCII))).isEqualTo("plain\n");
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE, fffe, true",
    "UTF-16BE, feff, true",
    "UTF-32LE, fffe0000, true",
    "UTF-32BE, 0000feff, true",
    "UTF-16LE, '', true",
    "UTF-16BE, '', true",
    "UTF-8, efbbbf, false",
    "UTF-8, '', false"
  })
  void encodingsAreRecognised(String charset, String mark, boolean odd) throws IOException {
    String text = "id,loss\n1,2\n3,ü€\uD83D\uDE00\n";
    byte[] stored = joined(HexFormat.of().parseHex(mark), text.getBytes(Charset.forName(charset)));
    TextFile file = TextFile.open("a.csv", new ByteArrayInputStream(stored), Optional.empty());
    assertThat(file.oddities()).hasSize(odd ? 1 : 0);
    try (LineReader lines = new LineReader(file.bytes())) {
      StringBuilder read = new StringBuilder();
      while (lines.next()) {
        read.append(lines.text(100)).append('\n');
      }
      assertThat(read).hasToString(text);
    }
  }

  @Test
  void whatIsNoTextInAnEncodingIsNoneInUtf8() throws IOException {
    byte[] stored =
        "a\u0000\n\u0000\u0000\u00d8b\u0000\n\u0000".getBytes(StandardCharsets.ISO_8859_1);
    TextFile file =
        TextFile.open(
            "a", new ByteArrayInputStream(stored), Optional.of(StandardCharsets.UTF_16LE));
    byte[] bytes = file.bytes().readAllBytes();
    assertThat(Utf8.damage(bytes, 0, bytes.length)).contains("byte 0xFF");
    assertThat(bytes).containsExactly('a', '\n', 0xFF, '\n');
  }

  @Test
  void declaredEncodings() throws IOException {
    byte[] stored = {'f', (byte) 0xFC, 'r'};
    TextFile file =
        TextFile.open(
            "a", new ByteArrayInputStream(stored), Optional.of(Charset.forName("windows-1252")));
    assertThat(new String(file.bytes().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("für");
    assertThat(file.oddities()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "53514c69746520666f726d6174203300, a SQLite database",
    "504152310000, a Parquet file",
    "894844460d0a1a0a00, an HDF5 file",
    "504b0304, a zip archive",
    "255044462d312e34, a PDF",
    "800495, a Python pickle",
    "377abcaf271c, a 7z archive"
  })
  void whatIsNoTextIsNamed(String hex, String what) {
    byte[] stored = HexFormat.of().parseHex(hex);
    assertThatThrownBy(() -> read("a.jsonl", stored)).hasMessageContaining(what);
  }

  @Test
  void aTarArchiveInAGzipFileIsNamed() throws IOException {
    String tar = "name" + "\0".repeat(253) + "ustar" + "\0".repeat(300);
    assertThatThrownBy(() -> read("a.tar.gz", Packed.bytes("gz", tar)))
        .hasMessageContaining("a tar");
    assertThatThrownBy(() -> read("a.csv.br", new byte[] {27, 5, 0, 0, 1}))
        .hasMessageContaining(".br");
  }

  @Test
  void nothingIsNamed() throws IOException {
    for (String name : new String[] {"a.gz", "a.zst", "a.lz4", "a.csv"}) {
      TextFile file = TextFile.open(name, InputStream.nullInputStream(), Optional.empty());
      assertThat(file.oddities())
          .containsExactly(new TextFile.Oddity(TextFile.Oddity.Kind.EMPTY, ""));
      assertThat(file.bytes().readAllBytes()).isEmpty();
    }
  }
}
