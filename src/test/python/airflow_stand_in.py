"""A stand-in for the parts of Airflow that jobs/airflow uses, for a machine without Airflow.

It pins the interfaces of apache-airflow 2.4 and later, of 3.0 and 3.1, and of 3.2 and later, and of the Spark
provider, as they were published: which module has which name, the names of parameters, which of them are templates, what a
template finds, and how the hook fails. Anything else is refused. Nothing of it is Airflow's code.
"""

import re
import shlex
import subprocess
import sys
import types
from datetime import timedelta

_DAG_PARAMETERS = set("dag_id description schedule start_date catchup max_active_runs params default_args tags doc_md".split())
_OPERATOR_PARAMETERS = set("task_id outlets retries retry_delay execution_timeout".split())

# Those that every provider of the last years takes, by keyword only.
_SUBMIT_PARAMETERS = set(
    """application conf conn_id files py_files archives driver_class_path jars java_class packages exclude_packages
    repositories total_executor_cores executor_cores executor_memory driver_memory keytab principal proxy_user name
    num_executors status_poll_interval application_args env_vars verbose spark_binary properties_file yarn_queue
    deploy_mode""".split()
)
_NOT_IN_CONTEXT = object()


class Asset:
    """Of Airflow 3; the data set of Airflow 2 takes its URI in the same place and has no name."""

    def __init__(self, uri):
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", uri).group(1)
        if scheme == "airflow":
            raise ValueError("reserved")
        self.uri = uri


class Param:
    def __init__(self, default, *, description=None, type):
        kinds = {"string": str, "boolean": bool}
        if not isinstance(default, kinds[type]):
            raise ValueError(f"{default!r} is no {type}")
        self.default = default


class CronDataIntervalTimetable:
    def __init__(self, cron, timezone):
        if cron != "@daily" or timezone != "UTC":
            raise ValueError("the stand-in knows days in UTC only")

    def interval(self, run_after):
        """The complete day before a moment; what both versions say, of runs by schedule and by hand."""
        end = run_after.replace(hour=0, minute=0, second=0, microsecond=0)
        return end - timedelta(days=1), end


class AirflowException(Exception):
    """A task that ends with it is tried again."""


class AirflowFailException(AirflowException):
    """A task that ends with it fails for good."""


class DAG:
    """Collects the tasks that are made inside its `with` block."""

    active = None

    def __init__(self, **parameters):
        unknown = set(parameters) - _DAG_PARAMETERS
        if unknown:
            raise TypeError(f"DAG has no parameters {sorted(unknown)}")
        self.parameters = parameters
        self.tasks = []

    def __enter__(self):
        DAG.active = self
        return self

    def __exit__(self, *error):
        DAG.active = None


class SparkSubmitOperator:
    """The provider's operator with what its hook does."""

    template_fields = tuple(
        """application conf files py_files jars driver_class_path packages exclude_packages keytab principal proxy_user
        name application_args env_vars properties_file""".split()
    )

    # Of a connection, as the hook reads it.
    master = "spark://host:7077"
    deploy_mode_of_connection = None
    kubernetes_code = 0
    # Since Airflow 3.3 a parameter, true by default, which refuses YARN in cluster mode.
    knows_durable = False

    def __init__(self, **parameters):
        unknown = set(parameters) - _SUBMIT_PARAMETERS - _OPERATOR_PARAMETERS
        if unknown:
            raise TypeError(f"SparkSubmitOperator has no parameters {sorted(unknown)}")
        # Airflow gives an operator those default arguments that it knows, and drops the others.
        defaults = DAG.active.parameters.get("default_args", {})
        self.durable = defaults.get("durable", True) if self.knows_durable else False
        unknown = set(defaults) - _OPERATOR_PARAMETERS - {"durable"}
        if unknown:
            raise TypeError(f"no operator has parameters {sorted(unknown)}")
        self.parameters = parameters
        for field in self.template_fields:
            setattr(self, field, parameters.get(field))
        DAG.active.tasks.append(self)

    def command(self):
        """The command line, in the order of the hook."""
        mode = self.parameters.get("deploy_mode") or self.deploy_mode_of_connection
        command = [self.parameters.get("spark_binary") or "spark-submit", "--master", self.master]
        for key, value in (self.conf or {}).items():
            command += ["--conf", f"{key}={value}"]
        if self.env_vars and mode == "cluster" and self.master.startswith("spark://"):
            raise AirflowException("SparkSubmitHook env_vars is not supported in standalone-cluster mode.")
        command += ["--name", self.name, "--class", self.parameters["java_class"]]
        if mode:
            command += ["--deploy-mode", mode]
        return command + [self.application] + list(self.application_args or [])

    def execute(self, context):
        """Runs it; what goes wrong is told as the hook tells it."""
        command = self.command()
        if self.durable and self.master == "yarn" and "cluster" in command:
            raise ValueError("YARN cluster mode with durable=True requires yarn_track_via_rm_api=True.")
        code = subprocess.run(command, check=False).returncode
        said = f"Cannot execute: {shlex.join(command)}. Error code is: {code}."
        if self.master.startswith("k8s") and (code or self.kubernetes_code):
            raise AirflowException(f"{said} Kubernetes spark exit code is: {self.kubernetes_code}")
        if code:
            raise AirflowException(f"{said}\nLast spark-submit output:\nError code is: 99.")


class DagRun:
    def __init__(self, run_after, version):
        if version >= (3,):
            self.run_after = run_after


def context(version, timetable, run_after, params, *, dated=True):
    """What a template finds. Airflow 3 has no interval where a run was triggered without a date."""
    found = {"dag_run": DagRun(run_after, version), "params": params}
    if dated or version < (3,):
        start, end = timetable.interval(run_after)
        found.update(data_interval_start=start, data_interval_end=end, logical_date=start)
    if version >= (2, 10):
        found["outlet_events"] = {}
    return found


def installed(version):
    """Makes the modules of a version the ones that are imported."""
    for name in [name for name in sys.modules if name.split(".")[0] == "airflow"]:
        del sys.modules[name]
    modules = {
        "airflow": {} if version >= (3,) else {"DAG": DAG},
        "airflow.exceptions": {"AirflowException": AirflowException, "AirflowFailException": AirflowFailException},
        "airflow.timetables.interval": {"CronDataIntervalTimetable": CronDataIntervalTimetable},
        "airflow.providers.apache.spark.operators.spark_submit": {"SparkSubmitOperator": SparkSubmitOperator},
    }
    if version >= (3,):
        modules["airflow.sdk"] = {"DAG": DAG, "Asset": Asset, "Param": Param}
    else:
        modules["airflow.datasets"] = {"Dataset": Asset}
        modules["airflow.models.param"] = {"Param": Param}
    if version >= (3, 2):
        modules["airflow.sdk"]["CronDataIntervalTimetable"] = CronDataIntervalTimetable
        modules["airflow.sdk.exceptions"] = dict(modules["airflow.exceptions"])
        del modules["airflow.exceptions"]["AirflowFailException"]
        del modules["airflow.timetables.interval"]
    SparkSubmitOperator.knows_durable = version >= (3, 3)
    for name, members in modules.items():
        parts = name.split(".")
        for i in range(1, len(parts) + 1):
            package = sys.modules.setdefault(".".join(parts[:i]), types.ModuleType(".".join(parts[:i])))
            package.__path__ = []
        vars(sys.modules[name]).update(members)
