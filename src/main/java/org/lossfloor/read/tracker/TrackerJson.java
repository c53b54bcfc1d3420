package org.lossfloor.read.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.record.UnreadableRecord;

/**
 * The JSON and the small text files of trackers. Python's {@code NaN}, {@code Infinity} and {@code
 * -Infinity} are numbers; text behind a document is refused.
 */
public final class TrackerJson {
  /** The most bytes of a file that is read as a whole. */
  public static final int MOST_BYTES = 1 << 28;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private TrackerJson() {}

  /**
   * An object without fields.
   *
   * @return a new one
   */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Reads a document.
   *
   * @param text the text
   * @return its root
   * @throws UnreadableRecord when the text is not exactly one JSON value; the reason names line and
   *     column
   */
  public static JsonNode parse(String text) throws UnreadableRecord {
    try {
      JsonNode root = MAPPER.readTree(text);
      if (root.isMissingNode()) {
        throw new UnreadableRecord("there is no JSON: the text is empty");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new UnreadableRecord("not valid JSON" + reason(e));
    }
  }

  private static String reason(JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    String message = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return place + ": " + message.replaceFirst(" \\(start marker at.*", "");
  }

  /**
   * Reads an object.
   *
   * @param text the text
   * @return the object
   * @throws UnreadableRecord when the text is not exactly one JSON object
   */
  public static ObjectNode object(String text) throws UnreadableRecord {
    if (parse(text) instanceof ObjectNode object) {
      return object;
    }
    throw new UnreadableRecord("not a JSON object");
  }

  /**
   * Reads the text of a file: decompressed, in UTF-8.
   *
   * @param file the file
   * @return all of it
   * @throws org.lossfloor.read.file.StorageFault when storage does not give it
   * @throws IOException when it is no text, or larger than {@link #MOST_BYTES}
   */
  public static String text(LogFile file) throws IOException {
    try (InputStream in = file.text(Optional.empty()).bytes()) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (bytes.length == MOST_BYTES) {
        throw new IOException("the file is larger than " + MOST_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
