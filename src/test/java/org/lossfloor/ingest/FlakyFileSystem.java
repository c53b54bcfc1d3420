package org.lossfloor.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files of which only the first half arrives; then the connection is lost. */
public final class FlakyFileSystem extends RawLocalFileSystem {
  @Override
  public URI getUri() {
    return URI.create("flaky:///");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return new FSDataInputStream(new Half(Files.readAllBytes(pathToFile(path).toPath())));
  }

  private static final class Half extends FSInputStream {
    private final ByteArrayInputStream bytes;
    private final int length;

    Half(byte[] all) {
      length = all.length / 2;
      bytes = new ByteArrayInputStream(all, 0, length);
    }

    @Override
    public int read() throws IOException {
      int read = bytes.read();
      if (read < 0) {
        throw new IOException("connection reset");
      }
      return read;
    }

    @Override
    public int read(byte[] target, int from, int count) throws IOException {
      int read = bytes.read(target, from, count);
      if (read < 0) {
        throw new IOException("connection reset");
      }
      return read;
    }

    @Override
    public void seek(long position) {
      bytes.reset();
      bytes.readNBytes(new byte[(int) position], 0, (int) position);
    }

    @Override
    public long getPos() {
      return (long) length - bytes.available();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }
  }
}
