package org.lossfloor.read.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a task has read and needs again for its next pieces, such as the settings of a project whose
 * trials are folders. It lasts as long as the task, so that nothing in it is out of date.
 */
public final class TaskMemo {
  private final Map<String, Object> kept = new HashMap<>();

  /**
   * Reads something.
   *
   * @param <T> what it is
   */
  public interface Reading<T> {
    /**
     * Reads it.
     *
     * @return what was read, not null
     * @throws IOException when it cannot be read
     */
    T read() throws IOException;
  }

  /**
   * Returns what was read before, or reads it.
   *
   * @param <T> what it is
   * @param type its class
   * @param path where it stands
   * @param reading reads it
   * @return the same for the same class and path
   * @throws IOException when it cannot be read; it is tried again then
   */
  public <T> T get(Class<T> type, String path, Reading<T> reading) throws IOException {
    String key = type.getName() + " " + path;
    Object known = kept.get(key);
    if (known == null) {
      known = reading.read();
      kept.put(key, known);
    }
    return type.cast(known);
  }
}
