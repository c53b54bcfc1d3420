package org.lossfloor.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Bytes behind a byte that says what they are, compressed by {@code spark.io.compression.codec}.
 */
public final class PackedBytes {
  private PackedBytes() {}

  /**
   * Compresses bytes on an executor.
   *
   * @param kind what they are
   * @param bytes the bytes
   * @return the kind and the compressed bytes
   */
  public static byte[] pack(byte kind, byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write(kind);
    try (OutputStream out = RowBlocks.codec().compressedOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /**
   * Says what packed bytes are.
   *
   * @param packed what {@link #pack} made
   * @return the kind
   */
  public static byte kind(byte[] packed) {
    return packed[0];
  }

  /**
   * Makes the bytes again.
   *
   * @param packed what {@link #pack} made
   * @return the bytes
   */
  public static byte[] unpack(byte[] packed) {
    ByteArrayInputStream rest = new ByteArrayInputStream(packed, 1, packed.length - 1);
    // Closed at once: some codecs hold memory outside the heap.
    try (InputStream in = RowBlocks.codec().compressedInputStream(rest)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
