"""The two exceptions that decide about retries."""


class AirflowException(Exception):
    """A task that ends with it is tried again."""


class AirflowFailException(AirflowException):
    """A task that ends with it fails for good."""
