package org.lossfloor.read.text;

import java.io.IOException;
import java.io.InputStream;

/**
 * A decoder from which nothing but an {@link IOException} escapes: anything that a damaged file
 * makes it throw, errors of the JVM included, is a fault of that file. Decoders are bounded, see
 * {@link Packing#MOST_MEMORY}, so that a file cannot use up the memory of others.
 */
final class Guarded extends InputStream {
  private final InputStream decoder;

  private Guarded(InputStream decoder) {
    this.decoder = decoder;
  }

  static InputStream open(Packing packing, InputStream packed) throws IOException {
    try {
      return new Guarded(packing.decoder(packed));
    } catch (RuntimeException | Error e) {
      throw fault(e);
    }
  }

  private static IOException fault(Throwable failure) {
    return new IOException("the file cannot be decompressed: " + failure, failure);
  }

  @Override
  public int read() throws IOException {
    try {
      return decoder.read();
    } catch (RuntimeException | Error e) {
      throw fault(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return decoder.read(bytes, offset, length);
    } catch (RuntimeException | Error e) {
      throw fault(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      decoder.close();
    } catch (RuntimeException | Error e) {
      throw fault(e);
    }
  }
}
