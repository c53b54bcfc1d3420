package org.lossfloor.read.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text of any encoding as UTF-8. A byte that is invalid in that encoding becomes one that is
 * invalid in UTF-8, so that readers of lines see damage in one form, and in its place.
 */
final class Utf8Stream extends BulkInputStream {
  private static final int SIZE = 1 << 14;

  /** Occurs nowhere in UTF-8. */
  private static final byte DAMAGED = (byte) 0xFF;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer raw = ByteBuffer.allocate(SIZE).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(SIZE);
  private ByteBuffer ready = ByteBuffer.allocate(0);
  private boolean damage;
  private boolean ended;
  private boolean flushed;

  Utf8Stream(InputStream in, Charset charset) {
    this.in = in;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ready.hasRemaining()) {
      if (damage) {
        damage = false;
        bytes[offset] = DAMAGED;
        return 1;
      }
      if (flushed) {
        return -1;
      }
      decode();
    }
    int count = Math.min(length, ready.remaining());
    ready.get(bytes, offset, count);
    return count;
  }

  private void decode() throws IOException {
    chars.clear();
    CoderResult result = decoder.decode(raw, chars, ended);
    if (result.isError()) {
      raw.position(raw.position() + result.length());
      damage = true;
    } else if (result.isUnderflow() && ended) {
      decoder.flush(chars);
      flushed = true;
    } else if (result.isUnderflow()) {
      refill();
    }
    ready = StandardCharsets.UTF_8.encode(chars.flip());
  }

  private void refill() throws IOException {
    raw.compact();
    int read = in.read(raw.array(), raw.position(), raw.remaining());
    ended = read < 0;
    raw.position(raw.position() + Math.max(0, read)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
