package org.lossfloor.read.text;

import java.io.IOException;
import java.io.InputStream;

/** Streams that follow each other in a file, read as one. */
final class Members extends BulkInputStream {
  /** Opens them. */
  interface Opener {
    /**
     * The next stream.
     *
     * @return the stream, which leaves what follows it unread; null at the end of the file
     * @throws IOException when what stands there is no such stream
     */
    InputStream next() throws IOException;
  }

  private static final int MOST_IDLE = 100;

  private final InputStream file;
  private final Opener opener;
  private InputStream member;
  private boolean ended;
  private int idle;

  Members(InputStream file, Opener opener) {
    this.file = file;
    this.opener = opener;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (member == null) {
        member = opener.next();
        ended = member == null;
        continue;
      }
      int read = member.read(bytes, offset, length);
      if (read > 0) {
        idle = 0;
        return read;
      }
      idle++;
      if (read < 0) {
        member = null;
        idle = 0;
      } else if (idle > MOST_IDLE) {
        throw new IOException("the decoder gives nothing and does not end");
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (member != null) {
      member.close();
    }
  }
}
