package org.lossfloor.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.lossfloor.config.SourceConfig;

/** Finds the files of a source: single files, globs, folders with their subfolders. */
final class InputFiles {
  private final Configuration hadoop;
  private final SourceConfig source;
  private final TreeMap<String, InputFile> files = new TreeMap<>();

  private InputFiles(Configuration hadoop, SourceConfig source) {
    this.hadoop = hadoop;
    this.source = source;
  }

  /**
   * Lists the files in the order of their paths. Hidden ones, whose name or one of whose folders
   * starts with {@code .} or {@code _}, are left out where a folder or a glob gave them; what the
   * path itself names is taken.
   *
   * @param hadoop the Hadoop settings
   * @param source the source
   * @return at least one file, each once
   * @throws InputException when a path matches nothing, holds no file or cannot be listed
   */
  static List<InputFile> of(Configuration hadoop, SourceConfig source) {
    InputFiles found = new InputFiles(hadoop, source);
    source.paths().forEach(found::add);
    return List.copyOf(found.files.values());
  }

  private void add(String text) {
    boolean matched;
    int given = 0;
    try {
      Path path = new Path(text);
      FileSystem system = path.getFileSystem(hadoop);
      List<FileStatus> matches = matches(system, path);
      matched = !matches.isEmpty();
      for (FileStatus match : matches) {
        given += add(system, match);
      }
    } catch (FileNotFoundException e) {
      throw nothing(text, "matches no file");
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          "the path cannot be listed: " + e.getMessage(),
          where(text),
          "Check the scheme of the URI, the host and the permissions.");
    }
    if (!matched) {
      throw nothing(text, "matches no file");
    }
    if (given == 0) {
      throw nothing(text, "holds no file");
    }
  }

  /** A path that exists is taken as it is: folder names may hold characters of globs. */
  private static List<FileStatus> matches(FileSystem system, Path path) throws IOException {
    if (system.exists(path)) {
      return List.of(system.getFileStatus(path));
    }
    FileStatus[] matches = system.globStatus(path);
    return matches == null
        ? List.of()
        : Arrays.stream(matches).filter(match -> !hidden(match, path)).toList();
  }

  /** Whether a star found a hidden name; a glob that spells out the dot means it. */
  private static boolean hidden(FileStatus match, Path glob) {
    Path found = match.getPath();
    for (Path asked = glob; asked != null && found != null; asked = asked.getParent()) {
      if (hidden(found.getName()) && !hidden(asked.getName())) {
        return true;
      }
      found = found.getParent();
    }
    return false;
  }

  /** How many files a match gives, those that another path gave before included. */
  private int add(FileSystem system, FileStatus match) throws IOException {
    if (match.isFile()) {
      put(match);
      return 1;
    }
    int given = 0;
    String folder = match.getPath().toString();
    RemoteIterator<? extends FileStatus> inside = inside(system, match.getPath());
    while (inside.hasNext()) {
      FileStatus below = inside.next();
      if (!hidden(below.getPath().toString().substring(folder.length()))) {
        given += add(system, below);
      }
    }
    return given;
  }

  /**
   * What is in a folder: on a store everything below it, in as few requests as that takes. On this
   * machine only what is directly in it, because Hadoop starts a process for each file of the long
   * list to learn its permissions.
   */
  private static RemoteIterator<? extends FileStatus> inside(FileSystem system, Path folder)
      throws IOException {
    return system instanceof LocalFileSystem
        ? system.listStatusIterator(folder)
        : system.listFiles(folder, true);
  }

  private static boolean hidden(String below) {
    return Arrays.stream(below.split("/"))
        .anyMatch(part -> part.startsWith(".") || part.startsWith("_"));
  }

  private void put(FileStatus file) {
    String path = file.getPath().toString();
    files.put(path, new InputFile(path, file.getLen()));
  }

  private InputException nothing(String text, String what) {
    return new InputException(
        "the path " + what,
        where(text),
        "Check the path; a relative one is meant from "
            + Path.CUR_DIR
            + " = "
            + java.nio.file.Path.of("").toAbsolutePath()
            + ".");
  }

  private String where(String text) {
    return "source " + source.name() + ", " + text;
  }
}
