"""Audits sweep logs with Lossfloor, once per data interval. For Airflow 2.4 and later, and for Airflow 3.

Airflow variables (Admin, Variables), read when a task runs:

  lossfloor_config           the audit as YAML: a path or URI that the driver can read   (required)
  lossfloor_output           the directory of all runs: hdfs://nn/audits                 (required)
  lossfloor_jar              the application jar           (/opt/lossfloor/lib/lossfloor-app.jar)
  lossfloor_executor_memory  memory of an executor         (2g)
  lossfloor_executor_cores   cores of an executor          (2)
  lossfloor_partitions       tasks of a shuffle, 2 to 4 per core of the cluster          (200)

The master, the deploy mode and whatever is secret belong to the Airflow connection `lossfloor_spark` (type
Spark), nothing of it is here. Needs the provider apache-airflow-providers-apache-spark.

The run id is the start of the data interval, and a run replaces its own tables and nothing else: a
retry or a cleared task gives the same rows, never rows twice. A run that was triggered without a date (Airflow 3
allows it) has no interval; its id is the moment from which it may run.

What the configuration may use (`path: s3://logs/${DAY}/*.jsonl`):

  START, END   the data interval, such as 20260101T000000
  DAY          the day on which it starts, such as 2026-01-01
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

try:  # Airflow 3
    from airflow.sdk import DAG, Asset, Param
except ImportError:  # Airflow 2, where an asset is called data set
    from airflow import DAG
    from airflow.datasets import Dataset as Asset
    from airflow.models.param import Param
try:  # Airflow 3.2
    from airflow.sdk import CronDataIntervalTimetable
    from airflow.sdk.exceptions import AirflowFailException
except ImportError:
    from airflow.exceptions import AirflowFailException
    from airflow.timetables.interval import CronDataIntervalTimetable

# A timetable, not "@daily": of a plain schedule Airflow 2 makes intervals that end when the run starts, Airflow 3
# makes moments. With this one both say of the run after midnight of 2 January that its interval is 1 January.
SCHEDULE = CronDataIntervalTimetable("@daily", timezone="UTC")

# Read instead of the paths of the audit's only source; a template, so each interval can have its own logs:
# "s3://logs/{{ data_interval_start | ds }}/*.jsonl". Empty: the paths of the configuration.
INPUT = ""

# What follows an audit can be scheduled by it: DAG(schedule=[Asset("x-lossfloor://audits")]).
AUDITS = Asset("x-lossfloor://audits")

# Airflow 3 has no interval at all where a run was triggered without a date.
START = "(data_interval_start if data_interval_start is defined and data_interval_start else dag_run.run_after)"
END = "(data_interval_end if data_interval_end is defined and data_interval_end else dag_run.run_after)"
RUN_ID = "{{ " + START + " | ts_nodash }}"
OUTPUT = "{{ var.value.lossfloor_output }}"

# What Lossfloor's exit codes mean, where another try does not help.
FINAL = {
    1: "wrong usage or configuration, or the output cannot be written",
    2: "the input could not be read at all",
    3: "finished and published, but a limit of --fail-on is broken",
}


def exit_code(message: str) -> int | None:
    """Lossfloor's exit code out of the hook's message; None where Spark does not hand it on.

    In client mode spark-submit is the driver, and its exit code is the driver's. In cluster mode it is
    Spark's own verdict, of which only Kubernetes tells the driver's code as well.
    """
    if re.search(r"--deploy-mode[ =]cluster\b", message):
        found = re.search(r"Kubernetes spark exit code is: (-?\d+)", message)
    else:
        found = re.search(r"Error code is: (-?\d+)", message)
    return int(found.group(1)) if found else None


class LossfloorOperator(SparkSubmitOperator):
    """Submits Lossfloor, fails for good where a retry cannot help, and says which run it has published."""

    def execute(self, context):
        # An option that is not wanted is rendered as an empty word.
        self.application_args = [word for word in self.application_args if word]
        try:
            super().execute(context)
        except AirflowFailException:
            raise
        except Exception as failure:  # of which class depends on the provider
            code = exit_code(str(failure))
            if code in FINAL:
                raise AirflowFailException(f"exit code {code}: {FINAL[code]}") from failure
            raise  # 4, a signal, a lost cluster: the next try may succeed
        output, run_id = (
            self.application_args[self.application_args.index(name) + 1] for name in ("--output", "--run-id")
        )
        if "outlet_events" in context:  # since Airflow 2.10
            context["outlet_events"][AUDITS].extra = {"run": f"{output}/run_id={run_id}"}


with DAG(
    dag_id="lossfloor_audit",
    description="Best possible loss and effective dimension of every experiment in the sweep logs",
    schedule=SCHEDULE,
    start_date=datetime(2026, 1, 1),
    # An audit reads the logs as they are now: runs for past intervals would all give today's answer.
    # Where the paths hold only one interval's logs (INPUT, ${DAY}), True fills in the past.
    catchup=False,
    # One run at a time. Two runs of different intervals could overlap safely, but they would share the cluster.
    max_active_runs=1,
    # For a run that is triggered by hand.
    params={
        "input": Param("", type="string", description="Read this instead of the paths of the audit's only source."),
        "incremental": Param(False, type="boolean", description="Estimate only experiments that have changed."),
        "fail_on": Param("", type="string", description="A limit, such as invalid_share>0.2."),
    },
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=10),
        "execution_timeout": timedelta(hours=12),
        # A retry submits again, which is safe: a run that is still being written is not touched. Since Airflow 3.3 the
        # operator would else refuse YARN in cluster mode; older ones do not know this and do the same.
        "durable": False,
    },
    tags=["lossfloor"],
    doc_md=__doc__,
) as dag:
    LossfloorOperator(
        task_id="audit",
        conn_id="lossfloor_spark",
        application="{{ var.value.get('lossfloor_jar', '/opt/lossfloor/lib/lossfloor-app.jar') }}",
        java_class="org.lossfloor.cli.Main",
        name="lossfloor audit " + RUN_ID,
        outlets=[AUDITS],
        conf={
            "spark.executor.memory": "{{ var.value.get('lossfloor_executor_memory', '2g') }}",
            "spark.executor.cores": "{{ var.value.get('lossfloor_executor_cores', '2') }}",
            "spark.sql.shuffle.partitions": "{{ var.value.get('lossfloor_partitions', '200') }}",
            # As in conf/spark-defaults.conf, which says why.
            "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
            "spark.speculation": "true",
            "spark.speculation.quantile": "0.75",
            "spark.speculation.multiplier": "2",
            "spark.speculation.minTaskRuntime": "10s",
        },
        application_args=[
            "audit",
            "--config",
            "{{ var.value.lossfloor_config }}",
            "--output",
            OUTPUT,
            "--run-id",
            RUN_ID,
            # Not by env_vars, which the hook refuses on a standalone cluster.
            "--define",
            "START=" + RUN_ID,
            "--define",
            "END={{ " + END + " | ts_nodash }}",
            "--define",
            "DAY={{ " + START + " | ds }}",
            "{% if params.input %}--input={{ params.input }}{% else %}" + (INPUT and "--input=" + INPUT) + "{% endif %}",
            "{{ '--incremental' if params.incremental else '' }}",
            "{{ '--fail-on=' ~ params.fail_on if params.fail_on else '' }}",
        ],
    )
