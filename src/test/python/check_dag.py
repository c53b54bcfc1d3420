"""Checks jobs/airflow/lossfloor_audit.py against the stand-in of Airflow beside this file.

    python3 src/test/python/check_dag.py

For each version of Airflow: compiles and imports the DAG, renders its templates with Jinja, runs its task against a
spark-submit that ends as it is told to, and looks at what Airflow would do next. Needs Python 3.8 and Jinja.
"""

import importlib
import os
import py_compile
import stat
import sys
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path

import jinja2

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
DAG_FILE = ROOT / "jobs" / "airflow" / "lossfloor_audit.py"
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(DAG_FILE.parent)]

import airflow_stand_in as airflow  # noqa: E402

MORNING = datetime(2026, 1, 2, 0, 0, 7, tzinfo=timezone.utc)
DAY_LATER = datetime(2026, 1, 3, 0, 0, 7, tzinfo=timezone.utc)


class Values(dict):
    """What templates call `var.value`."""

    def __getattr__(self, name):
        return self[name]


VARIABLES = Values(lossfloor_config="hdfs://nn/audit.yaml", lossfloor_output="hdfs://nn/audits")


class OfVersion:
    """The tests, for each version of Airflow below."""

    version = None

    def setUp(self):
        airflow.installed(self.version)
        sys.modules.pop("lossfloor_audit", None)
        self.module = importlib.import_module("lossfloor_audit")
        (self.task,) = self.module.dag.tasks
        # As Airflow's own environment: what is not there is an error.
        self.jinja = jinja2.Environment(undefined=jinja2.StrictUndefined)
        self.jinja.filters["ds"] = lambda date: date.strftime("%Y-%m-%d")
        self.jinja.filters["ts_nodash"] = lambda date: date.strftime("%Y%m%dT%H%M%S")

    def rendered(self, value, context):
        if isinstance(value, dict):
            return {key: self.rendered(item, context) for key, item in value.items()}
        if isinstance(value, list):
            return [self.rendered(item, context) for item in value]
        if not isinstance(value, str):
            return value
        return self.jinja.from_string(value).render(var={"value": VARIABLES}, **context)

    def submit(self, end="exit 0", run_after=MORNING, dated=True, **params):
        """Runs the task with a spark-submit that writes its arguments down and then runs `end`."""
        declared = {name: param.default for name, param in self.module.dag.parameters["params"].items()}
        self.assertLessEqual(set(params), set(declared))
        timetable = self.module.dag.parameters["schedule"]
        self.context = airflow.context(self.version, timetable, run_after, {**declared, **params}, dated=dated)
        for asset in self.task.parameters["outlets"]:
            self.context.get("outlet_events", {})[asset] = type("Event", (), {})()
        for field in self.task.template_fields:
            setattr(self.task, field, self.rendered(self.task.parameters.get(field), self.context))
        with tempfile.TemporaryDirectory() as folder:
            binary = Path(folder, "spark-submit")
            binary.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {folder}/arguments\n{end}\n', "utf-8")
            binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
            self.task.parameters["spark_binary"] = str(binary)
            try:
                self.task.execute(self.context)
            finally:
                written = Path(folder, "arguments")
                self.arguments = written.read_text("utf-8").split("\n")[:-1] if written.exists() else []

    def run_id(self):
        return self.arguments[self.arguments.index("--run-id") + 1]

    def test_compiles(self):
        with tempfile.TemporaryDirectory() as folder:
            py_compile.compile(str(DAG_FILE), cfile=os.path.join(folder, "dag"), doraise=True)

    def test_templates_stand_only_where_they_are_rendered(self):
        for name, value in self.task.parameters.items():
            if name not in self.task.template_fields:
                self.assertNotIn("{{", str(value), name)

    def test_one_run_at_a_time_and_none_for_the_past(self):
        parameters = self.module.dag.parameters
        self.assertEqual(parameters["max_active_runs"], 1)
        self.assertIs(parameters["catchup"], False)
        self.assertGreater(parameters["default_args"]["retries"], 0)

    def test_run_id_is_the_start_of_the_interval(self):
        self.submit()
        first = self.arguments
        self.submit()
        self.assertEqual(first, self.arguments)
        self.assertEqual(self.run_id(), "20260101T000000")
        # What AuditJob takes for a run id.
        self.assertRegex(self.run_id(), r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
        self.submit(run_after=DAY_LATER)
        self.assertEqual(self.run_id(), "20260102T000000")

    def test_a_run_without_a_date_has_the_moment_for_its_id(self):
        self.submit(dated=False)
        self.assertEqual(self.run_id(), "20260102T000007" if self.version >= (3,) else "20260101T000000")

    def test_command(self):
        self.submit()
        self.assertEqual(self.arguments[self.arguments.index("--class") + 1], "org.lossfloor.cli.Main")
        application = self.arguments.index("/opt/lossfloor/lib/lossfloor-app.jar")
        self.assertEqual(
            self.arguments[application + 1 :],
            "audit --config hdfs://nn/audit.yaml --output hdfs://nn/audits --run-id 20260101T000000"
            " --define START=20260101T000000 --define END=20260102T000000 --define DAY=2026-01-01".split(),
        )
        self.assertFalse([word for word in self.arguments if "{{" in word or "{%" in word])

    def test_parameters_of_a_run_by_hand(self):
        self.submit(input="s3://logs/a b.jsonl", incremental=True, fail_on="invalid_share>0.2")
        self.assertEqual(
            self.arguments[-3:], ["--input=s3://logs/a b.jsonl", "--incremental", "--fail-on=invalid_share>0.2"]
        )

    def test_input_is_a_template(self):
        text = DAG_FILE.read_text("utf-8")
        changed = text.replace('INPUT = ""', 'INPUT = "s3://logs/{{ data_interval_start | ds }}/*.jsonl"', 1)
        self.assertNotEqual(text, changed)
        airflow.installed(self.version)
        self.module = type(sys)("changed")
        exec(compile(changed, "changed", "exec"), vars(self.module))
        (self.task,) = self.module.dag.tasks
        self.submit()
        self.assertEqual(self.arguments[-1], "--input=s3://logs/2026-01-01/*.jsonl")
        self.submit(input="other.jsonl")
        self.assertEqual(self.arguments[-1], "--input=other.jsonl")

    def test_what_was_published_is_an_asset(self):
        self.submit()
        if self.version >= (2, 10):
            (event,) = self.context["outlet_events"].values()
            self.assertEqual(event.extra, {"run": "hdfs://nn/audits/run_id=20260101T000000"})
        self.assertEqual([asset.uri for asset in self.task.parameters["outlets"]], ["x-lossfloor://audits"])

    def test_exit_codes_one_to_three_fail_for_good(self):
        for code in (1, 2, 3):
            with self.subTest(code), self.assertRaises(airflow.AirflowFailException) as failed:
                self.submit(f"exit {code}")
            self.assertIn(str(code), str(failed.exception))

    def test_all_others_are_tried_again(self):
        for end in ("exit 4", "exit 137", "kill -9 $$", "exit 101"):
            with self.subTest(end), self.assertRaises(airflow.AirflowException) as failed:
                self.submit(end)
            self.assertNotIsInstance(failed.exception, airflow.AirflowFailException)

    def test_in_cluster_mode_the_code_is_spark_s_own(self):
        self.task.deploy_mode_of_connection = "cluster"
        for master in ("yarn", "spark://host:7077"):
            self.task.master = master
            with self.subTest(master), self.assertRaises(airflow.AirflowException) as failed:
                self.submit("exit 1")
            self.assertNotIsInstance(failed.exception, airflow.AirflowFailException)

    def test_on_kubernetes_the_driver_s_code_counts(self):
        self.task.deploy_mode_of_connection = "cluster"
        self.task.master = "k8s://https://host:6443"
        self.task.kubernetes_code = 2
        with self.assertRaises(airflow.AirflowFailException):
            self.submit("exit 0")
        for code in (4, None):
            self.task.kubernetes_code = code
            with self.assertRaises(airflow.AirflowException) as failed:
                self.submit("exit 1")
            self.assertNotIsInstance(failed.exception, airflow.AirflowFailException)


for of in ((2, 4), (2, 10), (3, 0), (3, 2), (3, 3)):
    name = "Airflow" + "_".join(map(str, of))
    globals()[name] = type(name, (OfVersion, unittest.TestCase), {"version": of})

if __name__ == "__main__":
    unittest.main(verbosity=2)
