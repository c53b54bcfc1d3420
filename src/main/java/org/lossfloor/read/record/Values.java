package org.lossfloor.read.record;

import java.util.Map;

/** Gives the values of one record. */
public interface Values {
  void read(Fields fields) throws UnreadableRecord;

  /** All fields of the record with their texts, for messages; empty where that costs too much. */
  default Map<String, String> all() {
    return Map.of();
  }

  /** All fields that may hold a state with their texts, and perhaps others. */
  default Map<String, String> states() {
    return Map.of();
  }
}
