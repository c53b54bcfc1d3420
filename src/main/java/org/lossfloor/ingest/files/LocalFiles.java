package org.lossfloor.ingest.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.note.NoteKind;

/**
 * Finds files of this machine below one path. Hadoop's listing fails on colons in names, takes
 * FIFOs for files, follows every link, and drops dangling ones. Globs have the meaning that they
 * have in Hadoop.
 *
 * <p>A link to a folder is followed after everything else, unless that folder has been read or lies
 * above the link.
 */
final class LocalFiles {
  /**
   * A file.
   *
   * @param path where it was found
   * @param length its length in bytes
   * @param key a key that all names of one file share
   */
  record Found(Path path, long length, Object key) {}

  /** The names of the folders of published runs. */
  static final String RUN = "run_id=";

  private static final int KINDS = 0170000;
  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;

  private final Object output;
  private final Sightings sightings;
  private final Predicate<String> hidden;
  private final List<Found> files = new ArrayList<>();
  private final Set<Object> folders = new HashSet<>();
  private final Queue<Path> links = new ArrayDeque<>();

  private LocalFiles(Optional<Path> output, Sightings sightings, Predicate<String> hidden) {
    this.output = output.flatMap(LocalFiles::key).orElse(null);
    this.sightings = sightings;
    this.hidden = hidden;
  }

