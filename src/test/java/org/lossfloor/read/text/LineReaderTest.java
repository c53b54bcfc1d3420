package org.lossfloor.read.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  /** Gives few bytes at a time, as networks do. */
  private static InputStream trickle(byte[] bytes, int from) {
    return new ByteArrayInputStream(bytes, from, bytes.length - from) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, 3));
      }
    };
  }

  private static List<String> lines(byte[] bytes, long start, long end, long before)
      throws IOException {
    List<String> lines = new ArrayList<>();
    int from = (int) Math.max(0, start - 1);
    try (LineReader reader = new LineReader(trickle(bytes, from), start, end, before)) {
      while (reader.next()) {
        String text =
            new String(reader.buffer(), reader.start(), reader.length(), StandardCharsets.UTF_8);
        lines.add(reader.line() + ":" + text);
      }
    }
    return lines;
  }

  @Test
  void endsOfLinesAndAByteOrderMark() throws IOException {
    byte[] bytes = "\uFEFFa\r\n\nbc\nd".getBytes(StandardCharsets.UTF_8);
    assertThat(lines(bytes, 0, Long.MAX_VALUE, 0)).containsExactly("1:a", "2:", "3:bc", "4:d");
    assertThat(lines(new byte[0], 0, Long.MAX_VALUE, 0)).isEmpty();
    assertThat(lines("\n".getBytes(StandardCharsets.UTF_8), 0, Long.MAX_VALUE, 0))
        .containsExactly("1:");
  }

  @Test
  void everyCutGivesEveryLineOnceWithItsNumber() throws IOException {
    StringBuilder text = new StringBuilder("x".repeat(90_000)).append('\n');
    for (int i = 0; i < 40; i++) {
      text.append("line ").append("y".repeat(i % 7)).append(i % 3 == 0 ? "\r\n" : "\n");
    }
    byte[] bytes = text.append("last").toString().getBytes(StandardCharsets.UTF_8);
    List<String> whole = lines(bytes, 0, Long.MAX_VALUE, 0);
    assertThat(whole).hasSize(42);
    for (int size : new int[] {1, 7, 64, 1000, 89_999, 90_001}) {
      List<String> parts = new ArrayList<>();
      int firstCut = size < 64 ? 89_950 : 0;
      parts.addAll(firstCut > 0 ? lines(bytes, 0, firstCut, 0) : List.of());
      for (int start = firstCut; start < bytes.length; start += size) {
        parts.addAll(lines(bytes, start, Math.min(start + size, bytes.length), ends(bytes, start)));
      }
      assertThat(parts).as("cut to %d", size).isEqualTo(whole);
    }
  }

  private static long ends(byte[] bytes, int to) {
    long count = 0;
    for (int i = 0; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }
}
