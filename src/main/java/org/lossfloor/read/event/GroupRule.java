package org.lossfloor.read.event;

import java.io.Serializable;
import java.util.List;

/** What becomes of events that belong together. Rules travel to executors. */
public interface GroupRule extends Serializable {
  /**
   * Decides.
   *
   * @param group the events of one group, in any order
   * @return what stands for them
   */
  List<Event> apply(List<Event> group);
}
