package org.lossfloor.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * Files with a sound end and a broken page, found only while their rows are read. A file of which
 * storage gives every byte and a reader cannot make rows is broken itself; where storage does not
 * give the bytes, nothing is said about the file.
 */
final class BrokenWithin {
  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  /**
   * Takes the file behind a failure.
   *
   * @return whether it is another broken file, so that reading without it makes sense
   */
  boolean add(Throwable failure, Configuration hadoop) {
    if (StorageFault.behind(failure).isPresent()) {
      return false;
    }
    Optional<ReadFailures.Unread> unread = ReadFailures.unread(failure);
    if (unread.isEmpty()) {
      return false;
    }
    Path path = path(unread.get().path());
    String reason = "the Parquet file breaks within: " + unread.get().reason();
    return stored(path, hadoop) && reasons.putIfAbsent(path.toString(), reason) == null;
  }

  /** Why a file is left out; nothing if it is not. */
  Optional<String> reason(InputFile file) {
    return Optional.ofNullable(reasons.get(new Path(file.path()).toString()));
  }

  /** Spark names files by their URI, encoded. */
  private static Path path(String uri) {
    try {
      return new Path(URI.create(uri));
    } catch (IllegalArgumentException e) {
      return new Path(uri);
    }
  }

  private static boolean stored(Path path, Configuration hadoop) {
    try (FSDataInputStream in = path.getFileSystem(hadoop).open(path)) {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
