package org.lossfloor.read.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.lossfloor.read.record.UnreadableRecord;

/** The YAML that trackers write beside their logs, as JSON. */
public final class TrackerYaml {
  private static final YAMLMapper MAPPER = new YAMLMapper();

  private TrackerYaml() {}

  /**
   * Reads a document.
   *
   * @param text the text
   * @return its root; a missing node for a text without a value
   * @throws UnreadableRecord when the text is no YAML; the reason names the line
   */
  public static JsonNode parse(String text) throws UnreadableRecord {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      String place = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
      throw new UnreadableRecord("not valid YAML" + place + ": " + reason);
    } catch (RuntimeException e) {
      throw new UnreadableRecord("not valid YAML: " + e);
    }
  }
}
