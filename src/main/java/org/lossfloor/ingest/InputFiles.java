package org.lossfloor.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
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
   * below the given path starts with {@code .} or {@code _}, are left out.
   *
   * @param hadoop the Hadoop settings
   * @param source the source
   * @return at least one file, each once
   * @throws InputException when a path matches nothing or cannot be listed
   */
  static List<InputFile> of(Configuration hadoop, SourceConfig source) {
    InputFiles found = new InputFiles(hadoop, source);
    source.paths().forEach(found::add);
    return List.copyOf(found.files.values());
  }

  private void add(String text) {
    int before = files.size();
    boolean matched;
    try {
      Path path = new Path(text);
      FileSystem system = path.getFileSystem(hadoop);
      FileStatus[] matches = matches(system, path);
      matched = matches.length > 0;
      for (FileStatus match : matches) {
        add(system, match);
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
    if (files.isEmpty() && before == 0) {
      throw nothing(text, "holds no file");
    }
  }

  /** A path that exists is taken as it is: folder names may hold characters of globs. */
  private static FileStatus[] matches(FileSystem system, Path path) throws IOException {
    if (system.exists(path)) {
      return new FileStatus[] {system.getFileStatus(path)};
    }
    FileStatus[] matches = system.globStatus(path);
    return matches == null ? new FileStatus[0] : matches;
  }

  private void add(FileSystem system, FileStatus match) throws IOException {
    if (match.isFile()) {
      put(match);
      return;
    }
    String folder = match.getPath().toString();
    RemoteIterator<LocatedFileStatus> inside = system.listFiles(match.getPath(), true);
    while (inside.hasNext()) {
      FileStatus file = inside.next();
      if (!hidden(file.getPath().toString().substring(folder.length()))) {
        put(file);
      }
    }
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
