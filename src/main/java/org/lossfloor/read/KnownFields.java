package org.lossfloor.read;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lossfloor.config.SourceConfig;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.record.FieldName;

/**
 * The fields that a log has, for the message about one that it does not have. They are taken from
 * the first files that can be read.
 *
 * @param source the source
 * @param files its files
 */
public record KnownFields(SourceConfig source, List<? extends LogFile> files) {
  private static final int FILES_TRIED = 10;

  /** Examines one file. */
  private interface Look<T> {
    List<T> at(LogReader reader, LogFile file) throws IOException;
  }

  /** Keeps the first files. */
  public KnownFields {
    files = List.copyOf(files.subList(0, Math.min(FILES_TRIED, files.size())));
  }

  /**
   * Names the fields of the first record that can be read.
   *
   * @return their names; empty when none of the first files can be read
   */
  public List<String> names() {
    return fields().stream().map(FieldName::name).toList();
  }

  /**
   * Returns what may hold a field that is in no record: a field in front of a dot of its name, as
   * text.
   *
   * @param field the name
   * @return a sentence for people; nothing if there is no such field
   */
  public Optional<String> within(String field) {
    return fields().stream()
        .filter(known -> known.within().isPresent() && field.startsWith(known.name() + "."))
        .map(
            known ->
                "`" + known.name() + "` holds " + known.within().get() + " without that field.")
        .findFirst();
  }

  /**
   * Names the fields of the points of a curve.
   *
   * @param curve the path of the curve
   * @return the fields of the first point that is found; empty when none is, or points are no
   *     objects
   */
  public List<String> ofPoints(String curve) {
    return first((reader, file) -> reader.pointFields(file, source.text(), curve));
  }

  private List<FieldName> fields() {
    return first((reader, file) -> reader.fields(file, source.text()));
  }

  private <T> List<T> first(Look<T> look) {
    LogReader reader = LogReaders.of(source.format());
    for (LogFile file : files) {
      try {
        List<T> found = look.at(reader, file);
        if (!found.isEmpty()) {
          return found;
        }
      } catch (IOException | RuntimeException e) {
        // Another file may do; the reader of this one has reported what is wrong with it.
      }
    }
    return List.of();
  }
}
