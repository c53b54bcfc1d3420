package org.lossfloor.read.note;

/**
 * Something noticed in the files of a source that does not stop a run. All of one kind are one
 * note: how often, and the first by path and line.
 *
 * @param source the source's name
 * @param kind what was seen
 * @param count how often, at least 1
 * @param path the first file, as a full URI
 * @param line the first line in it, 0 for the file as a whole
 * @param detail what is special about the first; may be empty
 */
public record Note(
    String source, NoteKind kind, long count, String path, long line, String detail) {

  /**
   * Checks the count.
   *
   * @throws IllegalArgumentException if nothing was seen
   */
  public Note {
    if (count < 1) {
      throw new IllegalArgumentException("a note of nothing: " + kind);
    }
  }

  /**
   * Returns the note for people.
   *
   * @return one sentence that names the source, the first file and its line
   */
  public String text() {
    StringBuilder text = new StringBuilder("source ").append(source).append(": ");
    text.append(kind.sentence());
    if (count > 1) {
      text.append(" (").append(count).append(" times; the first: ");
    } else {
      text.append(" (");
    }
    text.append(path);
    if (line > 0) {
      text.append(", line ").append(line);
    }
    if (!detail.isEmpty()) {
      text.append(": ").append(detail);
    }
    return text.append(").").toString();
  }
}
