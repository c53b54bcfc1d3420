package org.lossfloor.ingest.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.lossfloor.config.LogFormat;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.error.InputException;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;

/**
 * The files of a source, or why there are none.
 *
 * @param source the source
 * @param files the files to read
 * @param size how large it is, and how much of it those are
 * @param leftOut how many files were found and left out
 * @param notes what was seen on the way
 * @param fault why the source cannot be read
 */
public record ListedSource(
    SourceConfig source,
    List<InputFile> files,
    InputSize size,
    long leftOut,
    List<Note> notes,
    Optional<InputException> fault) {
  private static final double MEGABYTE = 1e6;

  /** Logs shrink to an eighth, more or less. */
  private static final long PACKED = 8;

  /** What a source is called in messages. */
  public static String where(SourceConfig source) {
    return "source " + source.name() + ", " + String.join(", ", source.paths());
  }

  /** The same with fewer files, or with the first lines of one. */
  public ListedSource sampled(InputSample sample, Supplier<Configuration> hadoop) {
    if (fault.isPresent()) {
      return this;
    }
    boolean lines = source.format().is(LogFormat.Trait.TEXT) && source.text().utf8();
    List<InputFile> some = sample.of(files, file -> lines && InputFile.plain(file.path(), hadoop));
    List<Note> all = new ArrayList<>(notes);
    some.stream()
        .filter(file -> !file.whole())
        .map(file -> new Note(source.name(), NoteKind.FIRST_PART, 1, file.path(), 0, first(file)))
        .forEach(all::add);
    return new ListedSource(source, some, InputSize.of(files, some), leftOut, all, fault);
  }

  /** Whether its files hold so many bytes of text at most, roughly where they are packed. */
  public boolean fits(long most, Supplier<Configuration> hadoop) {
    return PACKED * size.sampledBytes() <= most
        || files.stream()
                .mapToLong(
                    f -> InputFile.plain(f.path(), hadoop) ? f.length() : PACKED * f.length())
                .sum()
            <= most;
  }

  private static String first(InputFile file) {
    return String.format(Locale.ROOT, "the first %.1f MB", file.length() / MEGABYTE);
  }

  /** The same without files that were there when they were listed. */
  public ListedSource without(Map<String, NoteKind> lost) {
    Sightings seen = new Sightings();
    List<InputFile> there = new ArrayList<>();
    for (InputFile file : files) {
      if (lost.containsKey(file.path())) {
        seen.add(lost.get(file.path()), file.path(), "");
      } else {
        there.add(file);
      }
    }
    List<Note> all = new ArrayList<>(notes);
    all.addAll(seen.notes(source.name()));
    Optional<InputException> none =
        there.isEmpty() && !files.isEmpty()
            ? Optional.of(
                new InputException(
                    "none of its files can be read: " + seen.text(),
                    where(source),
                    "Check that the files are still there and their permissions."))
            : fault;
    return new ListedSource(source, there, size, leftOut + seen.leftOut(), all, none);
  }
}
