package org.lossfloor.ingest;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.random.RandomGenerator;

/** Ways in which disks, networks and people damage a file. */
enum Mutation {
  NONE,
  FLIP,
  CUT,
  INSERT,
  DELETE,
  DOUBLE,
  SPLICE,
  ZERO,
  QUOTE,
  LINE_END;

  private static final int[] SPANS = {1, 2, 8, 40, 400};
  private static final int[] TIMES = {1, 1, 2, 5};
  private static final byte[][] LINE_ENDS = {{'\n'}, {'\r', '\n'}, {'\r'}, {'\n', '\n'}};

  static Mutation any(RandomGenerator random) {
    List<Mutation> all = List.copyOf(EnumSet.allOf(Mutation.class));
    return random.nextInt(4) == 0 ? QUOTE : all.get(random.nextInt(all.size()));
  }

  byte[] of(byte[] bytes, RandomGenerator random) {
    byte[] mutated = bytes;
    for (int i = TIMES[random.nextInt(TIMES.length)]; i > 0 && mutated.length > 0; i--) {
      mutated = once(mutated, random);
    }
    return mutated;
  }

  private byte[] once(byte[] bytes, RandomGenerator random) {
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + SPANS[random.nextInt(SPANS.length)]);
    byte[] span = Arrays.copyOfRange(bytes, at, end);
    return switch (this) {
      case NONE -> bytes;
      case FLIP -> {
        span[0] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        yield replaced(bytes, at, end, span);
      }
      case CUT -> Arrays.copyOf(bytes, at);
      case INSERT -> {
        random.nextBytes(span);
        yield replaced(bytes, at, at, span);
      }
      case DELETE -> replaced(bytes, at, end, new byte[0]);
      case DOUBLE -> replaced(bytes, at, at, span);
      case SPLICE -> replaced(bytes, random.nextInt(bytes.length), -1, span);
      case ZERO -> replaced(bytes, at, end, new byte[span.length]);
      case QUOTE -> replaced(bytes, at, at, new byte[] {'"'});
      case LINE_END -> replaced(bytes, at, at, LINE_ENDS[random.nextInt(LINE_ENDS.length)]);
    };
  }

  /** Replaces what is between two places; as much as is put in where the second is -1. */
  private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = to < 0 ? Math.min(bytes.length, from + by.length) : to;
    out.write(bytes, 0, from);
    out.writeBytes(by);
    out.write(bytes, rest, bytes.length - rest);
    return out.toByteArray();
  }
}
