"""SparkSubmitOperator: its long-standing parameters, its templates, and how its hook fails."""

import shlex
import subprocess

from airflow import DAG
from airflow.exceptions import AirflowException


class SparkSubmitOperator:
    """Takes the parameters that every provider of the last years takes, by keyword only."""

    template_fields = (
        "application",
        "conf",
        "files",
        "py_files",
        "jars",
        "driver_class_path",
        "packages",
        "exclude_packages",
        "keytab",
        "principal",
        "proxy_user",
        "name",
        "application_args",
        "env_vars",
        "properties_file",
    )

    # Of a connection, as the hook reads it.
    master = "spark://host:7077"
    deploy_mode_of_connection = None

    def __init__(
        self,
        *,
        task_id,
        application="",
        conf=None,
        conn_id="spark_default",
        files=None,
        py_files=None,
        archives=None,
        driver_class_path=None,
        jars=None,
        java_class=None,
        packages=None,
        exclude_packages=None,
        repositories=None,
        total_executor_cores=None,
        executor_cores=None,
        executor_memory=None,
        driver_memory=None,
        keytab=None,
        principal=None,
        proxy_user=None,
        name="arrow-spark",
        num_executors=None,
        status_poll_interval=1,
        application_args=None,
        env_vars=None,
        verbose=False,
        spark_binary=None,
        properties_file=None,
        yarn_queue=None,
        deploy_mode=None,
    ):
        self.parameters = {key: value for key, value in locals().items() if key != "self"}
        DAG.active.tasks.append(self)

    def command(self):
        """The command line, in the order of the hook."""
        given = self.parameters
        command = [given["spark_binary"] or "spark-submit", "--master", self.master]
        for key, value in (given["conf"] or {}).items():
            command += ["--conf", f"{key}={value}"]
        command += ["--name", given["name"], "--class", given["java_class"]]
        mode = given["deploy_mode"] or self.deploy_mode_of_connection
        if mode:
            command += ["--deploy-mode", mode]
        return command + [given["application"]] + list(given["application_args"] or [])

    def execute(self, context):
        """Runs it; what goes wrong is told as the hook tells it."""
        command = self.command()
        code = subprocess.run(command, check=False).returncode
        if self.master.startswith("k8s") and (code or self.kubernetes_code):
            raise AirflowException(
                f"Cannot execute: {shlex.join(command)}. Error code is: {code}. "
                f"Kubernetes spark exit code is: {self.kubernetes_code}"
            )
        if code:
            raise AirflowException(f"Cannot execute: {shlex.join(command)}. Error code is: {code}.")

    kubernetes_code = 0
