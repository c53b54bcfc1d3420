package org.lossfloor.read.file;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of this machine by the text that stands for them in tables and messages: {@code file:} and
 * the path as it is, or, if the bytes of the name are not text, an encoded URI that starts with
 * {@code file:///}. Hadoop's local file system is not used: it fails on such names, and refuses a
 * log that was edited and whose old checksum file is still there.
 */
public final class LocalPath {
  private static final String SCHEME = "file:";
  private static final String ENCODED = "file:///";

  private LocalPath() {}

  /** The text for an absolute path. */
  public static String uri(Path path) {
    String text = path.toString();
    try {
      if (Path.of(text).equals(path)) {
        return SCHEME + text;
      }
    } catch (InvalidPathException e) {
      // The name is no text here.
    }
    return path.toUri().toString();
  }

  /** The path that a text stands for, when it is one of this machine. */
  public static Optional<Path> of(String uri) {
    if (uri.startsWith(ENCODED)) {
      return Optional.of(Path.of(URI.create(uri)));
    }
    return uri.startsWith(SCHEME)
        ? Optional.of(Path.of(uri.substring(SCHEME.length())))
        : Optional.empty();
  }

  public static InputStream open(Path path, long from) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(path);
    channel.position(from);
    return Channels.newInputStream(channel);
  }
}
