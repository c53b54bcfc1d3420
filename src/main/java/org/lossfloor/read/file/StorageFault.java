package org.lossfloor.read.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.lossfloor.error.Causes;

/**
 * Storage did not deliver the bytes of a file. That says nothing about the file: the task must fail
 * and be tried again, because taking it for the end of the file would lose records at random.
 */
public final class StorageFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final String path;

  public StorageFault(String path, Exception cause) {
    super(path + " cannot be read: " + cause.getMessage(), cause);
    this.path = path;
  }

  public String path() {
    return path;
  }

  /**
   * The fault of storage behind a failure; anything else that a decoder throws is a fault of the
   * file.
   */
  public static Optional<StorageFault> behind(Throwable failure) {
    return Causes.first(failure, StorageFault.class);
  }

  /**
   * The bytes as they are stored, below any decoder, so that faults of storage can be distinguished
   * from faults of the file.
   */
  public static InputStream marking(String path, InputStream raw) {
    return new Marking(path, raw);
  }

  private static final class Marking extends FilterInputStream {
    private final String path;

    Marking(String path, InputStream raw) {
      super(raw);
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException | RuntimeException e) {
        throw new StorageFault(path, e);
      }
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      try {
        return in.read(bytes, from, length);
      } catch (IOException | RuntimeException e) {
        throw new StorageFault(path, e);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      try {
        return in.skip(count);
      } catch (IOException | RuntimeException e) {
        throw new StorageFault(path, e);
      }
    }
  }
}
