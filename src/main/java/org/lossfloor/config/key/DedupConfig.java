package org.lossfloor.config.key;

import java.io.Serializable;
import java.util.List;
import java.util.TreeMap;
import org.lossfloor.config.yaml.YamlNode;
import org.lossfloor.sweep.Coded;

/**
 * Which record of a trial counts if there are several.
 *
 * @param key the fields that records of one experiment agree in when they are duplicates; empty for
 *     the trial id; a record in which one of them is absent, null or empty is never a duplicate
 * @param keep which of them counts
 */
public record DedupConfig(List<String> key, Keep keep) implements Serializable {
  /** By file path, then by line. */
  public enum Keep implements Coded {
    /** All of them: no record is a duplicate. */
    NONE,
    /** The first one. */
    FIRST,
    /** The last one. */
    LAST
  }

  /** Copies the key. */
  public DedupConfig {
    key = List.copyOf(key);
  }

  public static DedupConfig load(YamlNode node) {
    if (node.kind() == YamlNode.Kind.SCALAR) {
      Keep keep =
          Settings.parse(
              node,
              Key.DEDUP,
              text -> Coded.parse(Keep.class, text),
              "one of first, last, none, or a mapping of key and keep");
      return new DedupConfig(List.of(), keep);
    }
    Settings settings = new Settings(node, Key.Section.DEDUP);
    return new DedupConfig(settings.texts(Key.DEDUP_KEY), settings.values().get(Key.DEDUP_KEEP));
  }

  public Object settings() {
    if (keep == Keep.NONE || key.isEmpty()) {
      return keep.code();
    }
    TreeMap<String, Object> all = new TreeMap<>();
    all.put(Key.DEDUP_KEY.key(), key);
    all.put(Key.DEDUP_KEEP.key(), keep.code());
    return all;
  }
}
