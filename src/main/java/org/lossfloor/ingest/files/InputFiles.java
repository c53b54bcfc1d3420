package org.lossfloor.ingest.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.MetricConfig;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.config.path.DatabaseUrl;
import org.lossfloor.error.InputException;
import org.lossfloor.read.LogReader;
import org.lossfloor.read.LogReaders;
import org.lossfloor.read.detect.Given;
import org.lossfloor.read.file.LocalPath;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;

/**
 * Finds the files of a source: single files, globs, folders with their subfolders. Each file is
 * listed once, however many paths and links lead to it.
 */
public final class InputFiles {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(/.*)");
  private static final String LOCAL = "file";

  private final Supplier<Configuration> hadoop;
  private final Optional<SourceConfig> source;
  private final Optional<String> output;
  private final Set<String> shown;
  private final Sightings sightings = new Sightings();
  private final TreeMap<String, InputFile> files = new TreeMap<>();
  private final Map<Object, java.nio.file.Path> names = new HashMap<>();

  private InputFiles(
      Supplier<Configuration> hadoop, Optional<SourceConfig> source, Optional<String> output) {
    this.hadoop = hadoop;
    this.source = source;
    this.output = output;
    shown = source.map(s -> LogReaders.of(s.format()).shown()).orElseGet(LogReaders::shown);
  }

  /**
   * Lists the files in the order of their paths. Hidden ones, whose name or one of whose folders
   * starts with {@code .} or {@code _}, are left out where a folder or a glob gave them, unless the
   * format writes such names; what the path itself names is taken.
   *
   * @param hadoop gives the Hadoop settings; not asked for a URI of this machine
   * @param source the source
   * @param output the directory of all runs, which is not read where an input holds it
   * @return at least one file, each once; or the faults of all paths that match nothing, hold no
   *     file or cannot be listed
   */
  public static ListedSource of(
      Supplier<Configuration> hadoop, SourceConfig source, Optional<String> output) {
    InputFiles found = new InputFiles(hadoop, Optional.of(source), output);
    List<InputException> faults = new ArrayList<>();
    source.paths().forEach(path -> found.add(path).ifPresent(faults::add));
    LogReader reader = LogReaders.of(source.format());
    List<InputFile> files =
        reader.logs(List.copyOf(found.files.keySet())).stream().map(found.files::get).toList();
    if (files.isEmpty() && !found.files.isEmpty()) {
      faults.add(noLog(source, reader));
    }
    return new ListedSource(
        source,
        files,
        InputSize.of(files, files),
        found.sightings.leftOut(),
        found.notes(source),
        together(faults));
  }

  /**
   * Lists what paths give, whatever it is.
   *
   * @param hadoop gives the Hadoop settings; not asked for a URI of this machine
   * @param paths files, folders, globs, or URLs of databases
   * @param output the directory of all runs, which is not looked at where a path holds it
   * @return each path with its files
   * @throws InputException with the faults of all paths that match nothing, hold no file or cannot
   *     be listed
   */
  public static GivenFiles given(
      Supplier<Configuration> hadoop, List<String> paths, Optional<String> output) {
    List<Given> all = new ArrayList<>();
    TreeMap<String, InputFile> files = new TreeMap<>();
    List<InputException> faults = new ArrayList<>();
    Sightings seen = new Sightings();
    for (String path : paths) {
      InputFiles found = new InputFiles(hadoop, Optional.empty(), output);
      found.add(path).ifPresent(faults::add);
      seen.addAll(found.sightings);
      files.putAll(found.files);
      all.add(new Given(path, found.folder(path), List.copyOf(found.files.keySet())));
    }
    together(faults)
        .ifPresent(
            fault -> {
              throw fault;
            });
    return new GivenFiles(all, List.copyOf(files.values()), seen.notes(""));
  }

  /** The full URI of a path that is one folder. */
  private Optional<String> folder(String text) {
    try {
      Optional<String> local = local(text);
      if (local.isPresent()) {
        return LocalFiles.folder(local.get());
      }
      Path path = new Path(text);
      FileSystem system = path.getFileSystem(hadoop.get());
      return system.exists(path) && system.getFileStatus(path).isDirectory()
          ? Optional.of(system.getFileStatus(path).getPath().toString())
          : Optional.empty();
    } catch (IOException | RuntimeException e) {
      // The files are named one by one then.
      return Optional.empty();
    }
  }

