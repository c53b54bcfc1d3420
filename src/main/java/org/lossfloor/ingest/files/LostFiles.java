package org.lossfloor.ingest.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.AccessControlException;
import org.lossfloor.read.file.StorageFault;
import org.lossfloor.read.note.NoteKind;

/**
 * Files that were listed but cannot be opened: deleted since, or not permitted for this user. This
 * is checked only after storage has failed, and for all files at once; a file that can be opened
 * here but not on an executor does not count.
 */
public final class LostFiles {
  private final Map<String, NoteKind> lost = new ConcurrentHashMap<>();

  public Map<String, NoteKind> kinds() {
    return lost;
  }

  /**
   * Looks for the reason of a failure.
   *
   * @return whether a file is lost that was not before, so that reading without it makes sense
   */
  public boolean add(
      Throwable failure, List<ListedSource> sources, Supplier<Configuration> hadoop) {
    if (StorageFault.behind(failure).isEmpty()) {
      return false;
    }
    int before = lost.size();
    sources.stream()
        .map(ListedSource::files)
        .flatMap(Collection::stream)
        .parallel()
        .filter(file -> !lost.containsKey(file.path()))
        .forEach(file -> kind(file, hadoop).ifPresent(kind -> lost.put(file.path(), kind)));
    return lost.size() > before;
  }

  private static Optional<NoteKind> kind(InputFile file, Supplier<Configuration> hadoop) {
    try {
      InputFile.raw(file.path(), 0, hadoop).close();
      return Optional.empty();
    } catch (IOException e) {
      Throwable cause = e instanceof StorageFault ? e.getCause() : e;
      if (cause instanceof AccessDeniedException || cause instanceof AccessControlException) {
        return Optional.of(NoteKind.UNREADABLE);
      }
      return cause instanceof NoSuchFileException || cause instanceof FileNotFoundException
          ? Optional.of(NoteKind.VANISHED)
          : Optional.empty();
    }
  }
}
