package org.lossfloor.read.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lossfloor.config.LogFormats;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.text.Head;

/**
 * Finds out which files are logs of which format. Trackers' stores hold hundreds of thousands of
 * files, so that formats whose logs are folders choose by the paths alone first; of files that have
 * one name a few are opened, and all of them only if those are not alike.
 */
public final class Recogniser {
  /** A less certain match is any text at all. */
  private static final double LEAST = 0.3;

  /** Of so many files of one name a few are examined. */
  private static final int FEW = 3;

  private final Map<String, LogFile> files = new TreeMap<>();
  private final Map<String, Looks> looks = new HashMap<>();
  private final Map<String, LogReaders.Match> matched = new HashMap<>();
  private final Map<String, List<String>> strangers = new TreeMap<>();

  private Recogniser(Collection<? extends LogFile> all) {
    all.forEach(file -> files.put(file.path(), file));
  }

  /**
   * What is there.
   *
   * @param groups the logs that were recognised, in the order of their paths
   * @param strangers all other files, but for those that are part of a log
   */
  public record Found(List<LogGroup> groups, List<Strangers> strangers) {
    /** Copies the lists. */
    public Found {
      groups = List.copyOf(groups);
      strangers = List.copyOf(strangers);
    }
  }

  /**
   * Looks at files.
   *
   * @param files all files
   * @return what they are; every one is in it
   */
  public static Found among(Collection<? extends LogFile> files) {
    return new Recogniser(files).found();
  }

  private Found found() {
    Set<String> left = new LinkedHashSet<>(files.keySet());
    List<LogGroup> all = new ArrayList<>();
    for (LogReader reader : folders(left)) {
      all.addAll(claimed(reader, left));
    }
    all.replaceAll(group -> withBystanders(group, left));
    all.addAll(single(left));
    all.sort(Comparator.comparing(group -> group.logs().get(0).path()));
    List<Strangers> others = new ArrayList<>();
    strangers.forEach((look, paths) -> others.add(new Strangers(look, paths)));
    return new Found(all, others);
  }

  /** The formats whose logs can be told from paths, and that choose some of them. */
  private static List<LogReader> folders(Set<String> left) {
    List<String> paths = List.copyOf(left);
    return LogFormats.all().stream()
        .map(LogReaders::of)
        .filter(reader -> reader.logs(paths).size() < paths.size())
        .toList();
  }

  /** Takes the logs of a format, and what belongs to them, out of what is left. */
  private List<LogGroup> claimed(LogReader reader, Set<String> left) {
    List<String> sure = sure(reader, reader.logs(List.copyOf(left)));
    Map<String, String> homes = new HashMap<>();
    sure.forEach(log -> homes.put(reader.home(log), reader.project(log)));
    Map<String, List<String>> byProject = new TreeMap<>();
    sure.forEach(
        log -> byProject.computeIfAbsent(reader.project(log), p -> new ArrayList<>()).add(log));
    Map<String, Long> parts = new HashMap<>();
    Set<String> logs = new HashSet<>(sure);
    left.removeIf(
        path -> {
          Optional<String> home = within(path, homes.keySet());
          if (home.isPresent() && !logs.contains(path)) {
            parts.merge(homes.get(home.get()), 1L, Long::sum);
          }
          return home.isPresent();
        });
    List<LogGroup> found = new ArrayList<>();
    byProject.forEach(
        (project, paths) ->
            found.add(group(reader, project, paths, parts.getOrDefault(project, 0L))));
    return found;
  }

  /**
   * Takes text and bytes of no known kind that lie in the folder of a project out of what is left.
   */
  private LogGroup withBystanders(LogGroup group, Set<String> left) {
    if (!group.ofFolders() || files.containsKey(group.home())) {
      return group;
    }
    List<String> beside =
        left.stream()
            .filter(path -> path.startsWith(group.home() + "/"))
            .filter(path -> match(path).isEmpty() && looks.get(path).isPlain())
            .toList();
    beside.forEach(left::remove);
    return new LogGroup(
        group.reader(), group.how(), group.home(), group.logs(), group.parts() + beside.size());
  }

  private static Optional<String> within(String path, Set<String> homes) {
    for (String at = path; ; at = at.substring(0, at.lastIndexOf('/'))) {
      if (homes.contains(at)) {
        return Optional.of(at);
      }
      if (at.lastIndexOf('/') <= 0) {
        return Optional.empty();
      }
    }
  }

  /** Those of a format's logs that look like it, too; of files of one name a few are opened. */
  private List<String> sure(LogReader reader, List<String> logs) {
    Map<String, List<String>> byName = new TreeMap<>();
    logs.forEach(
        log ->
            byName
                .computeIfAbsent(reader.project(log) + "\n" + name(log), n -> new ArrayList<>())
                .add(log));
    Set<String> sure = new TreeSet<>();
    byName.values().forEach(alike -> sure.addAll(sureOfName(reader, alike)));
    Set<String> projects = sure.stream().map(reader::project).collect(Collectors.toSet());
    // What stands for a folder that lacks its usual file does not look like anything.
    logs.stream()
        .filter(log -> !reader.home(log).equals(log) && projects.contains(reader.project(log)))
        .forEach(sure::add);
    return List.copyOf(sure);
  }

