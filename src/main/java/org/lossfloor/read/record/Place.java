package org.lossfloor.read.record;

import java.util.Map;
import org.lossfloor.error.Secrets;

/**
 * Where a record stands.
 *
 * @param path the file's full URI, without credentials
 * @param parts the fields that the path holds
 * @param line the line or row, from 1
 */
public record Place(String path, Map<String, String> parts, long line) {
  /** Masks credentials: the path is shown and stored, never opened. */
  public Place {
    path = path.indexOf('@') < 0 ? path : Secrets.masked(path);
  }
}
