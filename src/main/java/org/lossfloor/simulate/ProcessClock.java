package org.lossfloor.simulate;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The CPU time of this process, all threads together. */
final class ProcessClock {
  private ProcessClock() {}

  static long cpuNanos() {
    try {
      return (Long)
          ManagementFactory.getPlatformMBeanServer()
              .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "ProcessCpuTime");
    } catch (JMException e) {
      throw new IllegalStateException("this JVM does not report its CPU time", e);
    }
  }
}
