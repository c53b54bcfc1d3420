"""A stand-in for the parts of Airflow that jobs/airflow uses, for a machine without Airflow.

It pins the interface: parameter names and which of them are templates are those of apache-airflow 2 and 3
and of the Spark provider; anything else is refused. Nothing of it is Airflow's code.
"""

_DAG_PARAMETERS = {
    "dag_id",
    "description",
    "schedule",
    "start_date",
    "catchup",
    "max_active_runs",
    "default_args",
    "tags",
    "doc_md",
}
_DEFAULT_ARGS = {"retries", "retry_delay", "execution_timeout"}


class DAG:
    """Collects the tasks that are made inside its `with` block."""

    active = None

    def __init__(self, **parameters):
        unknown = set(parameters) - _DAG_PARAMETERS
        if unknown:
            raise TypeError(f"DAG has no parameters {sorted(unknown)}")
        unknown = set(parameters.get("default_args", {})) - _DEFAULT_ARGS
        if unknown:
            raise TypeError(f"operators have no parameters {sorted(unknown)}")
        self.parameters = parameters
        self.tasks = []

    def __enter__(self):
        DAG.active = self
        return self

    def __exit__(self, *error):
        DAG.active = None
