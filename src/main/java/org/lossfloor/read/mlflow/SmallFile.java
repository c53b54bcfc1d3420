package org.lossfloor.read.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.config.yaml.YamlReader;
import org.lossfloor.error.ConfigException;
import org.lossfloor.read.file.LogFile;
import org.lossfloor.read.record.UnreadableRecord;
import org.lossfloor.read.text.Utf8;
import org.lossfloor.read.tracker.TrackerJson;

/**
 * The files of a file store, read as they are: a metric may be called {@code x.gz}, so a suffix
 * says nothing about how its file is packed.
 */
final class SmallFile {
  private SmallFile() {}

  /**
   * Reads the text of a file.
   *
   * @param file the file
   * @param name what a message calls it
   * @return all of it
   * @throws IOException when storage does not give it
   * @throws UnreadableRecord when it is no text
   */
  static String text(LogFile file, String name) throws IOException, UnreadableRecord {
    byte[] bytes;
    try (InputStream in = file.open(0)) {
      bytes = in.readNBytes(TrackerJson.MOST_BYTES);
    }
    if (bytes.length == TrackerJson.MOST_BYTES) {
      throw new UnreadableRecord(name + " is larger than " + TrackerJson.MOST_BYTES + " bytes");
    }
    Optional<String> damage = Utf8.damage(bytes, 0, bytes.length);
    if (damage.isPresent()) {
      throw new UnreadableRecord(name + " is not text in UTF-8: " + damage.get());
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf('\0') >= 0) {
      throw new UnreadableRecord(name + " is not text in UTF-8: it has bytes of zero");
    }
    return text;
  }

  /**
   * Reads the values of a {@code meta.yaml}.
   *
   * @param file the file
   * @return key to text; null where the value is null, keys without a single value left out
   * @throws IOException when storage does not give it
   * @throws UnreadableRecord when it is no mapping
   */
  static Map<String, String> meta(LogFile file) throws IOException, UnreadableRecord {
    String text = text(file, RunPaths.META);
    if (text.isBlank()) {
      throw new UnreadableRecord("meta.yaml is empty");
    }
    YamlNode root;
    try {
      root = YamlReader.read(RunPaths.META, text);
    } catch (ConfigException e) {
      throw new UnreadableRecord(e.where() + ": " + e.what());
    }
    if (root.kind() != YamlNode.Kind.MAPPING) {
      throw new UnreadableRecord("meta.yaml is no mapping of keys to values");
    }
    Map<String, String> values = new TreeMap<>();
    root.entries()
        .forEach(
            (key, node) -> {
              if (node.kind() == YamlNode.Kind.SCALAR) {
                values.put(key, node.text());
              } else if (node.kind() == YamlNode.Kind.NULL) {
                values.put(key, null);
              }
            });
    return values;
  }
}
