package org.lossfloor.read.text;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * How a file can be compressed. Its first bytes decide if they can; otherwise, for Hadoop's block
 * formats and for zlib, the suffix of its name. All decoders keep at most {@value #MOST_MEMORY}
 * bytes, whatever a file says, and none is used for another file.
 */
enum Packing {
  GZIP("gzip", ".gz .gzip", "1f8b08"),
  BZIP2("bzip2", ".bz2", "425a68"),
  ZSTD("zstd", ".zst .zstd", "28b52ffd"),
  LZ4("lz4 frame", ".lz4", "04224d18"),
  LZ4_LEGACY("legacy lz4", "", "02214c18"),
  SNAPPY("snappy frame", ".sz", "ff060000734e61507059"),
  SNAPPY_JAVA("snappy-java", "", "82534e4150505900"),
  XZ("xz", ".xz", "fd377a585a00"),
  HADOOP_LZ4("Hadoop's lz4", "", ""),
  HADOOP_SNAPPY("Hadoop's snappy", ".snappy", ""),
  ZLIB("zlib", ".deflate .zz", "");

  /** The most bytes that a decoder may ask for: what a window of zstd or xz takes. */
  static final int MOST_MEMORY = 1 << 27;

  private static final int KIB = 1024;
  private static final List<String> NOT_READ = List.of(".br", ".lzma", ".lzo", ".lz", ".z");

  private final String title;

  /** Separated by blanks. */
  private final String suffixes;

  private final String mark;

  Packing(String title, String suffixes, String mark) {
    this.title = title;
    this.suffixes = suffixes;
    this.mark = mark;
  }

  private boolean hasSuffix(String name) {
    return Arrays.stream(suffixes.split(" "))
        .anyMatch(suffix -> !suffix.isEmpty() && name.endsWith(suffix));
  }

  String title() {
    return title;
  }

  /** What the suffix of a name says. */
  static Optional<Packing> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(packing -> packing.hasSuffix(lower)).findFirst();
  }

  /** The suffix of a name that stands for a compression which is not read. */
  static Optional<String> notRead(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NOT_READ.stream().filter(lower::endsWith).findFirst();
  }

  /** What the first bytes of a file say. */
  static Optional<Packing> ofBytes(byte[] head) {
    return Arrays.stream(values())
        .filter(packing -> !packing.mark.isEmpty() && packing.marks(head))
        .findFirst();
  }

  private boolean marks(byte[] head) {
    int end = mark.length() / 2;
    boolean starts = head.length >= end && HexFormat.of().formatHex(head, 0, end).equals(mark);
    // A text could start like this, but not continue like that.
    return starts && (this != BZIP2 || Bzip2.blockFollows(head));
  }

  /** Whether a file is only the beginning of the mark of this packing. */
  boolean begunBy(byte[] head) {
    int start = Math.min(head.length, mark.length() / 2);
    int whole = this == BZIP2 ? Bzip2.HEAD : mark.length() / 2;
    return head.length < whole && mark.startsWith(HexFormat.of().formatHex(head, 0, start));
  }

  /** The packing of a file whose suffix names this one and whose first bytes name none. */
  Packing unmarked(byte[] head) {
    return this == LZ4 && !Lz4Frames.skipped(head) ? HADOOP_LZ4 : this;
  }

  /** Whether files of both are called by the same suffix. */
  boolean goesWith(Packing found) {
    return this == found
        || (this == LZ4 && found == LZ4_LEGACY)
        || (this == HADOOP_SNAPPY && (found == SNAPPY || found == SNAPPY_JAVA));
  }

  InputStream decoder(InputStream packed) throws IOException {
    BufferedInputStream in = new BufferedInputStream(packed, 1 << 16);
    return switch (this) {
      case GZIP -> Deflated.gzip(in);
      case BZIP2 -> new BZip2CompressorInputStream(in, true);
      case ZSTD -> new ZstdInputStream(in);
      case LZ4, LZ4_LEGACY -> Lz4Frames.of(in);
      case SNAPPY -> new FramedSnappyCompressorInputStream(in);
      case SNAPPY_JAVA -> RawBlocks.snappyJava(in);
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(MOST_MEMORY / KIB)
              .get();
      case HADOOP_LZ4 -> RawBlocks.hadoopLz4(in);
      case HADOOP_SNAPPY -> RawBlocks.hadoopSnappy(in);
      case ZLIB -> Deflated.zlib(in);
    };
  }

  /** The beginning of a bzip2 stream behind its mark. */
  private static final class Bzip2 {
    private static final byte[] BLOCK = HexFormat.of().parseHex("314159265359");
    private static final byte[] END = HexFormat.of().parseHex("177245385090");
    private static final int AT = 4;
    private static final int HEAD = AT + BLOCK.length;

    private static boolean blockFollows(byte[] head) {
      byte[] next = Arrays.copyOfRange(Arrays.copyOf(head, HEAD), AT, HEAD);
      return Arrays.equals(next, BLOCK) || Arrays.equals(next, END);
    }
  }
}
