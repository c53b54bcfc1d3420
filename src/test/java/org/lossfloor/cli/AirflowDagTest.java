package org.lossfloor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Airflow DAG, by its own check in Python against a stand-in of Airflow. */
class AirflowDagTest {
  @Test
  void dagMapsExitCodesAndKeepsToTheInterface() throws Exception {
    assumeTrue(
        pythonIsThere(), "python3 with Jinja is not on this machine: the DAG is not checked");
    Commands.Done done = Commands.script(Map.of(), "python3", "src/test/python/check_dag.py");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).contains("OK").doesNotContain("Ran 0 tests");
  }

  private static boolean pythonIsThere() throws InterruptedException {
    try {
      return Commands.script(Map.of(), "python3", "-c", "import jinja2").exitCode() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
