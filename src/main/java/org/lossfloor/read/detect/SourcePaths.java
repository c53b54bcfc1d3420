package org.lossfloor.read.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.file.LocalPath;

/**
 * Finds the shortest list of paths that gives the logs of a group and no others: what was typed if
 * that does it, else folders in it, else the files themselves.
 */
final class SourcePaths {
  /** So many files are rather named one by one. */
  private static final int FEW = 5;

  private final LogReader reader;
  private final String home;
  private final boolean folders;

  private SourcePaths(LogGroup group) {
    reader = group.reader();
    home = group.home();
    folders = group.ofFolders() || group.logs().size() > FEW;
  }

  static List<String> of(LogGroup group, List<Given> given) {
    SourcePaths paths = new SourcePaths(group);
    Set<String> left = new TreeSet<>(group.paths());
    List<String> found = new ArrayList<>();
    for (Given path : given) {
      if (path.paths().stream().anyMatch(left::contains)) {
        found.addAll(paths.within(path, left));
      }
    }
    return found;
  }

  private List<String> within(Given path, Set<String> left) {
    List<String> wanted = path.paths().stream().filter(left::contains).toList();
    wanted.forEach(left::remove);
    if (path.folder().isEmpty()) {
      return gives(path.paths(), wanted)
          ? List.of(path.typed())
          : wanted.stream().map(SourcePaths::plain).toList();
    }
    String start = home.startsWith(path.folder().get() + "/") ? home : path.folder().get();
    List<String> found = new ArrayList<>();
    List<String> inside = below(start, wanted);
    if (inside.equals(wanted)) {
      cover(path, start, below(start, path.paths()), wanted, found);
    } else {
      cover(path, path.folder().get(), path.paths(), wanted, found);
    }
    return found;
  }

  /** Goes down to the folders all of whose logs are wanted. */
  private void cover(
      Given path, String folder, List<String> all, List<String> wanted, List<String> found) {
    if (folders && gives(all, wanted)) {
      found.add(path.typed(folder));
      return;
    }
    int from = 0;
    while (from < wanted.size()) {
      String first = wanted.get(from);
      int slash = first.startsWith(folder + "/") ? first.indexOf('/', folder.length() + 1) : -1;
      if (slash < 0) {
        found.add(first.startsWith(folder + "/") ? path.typed(first) : plain(first));
        from++;
        continue;
      }
      String child = first.substring(0, slash);
      List<String> inside = below(child, wanted);
      cover(path, child, below(child, all), inside, found);
      from += inside.size();
    }
  }

  private static List<String> below(String folder, List<String> paths) {
    return paths.stream().filter(path -> path.startsWith(folder + "/")).toList();
  }

  private boolean gives(List<String> all, List<String> wanted) {
    return reader.logs(all).equals(wanted);
  }

  private static String plain(String uri) {
    return LocalPath.of(uri).map(java.nio.file.Path::toString).orElse(uri);
  }
}
