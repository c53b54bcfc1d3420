package org.lossfloor.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lossfloor.error.Secrets;

/**
 * The manifest of a run, in the order in which its parts are added: who ran, with what, on what,
 * and where every record went. The last file of a run; a run without it is not complete.
 */
public final class Manifest {
  /** The part that says when the run was finished. */
  public static final String FINISHED = "finished";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Map<String, Object> parts = new LinkedHashMap<>();

  /** Makes an empty manifest. */
  public Manifest() {}

  /**
   * Adds a part.
   *
   * @param name its name
   * @param value text, number, record, list or map with an order of its own
   * @return this
   */
  public Manifest with(String name, Object value) {
    parts.put(name, value);
    return this;
  }

  /**
   * Adds when the run was finished: now, in whole seconds.
   *
   * @return this
   */
  public Manifest finished() {
    return with(FINISHED, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /**
   * Writes the manifest; secrets in it are masked.
   *
   * @return a JSON object; the same parts give the same bytes
   */
  public String toJson() {
    try {
      return JSON.writeValueAsString(Secrets.masked(JSON.valueToTree(parts))) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot write the manifest " + parts, e);
    }
  }
}
