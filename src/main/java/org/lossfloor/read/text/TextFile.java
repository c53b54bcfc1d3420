package org.lossfloor.read.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A file of text as bytes of UTF-8, decompressed.
 *
 * @param bytes the text; a byte that is invalid in the file's encoding becomes one that is invalid
 *     in UTF-8
 * @param oddities what is unusual about the file but does not stop reading
 */
public record TextFile(InputStream bytes, List<Oddity> oddities) implements Closeable {
  private static final int MARK = 64;

  /** Copies the list. */
  public TextFile {
    oddities = List.copyOf(oddities);
  }

  /**
   * Something unusual.
   *
   * @param kind what it is
   * @param detail what was found; may be empty
   */
  public record Oddity(Kind kind, String detail) {
    /** The kinds. */
    public enum Kind {
      /** It has no bytes. */
      EMPTY,
      /** Its first bytes and its name do not agree on how it is compressed. */
      PACKING,
      /** It is not in UTF-8, or not in the encoding that was declared. */
      ENCODING
    }
  }

  /**
   * Opens a file. How it is compressed is taken from its first bytes, else from its name; so is its
   * encoding, from a byte order mark or the zeros of UTF-16, else it is the declared one.
   *
   * @param name its name, for the suffix
   * @param stored its bytes as they are stored
   * @param declared the encoding that the user names; nothing for UTF-8
   * @return the text
   * @throws IOException when the bytes cannot be read or are not what the name says, or the file is
   *     of a kind that is no text
   */
  public static TextFile open(String name, InputStream stored, Optional<Charset> declared)
      throws IOException {
    List<Oddity> oddities = new ArrayList<>();
    PeekStream packed = new PeekStream(stored);
    byte[] start = packed.peek(MARK);
    if (start.length == 0) {
      oddities.add(new Oddity(Oddity.Kind.EMPTY, ""));
      return new TextFile(packed, oddities);
    }
    PeekStream unpacked = new PeekStream(unpacked(name, packed, start, oddities));
    byte[] head = unpacked.peek(TextEncoding.HEAD);
    Optional<FileKind> foreign = FileKind.of(head);
    if (foreign.isPresent()) {
      throw new IOException(foreign.get().sentence());
    }
    return new TextFile(encoded(unpacked, head, declared, oddities), oddities);
  }

  /**
   * Returns whether lines of a file can be read without those before them.
   *
   * @param name its name
   * @param stored its bytes as they are stored
   * @return whether it is plain UTF-8 whose lines end with LF, going by its name and first bytes
   * @throws IOException when the bytes cannot be read
   */
  public static boolean plain(String name, InputStream stored) throws IOException {
    byte[] start = stored.readNBytes(LineReader.MARGIN);
    byte[] head = Arrays.copyOf(start, Math.min(start.length, TextEncoding.HEAD));
    return !LineReader.onlyCarriageReturns(start, start.length)
        && Packing.ofName(name).isEmpty()
        && Packing.ofBytes(head).isEmpty()
        && Packing.notRead(name).isEmpty()
        && FileKind.of(head).isEmpty()
        && TextEncoding.of(head).filter(e -> !e.charset().equals(StandardCharsets.UTF_8)).isEmpty();
  }

  private static InputStream unpacked(
      String name, PeekStream packed, byte[] start, List<Oddity> oddities) throws IOException {
    Optional<Packing> said = Packing.ofName(name);
    Optional<Packing> found = Packing.ofBytes(start);
    if (found.isPresent()) {
      if (said.filter(packing -> packing.goesWith(found.get())).isEmpty()) {
        oddities.add(new Oddity(Oddity.Kind.PACKING, "it is " + found.get().title()));
      }
      return Guarded.open(found.get(), packed);
    }
    boolean text = FileKind.text(start) && start[0] != 'x';
    if (Packing.notRead(name).isPresent() && !text) {
      throw new IOException(
          "compression by " + Packing.notRead(name).get() + " is not read; unpack the file first");
    }
    if (said.isPresent() && text && !said.get().begunBy(start)) {
      oddities.add(new Oddity(Oddity.Kind.PACKING, "it is not compressed"));
      return packed;
    }
    return said.isPresent() ? Guarded.open(said.get().unmarked(start), packed) : packed;
  }

  private static InputStream encoded(
      PeekStream text, byte[] head, Optional<Charset> declared, List<Oddity> oddities)
      throws IOException {
    Charset wanted = declared.orElse(StandardCharsets.UTF_8);
    Optional<TextEncoding.Found> found = TextEncoding.of(head);
    Charset charset = found.map(TextEncoding.Found::charset).orElse(wanted);
    if (!charset.equals(wanted) && !wanted.name().equals("UTF-16")) {
      oddities.add(new Oddity(Oddity.Kind.ENCODING, "it is " + charset.name()));
    }
    if (charset.equals(StandardCharsets.UTF_8)) {
      return text;
    }
    text.skipNBytes(found.map(TextEncoding.Found::mark).orElse(0));
    return new Utf8Stream(text, charset);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