  /** What was seen on the way, and what of the source was guessed. */
  private List<Note> notes(SourceConfig of) {
    List<Note> notes = new ArrayList<>(sightings.notes(of.name()));
    String path = String.join(", ", of.paths());
    List<String> guessed = of.guessed();
    if (!guessed.isEmpty()) {
      notes.add(
          new Note(of.name(), NoteKind.GUESSED_MAPPING, guessed.size(), path, 0, listed(guessed)));
    }
    List<String> directed =
        of.metrics().stream().filter(MetricConfig::directionGuessed).map(InputFiles::told).toList();
    if (!directed.isEmpty()) {
      notes.add(
          new Note(
              of.name(), NoteKind.GUESSED_DIRECTION, directed.size(), path, 0, listed(directed)));
    }
    return notes;
  }

  private static String listed(List<String> words) {
    return String.join(", ", words);
  }

  private static String told(MetricConfig metric) {
    return metric.direction().map(direction -> direction.code() + " ").orElse("") + metric.name();
  }

  private static InputException noLog(SourceConfig source, LogReader reader) {
    return new InputException(
        "none of the files there is a log of the format " + reader.code(),
        ListedSource.where(source),
        "Check `path` and `format` of the source.");
  }

  private static Optional<InputException> together(List<InputException> faults) {
    return faults.size() < 2
        ? faults.stream().findFirst()
        : Optional.of(
            new InputException(
                joined(faults.stream().map(fault -> fault.where() + ": " + fault.what()).toList()),
                joined(faults.stream().map(InputException::where).toList()),
                joined(faults.stream().map(InputException::mend).distinct().toList())));
  }

  private static String joined(List<String> lines) {
    return lines.stream().collect(Collectors.joining("\n"));
  }

  /** Adds the files of a path, or the reason why it has none. */
  private Optional<InputException> add(String text) {
    if (DatabaseUrl.is(text)) {
      return database(text);
    }
    Sightings own = new Sightings();
    try {
      Optional<String> local = local(text);
      Optional<Integer> given = local.isPresent() ? local(local.get(), own) : stored(text, own);
      if (given.isEmpty()) {
        return Optional.of(nothing(text, "matches no file"));
      }
      if (given.get() == 0) {
        String seen = own.text();
        return Optional.of(nothing(text, "holds no file" + (seen.isEmpty() ? "" : ": " + seen)));
      }
    } catch (FileNotFoundException e) {
      return Optional.of(nothing(text, "matches no file"));
    } catch (IOException | RuntimeException e) {
      return Optional.of(
          new InputException(
              "the path cannot be listed: " + e.getMessage(),
              where(text),
              "Check the scheme of the URI, the host and the permissions."));
    } finally {
      sightings.addAll(own);
    }
    return Optional.empty();
  }

  /** A database is no file of a store; the reader connects to it. */
  private Optional<InputException> database(String url) {
    Optional<LogFormat> format = source.map(SourceConfig::format);
    if (format.filter(f -> LogReaders.of(f).unit() != LogReader.Unit.KEYS).isPresent()) {
      return Optional.of(
          new InputException(
              "the format " + format.get().code() + " is not read from a database",
              where(url),
              "Check `format`."));
    }
    files.put(url, new InputFile(url, 0));
    return Optional.empty();
  }

  /** The path on this machine, when it is one. A colon makes a scheme only with a slash behind. */
  private Optional<String> local(String text) {
    Matcher uri = SCHEME.matcher(text);
    if (!uri.matches()) {
      String scheme = FileSystem.getDefaultUri(hadoop.get()).getScheme();
      return LOCAL.equals(scheme) ? Optional.of(text) : Optional.empty();
    }
    return uri.group(1).equalsIgnoreCase(LOCAL)
        ? Optional.of(uri.group(2).replaceFirst("^/+", "/"))
        : Optional.empty();
  }

