package org.lossfloor.read.detect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lossfloor.config.key.Key;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.error.Printable;
import org.lossfloor.read.file.LogFile;

/**
 * An audit of what was recognised: its configuration as YAML, with comments that say what was
 * recognised, why, and what was guessed.
 *
 * @param yaml the text; it cannot be used if there is no source
 * @param sources how many sources it has
 * @param left what was found and is in no source, a line for each kind
 */
public record Draft(String yaml, int sources, List<String> left) {
  private static final int PATHS_SHOWN = 3;

  /** How a name ends that says what the file is, and how it is compressed. */
  private static final Pattern SUFFIX =
      Pattern.compile(
          "(.+?)(\\.[A-Za-z][A-Za-z0-9]*?)?(\\.(gz|gzip|bz2|zstd?|lz4|sz|xz|snappy|deflate))?$");

  /** Copies the list. */
  public Draft {
    left = List.copyOf(left);
  }

  /**
   * Writes an audit.
   *
   * @param given the paths as they were typed, with their files
   * @param files the same files
   * @return the audit
   */
  public static Draft of(List<Given> given, List<? extends LogFile> files) {
    return of(given, files, Wanted.NOTHING);
  }

  /**
   * Writes an audit of one score.
   *
   * @param given the paths as they were typed, with their files
   * @param files the same files
   * @param wanted the score that somebody has named
   * @return the audit; other scores may be in it, too
   */
  public static Draft of(List<Given> given, List<? extends LogFile> files, Wanted wanted) {
    Recogniser.Found found = Recogniser.among(files);
    Writer writer = new Writer(given, wanted);
    found.groups().forEach(writer::add);
    found.strangers().forEach(writer::add);
    return writer.draft();
  }

  /** Collects the parts of the text. */
  private static final class Writer {
    private final List<Given> given;
    private final Wanted wanted;
    private final Set<String> names = new HashSet<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> unmapped = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    private int count;

    Writer(List<Given> given, Wanted wanted) {
      this.given = given;
      this.wanted = wanted;
    }

    void add(LogGroup group) {
      Optional<Mapping> proposed = Proposal.of(group, wanted);
      if (proposed.isEmpty()) {
        String look = "begins like " + group.reader().title() + ", but does not go on so";
        add(new Strangers(look, group.paths()));
        return;
      }
      add(group, proposed.get());
    }

    private void add(LogGroup group, Mapping mapping) {
      String name = name(group);
      List<String> paths = SourcePaths.of(group, given);
      List<String> lines = new ArrayList<>(told(group));
      List<String> keys = new ArrayList<>();
      keys.add("- name: " + Yaml.text(name));
      keys.add("  format: " + group.reader().code());
      keys.add("  path: " + (paths.size() == 1 ? Yaml.text(paths.get(0)) : Yaml.list(paths)));
      mapping.lines().forEach(line -> keys.add("  " + line));
      if (mapping.hasMetrics()) {
        count++;
        lines.addAll(keys);
        lines.forEach(line -> sources.add("  " + line));
        sources.add("");
      } else {
        String what = "no field was found whose name says that it is a score";
        lines.add("# Left out: " + what + ". Complete it if you know one:");
        keys.forEach(line -> lines.add("# " + line));
        lines.add("#   metrics: [{metric: FIELD, direction: minimize}]");
        lines.forEach(line -> unmapped.add("  " + line));
        unmapped.add("");
        left.add(
            counted(group.paths().size())
                + " of "
                + group.reader().title()
                + ", but "
                + what
                + ": "
                + shown(group.paths()));
      }
    }

    private static List<String> told(LogGroup group) {
      List<String> lines = new ArrayList<>();
      lines.add(
          String.format(
              Locale.ROOT,
              "# %s, certainty %.2f: %s.",
              group.reader().title(),
              group.how().certainty(),
              Printable.line(group.how().why())));
      String parts =
          group.parts() == 0 ? "" : ", and " + counted(group.parts()) + " that lie with them";
      lines.add("# " + counted(group.logs().size()) + " to read" + parts + ".");
      return lines;
    }

    void add(Strangers strangers) {
      left.add(
          counted(strangers.paths().size())
              + ", "
              + Printable.line(strangers.look())
              + ": "
              + shown(strangers.paths()));
    }

    private static String counted(long files) {
      return files == 1 ? "1 file" : files + " files";
    }

    private static String shown(List<String> paths) {
      String more = paths.size() > PATHS_SHOWN ? ", ..." : "";
      return paths.stream()
              .limit(PATHS_SHOWN)
              .map(Printable::line)
              .collect(Collectors.joining(", "))
          + more;
    }

    /** The last part of where it is, with as much in front of it as makes it unique. */
    private String name(LogGroup group) {
      String home =
          DatabaseUrl.is(group.home()) ? group.home().replaceFirst("[?;].*", "") : group.home();
      String[] parts = home.split("[/\\\\]+", -1);
      String name = stem(parts[parts.length - 1], group);
      for (int i = parts.length - 2; i > 0 && names.contains(name); i--) {
        name = parts[i] + "/" + name;
      }
      String unique = name;
      for (int i = 2; !names.add(unique); i++) {
        unique = name + "-" + i;
      }
      return unique;
    }

    private static String stem(String name, LogGroup group) {
      if (name.isEmpty()) {
        return group.reader().code();
      }
      boolean file = !group.ofFolders() && group.logs().size() == 1;
      return file ? SUFFIX.matcher(name).replaceFirst("$1") : name;
    }

    Draft draft() {
      List<String> lines = new ArrayList<>();
      lines.add(
          "# Written by lossfloor init. `lossfloor audit PATH... --output DIR` does the same.");
      lines.add(
          "# Guesses are marked; check them, then take out `guessed` and `direction_guessed`.");
      lines.add(Key.NAME.key() + ": audit");
      lines.add(Key.SOURCES.key() + ":");
      lines.addAll(sources);
      lines.addAll(unmapped);
      if (!left.isEmpty()) {
        lines.add("# Not in any source:");
        left.forEach(line -> lines.add("#   " + line));
      }
      String text =
          lines.stream().map(line -> line.isBlank() ? "" : line).collect(Collectors.joining("\n"));
      return new Draft(text.stripTrailing() + "\n", count, left);
    }
  }
}
