package org.lossfloor.ingest.files;

import java.util.List;
import org.lossfloor.read.detect.Given;
import org.lossfloor.read.note.Note;

/**
 * What paths give, whatever it is.
 *
 * @param given the paths as they were typed, each with its files
 * @param files all files, each once, in the order of their paths
 * @param notes what was seen on the way
 */
public record GivenFiles(List<Given> given, List<InputFile> files, List<Note> notes) {
  /** Copies the lists. */
  public GivenFiles {
    given = List.copyOf(given);
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }
}
