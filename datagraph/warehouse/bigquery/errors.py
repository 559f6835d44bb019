"""What Google's libraries raise, in the user's words."""

from __future__ import annotations

import re
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from datagraph.warehouse.errors import Trouble, WarehouseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    _Answer = tuple[Trouble, str, str]

# https://cloud.google.com/bigquery/docs/error-messages#errortable has the reasons, and which are worth another try.
_TRANSIENT = ("backendError", "internalError", "rateLimitExceeded", "jobBackendError", "jobInternalError")
_TRANSIENT_STATUSES = (429, 500, 502, 503, 504)
_LOG_IN = "run `gcloud auth application-default login`, or set `credentials_file` to a key that is valid"
_REASONS: dict[str, _Answer] = {
    "accessNotConfigured": (
        "compute",
        "the BigQuery API is off in the project `{project}`",
        "run `gcloud services enable bigquery.googleapis.com --project {project}`, or correct `project`",
    ),
    "billingNotEnabled": (
        "compute",
        "the project `{project}` has no billing account",
        "link one, or correct `project`",
    ),
    "bytesBilledLimitExceeded": (
        "query",
        "the query costs more than `maximum_bytes_billed`",
        "raise it, or ask for less",
    ),
    "quotaExceeded": ("query", "the project `{project}` has used up a quota", "raise the quota, or wait for a new day"),
    "authError": ("credentials", "Google does not accept the credentials", _LOG_IN),
    "accessDenied": ("right", "no right to do this in the project `{project}`", "ask the project's owner for it"),
    "notFound": ("missing", "a name in the query does not exist", ""),
    "stopped": ("cancelled", "the query was stopped", ""),
}
_REFUSED: _Answer = ("query", "BigQuery refuses the query", "")
_STATUSES = {401: "authError", 403: "accessDenied", 404: "notFound"}
_SENTENCES: tuple[tuple[str, _Answer], ...] = (
    (r"Not found: Project (\S+)", ("compute", "there is no project `{0}`", "correct `project`")),
    (
        r"Not found: Dataset (.+?) was not found in location (\S+)",
        ("missing", "there is no dataset `{0}` in `{1}`", "correct its name, or set `location` to where it is"),
    ),
    (r"Not found: Dataset (.+)", ("missing", "there is no dataset `{0}`", "")),
    (r"Not found: Table (.+?)(?: was not|$)", ("missing", "there is no table `{0}`", "")),
    (r"Unrecognized name: (.+?)(?:;| at \[|$)", ("missing", "there is no column `{0}`", "")),
    (r"Name (.+?) not found inside", ("missing", "there is no column `{0}`", "")),
    (r"timed out after", ("timeout", "the query took longer than `job_timeout_ms`", "")),
    (
        r"Access Denied: Project (.+?): ",
        ("right", "no right to run queries in the project `{0}`", "grant `roles/bigquery.user` on it"),
    ),
    (
        r"Access Denied: (?:Table|View|Dataset) (.+?): ",
        ("right", "no right to read `{0}`, or it does not exist", "grant `roles/bigquery.dataViewer` on its dataset"),
    ),
)


class Named(NamedTuple):
    """What the connection calls things."""

    project: str
    dataset: str
    endpoint: str
    credentials_file: str
    seconds: float


@contextmanager
def translating(named: Named) -> Iterator[None]:
    """Turns what Google's libraries raise into WarehouseError."""
    from google.api_core.exceptions import GoogleAPIError
    from google.auth.exceptions import GoogleAuthError
    from requests.exceptions import RequestException

    try:
        yield
    except (GoogleAPIError, GoogleAuthError, RequestException, FutureTimeoutError) as error:
        raise _translated(error, named) from error


def is_transient(error: BaseException) -> bool:
    """Whether to ask again may help: Google says so, or an open connection broke. What is asked only reads."""
    from google.api_core.exceptions import GoogleAPICallError
    from requests import exceptions
    from urllib3.exceptions import ProtocolError

    if isinstance(error, GoogleAPICallError):
        return _reason(error) in _TRANSIENT
    # Where no connection came about, the error that this one wraps is another.
    is_broken = isinstance(error, exceptions.ConnectionError) and isinstance(
        next(iter(error.args), None), ProtocolError
    )
    return is_broken or isinstance(error, exceptions.ChunkedEncodingError)


def _translated(error: Any, named: Named) -> WarehouseError:
    from google.api_core.exceptions import GoogleAPICallError, RetryError
    from google.auth.exceptions import DefaultCredentialsError, GoogleAuthError, RefreshError, TransportError
    from requests.exceptions import ConnectTimeout, Timeout

    place = named.endpoint or "https://bigquery.googleapis.com"
    # A RetryError says that the client has tried again for long enough.
    gave_up = isinstance(error, RetryError)
    cause: Any = (error.cause or error) if gave_up else error
    said = _said(cause)
    answer: _Answer
    if isinstance(cause, GoogleAPICallError):
        answer = _answer(cause, said, named.project)
    elif isinstance(cause, (RefreshError, DefaultCredentialsError)):
        is_old = isinstance(cause, RefreshError)
        message = (
            "the Google credentials have expired, or were revoked" if is_old else "there are no Google credentials"
        )
        file = named.credentials_file
        answer = ("credentials", f"the credentials in `{file}` do not work" if file else message, _LOG_IN)
    elif isinstance(cause, (Timeout, FutureTimeoutError)) and not isinstance(cause, ConnectTimeout):
        answer = ("timeout", f"`{place}` did not answer within {named.seconds:g} seconds", "")
    elif isinstance(cause, TransportError):
        answer = ("host", "cannot reach Google to renew the credentials", "check the network")
    elif isinstance(cause, GoogleAuthError):
        answer = ("credentials", "Google does not accept the credentials", _LOG_IN)
    else:
        answer = ("host", f"cannot reach `{place}`", "check the network, and `api_endpoint` if it is set")
    return WarehouseError(*answer, detail=said, is_transient=not gave_up and is_transient(cause))


def _reason(error: Any) -> str:
    """Google's word for what went wrong; where there is none, what the status of the answer stands for."""
    first = next(iter(error.errors or ()), None)
    if isinstance(first, dict) and "reason" in first:
        return str(first["reason"])
    return "backendError" if error.code in _TRANSIENT_STATUSES else _STATUSES.get(error.code, "")


def _said(error: Any) -> str:
    """The first line of what was said, without the address that was asked."""
    first = next(iter(getattr(error, "errors", None) or ()), None)
    text = first.get("message") if isinstance(first, dict) else getattr(error, "message", None)
    # Google's errors of credentials have the whole answer behind what they say of it.
    return str(text or next(iter(error.args), error)).partition("\n")[0]


def _answer(error: Any, said: str, project: str) -> _Answer:
    reason = _reason(error)
    if reason in _TRANSIENT:
        return "connection", "BigQuery does not answer as it should", "try again later"
    for pattern, (trouble, message, next_step) in _SENTENCES:
        if match := re.search(pattern, said):
            return trouble, message.format(*(it.replace(":", ".") for it in match.groups())), next_step
    trouble, message, next_step = _REASONS.get(reason, _REFUSED)
    return trouble, message.format(project=project), next_step.format(project=project)