  private List<String> sureOfName(LogReader reader, List<String> alike) {
    Set<String> tried = new LinkedHashSet<>();
    for (int i = 0; i < FEW; i++) {
      tried.add(alike.get(i * (alike.size() - 1) / (FEW - 1)));
    }
    long yes = tried.stream().filter(path -> isOf(reader, path)).count();
    if (yes == tried.size()) {
      return alike;
    }
    return yes == 0 && alike.size() > FEW
        ? List.of()
        : alike.stream().filter(path -> isOf(reader, path)).toList();
  }

  private boolean isOf(LogReader reader, String path) {
    return match(path).filter(match -> match.reader() == reader).isPresent();
  }

  /** The most certain format of a file, if any is certain enough. */
  private Optional<LogReaders.Match> match(String path) {
    Looks look = looks.computeIfAbsent(path, p -> Looks.at(files.get(p)));
    if (!look.known()) {
      return Optional.empty();
    }
    if (!matched.containsKey(path)) {
      matched.put(path, best(files.get(path), look));
    }
    return Optional.ofNullable(matched.get(path));
  }

  private static LogReaders.Match best(LogFile file, Looks look) {
    try {
      return LogReaders.best(file, look.head())
          .filter(match -> match.how().certainty() >= LEAST)
          .orElse(null);
    } catch (RuntimeException e) {
      // A reader that fails on a file does not know it.
      return null;
    }
  }

  private LogGroup group(LogReader reader, String home, List<String> logs, long parts) {
    LogReaders.Match match =
        logs.stream()
            .flatMap(log -> match(log).stream())
            .filter(found -> found.reader() == reader)
            .findFirst()
            .orElseThrow();
    return new LogGroup(reader, match.how(), home, logs.stream().map(files::get).toList(), parts);
  }

  /** Files that are logs by themselves, alike ones together. */
  private List<LogGroup> single(Set<String> left) {
    Map<Kin, List<String>> alike = new LinkedHashMap<>();
    for (String path : left) {
      Optional<LogReaders.Match> match = match(path);
      if (match.isPresent()) {
        Looks look = looks.get(path);
        Kin kin = Kin.of(match.get(), path, look.head());
        alike.computeIfAbsent(kin, k -> new ArrayList<>()).add(path);
      } else {
        String look = looks.get(path).words(files.get(path));
        String suffix = Looks.suffix(path);
        String named = suffix.isEmpty() ? look : "*" + suffix + ": " + look;
        strangers.computeIfAbsent(named, l -> new ArrayList<>()).add(path);
      }
    }
    return joined(alike);
  }

  /** Tables of one name in folders beside each other belong together. */
  private List<LogGroup> joined(Map<Kin, List<String>> alike) {
    Map<Kin, List<String>> wider = new LinkedHashMap<>();
    alike.forEach(
        (kin, paths) ->
            wider.computeIfAbsent(kin.wider(paths), k -> new ArrayList<>()).addAll(paths));
    List<LogGroup> found = new ArrayList<>();
    alike.forEach(
        (kin, paths) -> {
          Kin joint = kin.wider(paths);
          List<String> all = wider.get(joint);
          if (all == null) {
            return;
          }
          boolean several = all.size() > paths.size();
          if (several) {
            wider.remove(joint);
          }
          List<String> logs = several ? all : paths;
          logs.sort(Comparator.naturalOrder());
          String home = logs.size() == 1 ? logs.get(0) : (several ? joint : kin).folder();
          found.add(group(kin.reader(), home, logs, 0));
        });
    return found;
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * What alike files share.
   *
   * @param reader what reads them
   * @param home where they lie
   * @param shape what else they share
   */
  private record Kin(LogReader reader, String home, String shape) {
    private static final String BELOW = "\n";

    static Kin of(LogReaders.Match match, String path, Head head) {
      boolean part = !match.reader().home(path).equals(path);
      String shape = part ? "" : Shape.of(match.reader(), head);
      return new Kin(match.reader(), match.reader().project(path), shape);
    }

    /** The same one folder up, for a file that is alone of its kind. */
    Kin wider(List<String> paths) {
      int slash = home.lastIndexOf('/');
      boolean alone = paths.size() == 1 && reader.mapping().isBlank() && slash > 0;
      String above = slash > 0 ? home.substring(0, slash) : home;
      return alone ? new Kin(reader, above + BELOW + name(paths.get(0)), shape) : this;
    }

    String folder() {
      return home.split(BELOW, 2)[0];
    }
  }
}
