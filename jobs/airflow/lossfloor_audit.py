"""Audits sweep logs with Lossfloor, once per data interval.

Airflow variables (Admin, Variables), read when a task runs:

  lossfloor_config           the audit as YAML: a path or URI that the driver can read   (required)
  lossfloor_output           the directory of all runs: hdfs://nn/audits                 (required)
  lossfloor_jar              the application jar           (/opt/lossfloor/target/lossfloor-app.jar)
  lossfloor_executor_memory  memory of an executor         (2g)
  lossfloor_executor_cores   cores of an executor          (2)
  lossfloor_partitions       tasks of a shuffle, 2 to 4 per core of the cluster          (200)

The master, the deploy mode and whatever is secret belong to the Airflow connection `lossfloor_spark` (type
Spark), nothing of it is here. Needs the provider apache-airflow-providers-apache-spark.

The run id is the start of the data interval, and a run replaces its own tables and nothing else: a
retry or a cleared task gives the same rows, never rows twice.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

SCHEDULE = "@daily"

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
    """Submits Lossfloor, and fails for good where a retry cannot help."""

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowFailException:
            raise
        except AirflowException as failure:
            code = exit_code(str(failure))
            if code in FINAL:
                raise AirflowFailException(f"exit code {code}: {FINAL[code]}") from failure
            raise  # 4, a signal, a lost cluster: the next try may succeed


with DAG(
    dag_id="lossfloor_audit",
    description="Best possible loss and effective dimension of every experiment in the sweep logs",
    schedule=SCHEDULE,
    start_date=datetime(2026, 1, 1),
    # An audit reads the logs as they are now: runs for past intervals would all give today's answer.
    # Where the paths in the configuration hold only one interval's logs, True fills in the past.
    catchup=False,
    # One run at a time. Two runs of different intervals could overlap safely, but they would share the cluster.
    max_active_runs=1,
    default_args={
        "retries": 2,
        "retry_delay": timedelta(minutes=10),
        "execution_timeout": timedelta(hours=12),
    },
    tags=["lossfloor"],
    doc_md=__doc__,
) as dag:
    LossfloorOperator(
        task_id="audit",
        conn_id="lossfloor_spark",
        application="{{ var.value.get('lossfloor_jar', '/opt/lossfloor/target/lossfloor-app.jar') }}",
        java_class="org.lossfloor.cli.Main",
        name="lossfloor-audit-{{ data_interval_start | ts_nodash }}",
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
            "{{ var.value.lossfloor_output }}",
            "--run-id",
            "{{ data_interval_start | ts_nodash }}",
        ],
    )