  private Optional<Integer> local(String text, Sightings own) throws IOException {
    Optional<java.nio.file.Path> runs = output.flatMap(this::local).map(java.nio.file.Path::of);
    Optional<List<LocalFiles.Found>> found = LocalFiles.below(text, runs, own, this::hidden);
    for (LocalFiles.Found file : found.orElse(List.of())) {
      put(file, own);
    }
    return found.map(List::size);
  }

  /** Of several names of one file, the one without links, else the first. */
  private void put(LocalFiles.Found file, Sightings own) throws IOException {
    java.nio.file.Path known = names.get(file.key());
    java.nio.file.Path name = file.path();
    if (known != null && !known.equals(name)) {
      List<java.nio.file.Path> both = new ArrayList<>(List.of(known, name));
      both.sort(Comparator.comparing((java.nio.file.Path p) -> !isReal(p)).thenComparing(p -> p));
      name = both.get(0);
      files.remove(LocalPath.uri(known));
      own.add(NoteKind.SEVERAL_NAMES, LocalPath.uri(both.get(1)), "it is " + name);
    }
    names.put(file.key(), name);
    String uri = LocalPath.uri(name);
    files.put(uri, new InputFile(uri, file.length()));
  }

  private static boolean isReal(java.nio.file.Path path) {
    try {
      return path.toRealPath().equals(path);
    } catch (IOException e) {
      return false;
    }
  }

  /** How many files a path on a store gives; nothing when it matches nothing. */
  private Optional<Integer> stored(String text, Sightings own) throws IOException {
    Path path = new Path(text);
    FileSystem system = path.getFileSystem(hadoop.get());
    List<FileStatus> matches = matches(system, path);
    int given = 0;
    for (FileStatus match : matches) {
      given += add(system, match, own);
    }
    return matches.isEmpty() ? Optional.empty() : Optional.of(given);
  }

  /** A path that exists is taken as it is: folder names may hold characters of globs. */
  private List<FileStatus> matches(FileSystem system, Path path) throws IOException {
    if (system.exists(path)) {
      return List.of(system.getFileStatus(path));
    }
    FileStatus[] matches = system.globStatus(path);
    return matches == null
        ? List.of()
        : Arrays.stream(matches).filter(match -> !hidden(match, path)).toList();
  }

  /** Whether a star found a hidden name; a glob that spells out the dot means it. */
  private boolean hidden(FileStatus match, Path glob) {
    Path found = match.getPath();
    for (Path asked = glob; asked != null && found != null; asked = asked.getParent()) {
      if (hidden(found.getName()) && !hidden(asked.getName())) {
        return true;
      }
      found = found.getParent();
    }
    return false;
  }

  /**
   * How many files a match gives, those that another path gave before included: everything below
   * it, in as few requests as that takes.
   */
  private int add(FileSystem system, FileStatus match, Sightings own) throws IOException {
    if (match.isFile()) {
      put(match);
      return 1;
    }
    int given = 0;
    String folder = match.getPath().toString();
    Optional<String> runs = runs(system, folder);
    RemoteIterator<? extends FileStatus> inside = system.listFiles(match.getPath(), true);
    while (inside.hasNext()) {
      FileStatus below = inside.next();
      String path = below.getPath().toString();
      if (runs.filter(path::startsWith).isPresent()) {
        own.add(NoteKind.OWN_OUTPUT, runs.get(), "");
      } else if (!hiddenWithin(path.substring(folder.length()))) {
        put(below);
        given++;
      }
    }
    return given;
  }

  /** How the paths of published runs begin, when they lie within a folder. */
  private Optional<String> runs(FileSystem system, String folder) {
    return output
        .filter(path -> local(path).isEmpty())
        .map(path -> new Path(path).makeQualified(system.getUri(), system.getWorkingDirectory()))
        .map(Path::toString)
        .filter(path -> path.startsWith(folder + "/") || path.equals(folder))
        .map(path -> path.equals(folder) ? path + "/" + LocalFiles.RUN : path + "/");
  }

  private boolean hiddenWithin(String below) {
    return Arrays.stream(below.split("/")).anyMatch(this::hidden);
  }

  private boolean hidden(String name) {
    return (name.startsWith(".") || name.startsWith("_")) && !shown.contains(name);
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
    return source.map(of -> "source " + of.name() + ", ").orElse("") + text;
  }
}
