"""Checks jobs/airflow/lossfloor_audit.py against the stand-in of Airflow beside this file.

    python3 src/test/python/check_dag.py

Compiles and imports the DAG, renders its templates, runs its task against a spark-submit that ends as it
is told to, and looks at what Airflow would do next. Needs nothing but Python 3.8.
"""

import os
import py_compile
import re
import stat
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
DAG_FILE = ROOT / "jobs" / "airflow" / "lossfloor_audit.py"
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(DAG_FILE.parent)]

import lossfloor_audit  # noqa: E402
from airflow.exceptions import AirflowException, AirflowFailException  # noqa: E402

VARIABLES = {"lossfloor_config": "hdfs://nn/audit.yaml", "lossfloor_output": "hdfs://nn/audits"}


def render(value, day="20260102T000000"):
    """The few forms of Jinja that the DAG uses; any other is an error."""
    if isinstance(value, dict):
        return {key: render(item, day) for key, item in value.items()}
    if isinstance(value, list):
        return [render(item, day) for item in value]

    def expand(match):
        expression = match.group(1)
        with_default = re.fullmatch(r"var\.value\.get\('(\w+)', '([^']*)'\)", expression)
        if with_default:
            return VARIABLES.get(with_default.group(1), with_default.group(2))
        required = re.fullmatch(r"var\.value\.(\w+)", expression)
        if required:
            return VARIABLES[required.group(1)]
        if expression == "data_interval_start | ts_nodash":
            return day
        raise AssertionError(f"unknown template: {expression}")

    return re.sub(r"\{\{ (.*?) \}\}", expand, value) if isinstance(value, str) else value


class DagTest(unittest.TestCase):
    def setUp(self):
        (self.task,) = lossfloor_audit.dag.tasks
        self.given = dict(self.task.parameters)

    def tearDown(self):
        self.task.parameters = self.given
        self.task.master = "spark://host:7077"
        self.task.deploy_mode_of_connection = None
        self.task.kubernetes_code = 0

    def submit(self, end, day="20260102T000000"):
        """Runs the task with a spark-submit that writes its arguments down and then runs `end`."""
        with tempfile.TemporaryDirectory() as folder:
            binary = Path(folder, "spark-submit")
            binary.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {folder}/arguments\n{end}\n', "utf-8")
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
            self.task.parameters = dict(
                {
                    key: render(value, day) if key in self.task.template_fields else value
                    for key, value in self.given.items()
                },
                spark_binary=str(binary),
            )
            try:
                self.task.execute({})
            finally:
                self.arguments = Path(folder, "arguments").read_text("utf-8").split("\n")[:-1]

    def test_compiles(self):
        with tempfile.TemporaryDirectory() as folder:
            py_compile.compile(str(DAG_FILE), cfile=os.path.join(folder, "dag"), doraise=True)

    def test_templates_stand_only_where_they_are_rendered(self):
        for name, value in self.given.items():
            if name not in self.task.template_fields:
                self.assertNotIn("{{", str(value), name)

    def test_one_run_at_a_time_and_none_for_the_past(self):
        parameters = lossfloor_audit.dag.parameters
        self.assertEqual(parameters["max_active_runs"], 1)
        self.assertIs(parameters["catchup"], False)
        self.assertGreater(parameters["default_args"]["retries"], 0)

    def test_run_id_is_the_data_interval(self):
        self.submit("exit 0", "20260102T000000")
        first = self.arguments
        self.submit("exit 0", "20260102T000000")
        self.assertEqual(first, self.arguments)
        self.assertEqual(first[first.index("--run-id") + 1], "20260102T000000")
        # What AuditJob takes for a run id.
        self.assertRegex("20260102T000000", r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
        self.submit("exit 0", "20260103T000000")
        self.assertNotEqual(first, self.arguments)

    def test_command(self):
        self.submit("exit 0")
        self.assertEqual(self.arguments[self.arguments.index("--class") + 1], "org.lossfloor.cli.Main")
        application = self.arguments.index("/opt/lossfloor/target/lossfloor-app.jar")
        self.assertEqual(
            self.arguments[application + 1 :],
            "audit --config hdfs://nn/audit.yaml --output hdfs://nn/audits --run-id 20260102T000000".split(),
        )
        self.assertFalse([word for word in self.arguments if "{{" in word])

    def test_exit_codes_one_to_three_fail_for_good(self):
        for code in (1, 2, 3):
            with self.subTest(code), self.assertRaises(AirflowFailException) as failed:
                self.submit(f"exit {code}")
            self.assertIn(str(code), str(failed.exception))

    def test_all_others_are_tried_again(self):
        for end in ("exit 4", "exit 137", "kill -9 $$", "exit 101"):
            with self.subTest(end), self.assertRaises(AirflowException) as failed:
                self.submit(end)
            self.assertNotIsInstance(failed.exception, AirflowFailException)

    def test_in_cluster_mode_the_code_is_spark_s_own(self):
        self.task.deploy_mode_of_connection = "cluster"
        self.task.master = "yarn"
        with self.assertRaises(AirflowException) as failed:
            self.submit("exit 1")
        self.assertNotIsInstance(failed.exception, AirflowFailException)

    def test_on_kubernetes_the_driver_s_code_counts(self):
        self.task.deploy_mode_of_connection = "cluster"
        self.task.master = "k8s://https://host:6443"
        self.task.kubernetes_code = 2
        with self.assertRaises(AirflowFailException):
            self.submit("exit 0")
        for code in (4, None):
            self.task.kubernetes_code = code
            with self.assertRaises(AirflowException) as failed:
                self.submit("exit 1")
            self.assertNotIsInstance(failed.exception, AirflowFailException)


if __name__ == "__main__":
    unittest.main(verbosity=2)
