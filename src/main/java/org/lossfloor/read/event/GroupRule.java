package org.lossfloor.read.event;

import java.io.Serializable;
import java.util.List;

/** Decides about events that belong together. Rules are shipped to executors. */
public interface GroupRule extends Serializable {
  /**
   * Decides.
   *
   * @param group the events of one group, in any order
   * @return the events that replace them
   */
  List<Event> apply(List<Event> group);
}
