"""How to log in to BigQuery."""

from __future__ import annotations

import os
import warnings
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from datagraph.warehouse.bigquery.errors import Named, translating
from datagraph.warehouse.driver import missing_driver
from datagraph.warehouse.errors import WarehouseError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from google.cloud.bigquery import Client

_CLIENT_OPTIONS = ("api_endpoint", "quota_project_id", "universe_domain")
_JOB_OPTIONS = ("maximum_bytes_billed", "labels", "priority", "use_query_cache", "job_timeout_ms")
_OPTIONS = ("project", "dataset", "location", "credentials_file", "anonymous", *_CLIENT_OPTIONS, *_JOB_OPTIONS)
_SCOPES = ["https://www.googleapis.com/auth/cloud-platform"]


def log_in(parameters: Mapping[str, object], seconds: float) -> tuple[Callable[[], Client], Named]:
    """What makes clients with these parameters, and what the connection calls things; BigQuery is not asked yet."""
    try:
        with warnings.catch_warnings():
            # On import, Google's libraries warn of Pythons that they will soon not support.
            warnings.simplefilter("ignore")
            from google.cloud import bigquery
    except ImportError as error:
        raise missing_driver("bigquery") from error
    unknown = [it for it in parameters if it not in _OPTIONS]
    if unknown:
        raise WarehouseError("setting", f"BigQuery takes no `{unknown[0]}`", f"it takes {', '.join(_OPTIONS)}")
    project, dataset, location, file = (str(parameters.get(it) or "") for it in _OPTIONS[:4])
    # The variable is the client's own.
    endpoint = str(parameters.get("api_endpoint") or os.environ.get("BIGQUERY_EMULATOR_HOST") or "")
    named = Named(project, dataset, endpoint, file, seconds)
    with translating(named):
        credentials, default = _credentials(file, endpoint, is_anonymous=bool(parameters.get("anonymous")))
    named = named._replace(project=project or default)
    if not named.project:
        raise WarehouseError("setting", "no project is named", 'write `project = "…"`, the one that runs the queries')

    def client() -> Client:
        try:
            job = bigquery.QueryJobConfig(**{it: parameters[it] for it in _JOB_OPTIONS if it in parameters})
            if dataset:
                job.default_dataset = bigquery.DatasetReference(named.project, dataset)
            with translating(named):
                return bigquery.Client(
                    named.project,
                    credentials,
                    location=location or None,
                    default_query_job_config=job,
                    client_options={it: parameters[it] for it in _CLIENT_OPTIONS if it in parameters},
                )
        except (TypeError, ValueError) as error:
            message, detail = "Google's client does not take these parameters", str(error).partition("\n")[0]
            raise WarehouseError("setting", message, detail=detail) from error

    return client, named


def _credentials(file: str, endpoint: str, *, is_anonymous: bool) -> tuple[Any, str]:
    """Credentials, from a file or from where Google's tools keep them, and the project that they name or ""."""
    import google.auth
    from google.auth.credentials import AnonymousCredentials

    if is_anonymous:
        if urlsplit(endpoint).hostname not in ("localhost", "127.0.0.1", "::1"):
            next_step = "set `api_endpoint` to its address, or remove `anonymous`"
            raise WarehouseError("setting", "`anonymous` is for an emulator on this machine", next_step)
        return AnonymousCredentials(), ""  # type: ignore[no-untyped-call]
    load: Any = google.auth.load_credentials_from_file
    with warnings.catch_warnings():
        # They warn of files of any kind, and of users without a quota project; both are the user's own choice.
        warnings.simplefilter("ignore")
        found, project = load(os.path.expanduser(file), _SCOPES) if file else google.auth.default(_SCOPES)
    return found, project or ""
