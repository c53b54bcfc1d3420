package org.lossfloor.ingest.event;

import java.util.Collections;
import java.util.Iterator;
import org.lossfloor.engine.PackedBytes;
import org.lossfloor.read.event.Event;

/**
 * What a block of bytes holds: events, which can be read without any other block, or what is known
 * of the events of a partition without reading them again.
 */
public enum EventBlock {
  /** Trials. */
  TRIALS('T'),
  /** Rejections and counts. */
  OTHERS('O'),
  /** A survey of all events. */
  SURVEY('S'),
  /** A hash of the group of every trial whose duplicates are searched. */
  GROUPS('G');

  private final byte kind;

  EventBlock(char kind) {
    this.kind = (byte) kind;
  }

  /** A block of this kind. */
  public byte[] pack(byte[] bytes) {
    return PackedBytes.pack(kind, bytes);
  }

  /** Whether a block is of this kind. */
  public boolean is(byte[] block) {
    return PackedBytes.kind(block) == kind;
  }

  /**
   * The events of a block.
   *
   * @param block the block
   * @return what was written, in the same order; nothing for a block without events
   */
  public static Iterator<Event> events(byte[] block) {
    if (TRIALS.is(block)) {
      return new TrialReader(PackedBytes.unpack(block));
    }
    return OTHERS.is(block)
        ? new OtherWriter.Reader(new ByteSource(PackedBytes.unpack(block)))
        : Collections.emptyIterator();
  }
}
