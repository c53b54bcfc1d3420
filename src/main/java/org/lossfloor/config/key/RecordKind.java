package org.lossfloor.config.key;

import org.lossfloor.sweep.Coded;

/** What one record of a log is. */
public enum RecordKind implements Coded {
  /** A whole trial. */
  TRIAL,
  /** One point of a trial's learning curve. */
  POINT
}
