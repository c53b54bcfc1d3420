package org.lossfloor.read.text;

import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Lz4Codec;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.util.ReflectionUtils;
import org.xerial.snappy.SnappyOutputStream;

/** Writes every kind of compressed file that is read. */
public final class Packed {
  private interface Writer {
    OutputStream open(OutputStream out) throws IOException;
  }

  private Packed() {}

  /**
   * Compresses a text.
   *
   * @param name the kind, as the suffix of a file that holds it; a prefix tells the writer
   * @param text the text
   * @return the bytes of the file
   * @throws IOException never
   */
  public static byte[] bytes(String name, String text) throws IOException {
    return bytes(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Compresses bytes.
   *
   * @param name the kind, as the suffix of a file that holds it; a prefix tells the writer
   * @param text the bytes
   * @return the bytes of the file
   * @throws IOException never
   */
  public static byte[] bytes(String name, byte[] text) throws IOException {
    return switch (name) {
      case "gz" -> written(GZIPOutputStream::new, text);
      case "bz2" -> written(BZip2CompressorOutputStream::new, text);
      case "zst" -> zstd(text);
      case "lz4" -> written(Packed::lz4, text);
      case "sz" -> written(FramedSnappyCompressorOutputStream::new, text);
      case "xz" -> written(XZCompressorOutputStream::new, text);
      case "deflate" -> written(DeflaterOutputStream::new, text);
      case "hadoop.lz4" -> written(out -> hadoop(Lz4Codec.class, out), text);
      case "hadoop.snappy" -> written(out -> hadoop(SnappyCodec.class, out), text);
      case "java.snappy" -> written(SnappyOutputStream::new, text);
      case "legacy.lz4" -> legacy(text);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static byte[] written(Writer writer, byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = writer.open(bytes)) {
      out.write(text);
    }
    return bytes.toByteArray();
  }

  private static OutputStream hadoop(Class<? extends CompressionCodec> codec, OutputStream out)
      throws IOException {
    return ReflectionUtils.newInstance(codec, new Configuration(false)).createOutputStream(out);
  }

  /** With a checksum, as the command writes it. */
  private static byte[] zstd(byte[] text) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setChecksum(true).compress(text);
    }
  }

  private static OutputStream lz4(OutputStream out) throws IOException {
    return new LZ4FrameOutputStream(
        out,
        LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
        LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
        LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM);
  }

  private static byte[] legacy(byte[] text) throws IOException {
    byte[] block = LZ4Factory.fastestJavaInstance().fastCompressor().compress(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(HexFormat.of().parseHex("02214c18"));
    for (int i = 0; i < Integer.BYTES; i++) {
      out.write(block.length >> (Byte.SIZE * i));
    }
    out.write(block);
    return out.toByteArray();
  }
}
