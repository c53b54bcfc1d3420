package org.lossfloor.read.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folder that all paths of a source have in common. Folders of a source are named by their
 * paths below it, so that no two share a name and a name does not depend on where a source is kept.
 *
 * @param steps the names from the root of the file system down to it
 */
public record SourceRoot(List<String> steps) {
  /** Nothing is known: every folder is named by its full path. */
  public static final SourceRoot UNKNOWN = new SourceRoot(List.of(""));

  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?(?=/)");
  private static final Pattern GLOB = Pattern.compile("[*?\\[{]");

  /**
   * Copies the names.
   *
   * @throws NullPointerException if one is null
   */
  public SourceRoot {
    steps = List.copyOf(steps);
  }

  /**
   * Finds what the paths have in common: their folders up to the first glob, without the last name,
   * which belongs to the names of what is below.
   *
   * @param paths the paths as the configuration states them, at least one
   * @return the folder
   */
  public static SourceRoot of(List<String> paths) {
    List<String> common = null;
    for (String path : paths) {
      List<String> fixed = fixed(steps(absolute(path)));
      common = common == null ? fixed : shared(common, fixed);
    }
    return common == null ? UNKNOWN : new SourceRoot(common);
  }

  private static String absolute(String path) {
    return SCHEME.matcher(path).find() || path.startsWith("/")
        ? path
        : Path.of(path).toAbsolutePath().toString();
  }

  private static List<String> fixed(List<String> steps) {
    List<String> fixed = new ArrayList<>();
    for (String step : steps) {
      if (GLOB.matcher(step).find()) {
        break;
      }
      fixed.add(step);
    }
    return fixed.subList(0, Math.max(0, fixed.size() - 1));
  }

  private static List<String> shared(List<String> some, List<String> others) {
    int same = 0;
    while (same < some.size() && same < others.size() && some.get(same).equals(others.get(same))) {
      same++;
    }
    return some.subList(0, same);
  }

  /** The names of a path without its scheme, dots resolved. */
  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : SCHEME.matcher(path).replaceFirst("").split("/", -1)) {
      if (step.equals("..") && !steps.isEmpty()) {
        steps.remove(steps.size() - 1);
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    return steps;
  }

  /**
   * Names a folder.
   *
   * @param file the full URI of a file
   * @param relative the path of the folder from that of the file; empty for the same folder
   * @return its path below this folder, or its full path if it is not below
   */
  public String name(String file, String relative) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    List<String> names = steps(folder + relative);
    boolean below = names.size() > steps.size() && names.subList(0, steps.size()).equals(steps);
    return below
        ? String.join("/", names.subList(steps.size(), names.size()))
        : "/" + String.join("/", names);
  }
}