  /**
   * The files below a path.
   *
   * @param text a file, a folder or a glob, relative to the working directory or absolute
   * @param output where runs are published; what it holds is not read unless the path names it
   * @param sightings takes what is left out
   * @param hidden tells by a name what is not looked at within a folder
   * @return the files, or nothing when the path matches nothing
   * @throws IOException when the path cannot be looked at
   */
  static Optional<List<Found>> below(
      String text, Optional<Path> output, Sightings sightings, Predicate<String> hidden)
      throws IOException {
    LocalFiles found = new LocalFiles(output, sightings, hidden);
    Path path = Path.of(text);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      found.named(plain(path.toAbsolutePath()));
    } else {
      List<Path> matches = found.matches(text);
      if (matches.isEmpty()) {
        return Optional.empty();
      }
      matches.forEach(found::take);
    }
    found.followLinks();
    return Optional.of(found.files);
  }

  /** The full URI of a path that is a folder. */
  static Optional<String> folder(String text) throws IOException {
    Path path = Path.of(text);
    return Files.isDirectory(path)
        ? Optional.of(LocalPath.uri(plain(path.toAbsolutePath())))
        : Optional.empty();
  }

  /** A path without dots, where that is the same file. */
  private static Path plain(Path path) throws IOException {
    Path plain = path.normalize();
    return Files.exists(plain) && Files.exists(path) && Files.isSameFile(plain, path)
        ? plain
        : path;
  }

  /** What the path itself names is taken, even through a link. */
  private void named(Path path) {
    if (Files.isDirectory(path)) {
      folder(path);
    } else {
      take(path);
    }
  }

  private List<Path> matches(String text) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String pattern : GlobExpander.expand(text)) {
      List<Path> at =
          List.of(pattern.startsWith("/") ? Path.of("/") : Path.of("").toAbsolutePath());
      for (String part : pattern.split("/", -1)) {
        at = part.isEmpty() ? at : next(at, part);
      }
      all.addAll(at);
    }
    return all;
  }

  private List<Path> next(List<Path> folders, String part) {
    GlobPattern glob = new GlobPattern(part);
    List<Path> next = new ArrayList<>();
    for (Path folder : folders) {
      if (!glob.hasWildcard()) {
        Path path = folder.resolve(part.replaceAll("\\\\(.)", "$1"));
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          next.add(path.normalize());
        }
      } else if (Files.isDirectory(folder)) {
        for (Path path : children(folder)) {
          String name = name(path);
          if (glob.matches(name) && (!hidden.test(name) || hidden.test(part))) {
            next.add(path);
          }
        }
      }
    }
    return next;
  }

  /** What is in a folder, in the order of names, without what audits have published there. */
  private List<Path> children(Path folder) {
    List<Path> all = new ArrayList<>();
    boolean runs = output != null && key(folder).filter(output::equals).isPresent();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        boolean own = runs ? name(entry).startsWith(RUN) : output != null && isOutput(entry);
        if (own) {
          note(NoteKind.OWN_OUTPUT, entry, "");
        } else {
          all.add(entry);
        }
      }
    } catch (IOException | RuntimeException e) {
      note(gone(e), folder, "");
    }
    all.sort(Comparator.comparing(Path::toString));
    return all;
  }

  private boolean isOutput(Path entry) {
    return Files.isDirectory(entry) && key(entry).filter(output::equals).isPresent();
  }

  private void folder(Path folder) {
    folders.add(key(folder).orElse(folder));
    for (Path entry : children(folder)) {
      if (!hidden.test(name(entry))) {
        take(entry);
      }
    }
  }

  /** Takes a file, goes into a folder, leaves links to folders for later, notes what is neither. */
  private void take(Path path) {
    try {
      BasicFileAttributes own =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      BasicFileAttributes real =
          own.isSymbolicLink() ? Files.readAttributes(path, BasicFileAttributes.class) : own;
      if (real.isDirectory() && own.isSymbolicLink()) {
        links.add(path);
      } else if (real.isDirectory()) {
        folder(path);
      } else if (real.isRegularFile()) {
        file(path, real);
      } else {
        note(special(path), path, "");
      }
    } catch (IOException e) {
      boolean link = Files.isSymbolicLink(path);
      note(link && !denied(e) ? NoteKind.DANGLING_LINK : gone(e), path, "");
    }
  }

  private void file(Path path, BasicFileAttributes attributes) {
    if (!Files.isReadable(path)) {
      note(NoteKind.UNREADABLE, path, "");
      return;
    }
    Object key = attributes.fileKey() == null ? path : attributes.fileKey();
    files.add(new Found(path, attributes.size(), key));
    noteStaleChecksum(path, attributes.size());
  }

  /** Hadoop's checksum files have a length that follows from that of the file. */
  private void noteStaleChecksum(Path path, long length) {
    Path sums = path.resolveSibling("." + name(path) + ".crc");
    try {
      long blocks = (length + 511) / 512;
      if (Files.isRegularFile(sums) && Files.size(sums) != 8 + 4 * blocks) {
        note(NoteKind.STALE_CHECKSUM, sums, "");
      }
    } catch (IOException e) {
      // It is not read anyway.
    }
  }

  private void followLinks() {
    for (Path link = links.poll(); link != null; link = links.poll()) {
      try {
        Path real = link.toRealPath();
        boolean above = link.toAbsolutePath().getParent().toRealPath().startsWith(real);
        if (above || folders.contains(key(real).orElse(real))) {
          note(NoteKind.KNOWN_LINK, link, "it leads to " + real);
        } else {
          folder(link);
        }
      } catch (IOException e) {
        note(gone(e), link, "");
      }
    }
  }

  private static NoteKind special(Path path) throws IOException {
    Object mode = Files.getAttribute(path, "unix:mode");
    return switch ((Integer) mode & KINDS) {
      case FIFO -> NoteKind.FIFO;
      case SOCKET -> NoteKind.SOCKET;
      default -> NoteKind.DEVICE;
    };
  }

  private static NoteKind gone(Exception e) {
    return e instanceof NoSuchFileException ? NoteKind.VANISHED : NoteKind.UNREADABLE;
  }

  private static boolean denied(IOException e) {
    return e instanceof AccessDeniedException && !(e instanceof FileSystemLoopException);
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static Optional<Object> key(Path path) {
    try {
      return Optional.ofNullable(Files.readAttributes(path, BasicFileAttributes.class).fileKey());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void note(NoteKind kind, Path path, String detail) {
    sightings.add(kind, LocalPath.uri(path), detail);
  }
}
