package org.lossfloor.ingest.files;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.lossfloor.read.note.Note;
import org.lossfloor.read.note.NoteKind;

/** What is noticed while the files of a source are listed: by kind, paths in their order. */
final class Sightings {
  /** A note about something that would have been read if it were a file. */
  private static final Set<NoteKind> LEFT_OUT =
      EnumSet.of(
          NoteKind.DANGLING_LINK,
          NoteKind.FIFO,
          NoteKind.SOCKET,
          NoteKind.DEVICE,
          NoteKind.UNREADABLE,
          NoteKind.VANISHED);

  private static final int NAMED = 5;

  private final Map<NoteKind, SortedMap<String, String>> seen = new EnumMap<>(NoteKind.class);

  void add(NoteKind kind, String path, String detail) {
    seen.computeIfAbsent(kind, k -> new TreeMap<>()).put(path, detail);
  }

  void addAll(Sightings others) {
    others.seen.forEach((kind, paths) -> paths.forEach((path, detail) -> add(kind, path, detail)));
  }

  /** How many files are not read because of what they are. */
  long leftOut() {
    return LEFT_OUT.stream()
        .mapToLong(kind -> seen.getOrDefault(kind, new TreeMap<>()).size())
        .sum();
  }

  /** One note of each kind; it names the first few paths. */
  List<Note> notes(String source) {
    return seen.entrySet().stream().map(e -> note(source, e.getKey(), e.getValue())).toList();
  }

  private static Note note(String source, NoteKind kind, SortedMap<String, String> paths) {
    String first = paths.firstKey();
    String others =
        paths.keySet().stream().skip(1).limit(NAMED - 1L).collect(Collectors.joining(", "));
    String also = others.isEmpty() ? "" : "also " + others + (paths.size() > NAMED ? ", ..." : "");
    String detail = paths.get(first);
    String all = detail + (detail.isEmpty() || also.isEmpty() ? "" : "; ") + also;
    return new Note(source, kind, paths.size(), first, 0, all);
  }

  /** All of it in one line, for the message about a path that gives no file. */
  String text() {
    return seen.entrySet().stream()
        .map(e -> note("", e.getKey(), e.getValue()))
        .map(note -> note.kind().sentence() + ": " + note.path())
        .collect(Collectors.joining("; "));
  }
}
