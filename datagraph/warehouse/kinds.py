"""The table of warehouses: what a connection of each kind is made of. No driver is imported for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Parameter:
    """A parameter of a connection, under the name that the vendor's driver gives it.

    A `secret` may stand in the environment only: in the configuration `NAME_env` names the variable. A `path` counts
    from the configuration's directory on.
    """

    __slots__ = ("documentation", "name", "path", "required", "secret")

    def __init__(
        self, name: str, documentation: str, *, required: bool = False, secret: bool = False, path: bool = False
    ) -> None:
        self.name = name
        self.documentation = documentation
        self.required = required
        self.secret = secret
        self.path = path


class Kind:
    """A kind of warehouse.

    `dialect` is its name in sqlglot, `driver` the module to import, `extra` what `pip install` names in brackets.
    `is_open` is whether the driver takes more parameters than are listed; those are handed on as they are.
    """

    __slots__ = ("dialect", "driver", "extra", "is_open", "name", "parameters")

    def __init__(
        self,
        name: str,
        *,
        driver: str,
        parameters: tuple[Parameter, ...],
        dialect: str = "",
        is_open: bool = True,
    ) -> None:
        self.name = name
        self.dialect = dialect or name
        self.driver = driver
        self.extra = name
        self.parameters = parameters
        self.is_open = is_open


# Each row's parameters are those that people set; the drivers' own pages list the rest.
_ROWS = (
    Kind(
        "snowflake",
        driver="snowflake.connector",
        parameters=(
            Parameter("connection_name", "A connection in Snowflake's own `connections.toml`, in place of the rest."),
            Parameter("account", "The account's identifier, such as `myorg-account`."),
            Parameter("user", "Who connects."),
            Parameter("password", "The user's password.", secret=True),
            Parameter("authenticator", "`externalbrowser`, `oauth`, `SNOWFLAKE_JWT`, …"),
            Parameter("token", "An OAuth or programmatic access token.", secret=True),
            Parameter("private_key_file", "The private key of a key pair, as a file.", path=True),
            Parameter("private_key_file_pwd", "The passphrase of that file.", secret=True),
            Parameter("role", "The role to use; it decides what is seen."),
            Parameter("warehouse", "The virtual warehouse that runs the queries."),
            Parameter("database", "The default database."),
            Parameter("schema", "The default schema."),
        ),
    ),
    Kind(
        "bigquery",
        driver="google.cloud.bigquery",
        parameters=(
            Parameter("project", "The project that runs, and pays for, the queries; the default one for tables too."),
            Parameter("dataset", "The default dataset."),
            Parameter("location", "Where the datasets are, such as `EU`."),
            Parameter(
                "credentials_file",
                "A service account's key file; without it, application default credentials.",
                path=True,
            ),
            Parameter("quota_project_id", "The project whose quota is used, if not `project`."),
            Parameter("api_endpoint", "Where an emulator answers; with `anonymous = true`, without credentials."),
            Parameter("maximum_bytes_billed", "A query that would read more bytes than this fails and costs nothing."),
        ),
    ),
    Kind(
        "redshift",
        driver="redshift_connector",
        parameters=(
            Parameter("host", "The cluster's or workgroup's endpoint."),
            Parameter("port", "Its port; 5439 unless said."),
            Parameter("database", "The database.", required=True),
            Parameter("user", "Who connects."),
            Parameter("password", "The user's password.", secret=True),
            Parameter("ssl", "Whether the connection is encrypted, which it is unless said."),
            Parameter("iam", "Whether to log in with AWS credentials in place of a password."),
            Parameter("db_user", "The database user, for IAM."),
            Parameter("cluster_identifier", "The cluster, for IAM."),
            Parameter("profile", "The profile in AWS's own files, for IAM."),
            Parameter("region", "The cluster's AWS region, for IAM."),
            Parameter("access_key_id", "An AWS access key, for IAM; without it, AWS's own places are looked at."),
            Parameter("secret_access_key", "The secret of that key.", secret=True),
            Parameter("session_token", "The token of temporary AWS credentials.", secret=True),
        ),
    ),
    Kind(
        "databricks",
        driver="databricks.sql",
        parameters=(
            Parameter("server_hostname", "The workspace's host, such as `dbc-1234.cloud.databricks.com`."),
            Parameter("http_path", "The SQL warehouse's HTTP path.", required=True),
            Parameter("access_token", "A personal access token.", secret=True),
            Parameter("profile", "A profile in `~/.databrickscfg`, for host and token."),
            Parameter("catalog", "The default catalog."),
            Parameter("schema", "The default schema."),
        ),
    ),
    Kind(
        "duckdb",
        driver="duckdb",
        is_open=False,
        parameters=(
            Parameter("database", "The database file, or `:memory:`, which it is unless said.", path=True),
            Parameter("setup", "SQL scripts that fill a database in memory.", path=True),
            Parameter("config", "DuckDB's own settings, as a table."),
        ),
    ),
    Kind(
        "postgres",
        driver="psycopg",
        parameters=(
            Parameter("host", "The server's name."),
            Parameter("port", "The server's port; 5432 unless said."),
            Parameter("dbname", "The database."),
            Parameter("user", "Who connects."),
            Parameter("password", "The user's password.", secret=True),
            Parameter("sslmode", "`require`, `verify-full`, …"),
            Parameter("service", "A service in libpq's own file, in place of the rest."),
        ),
    ),
)

KINDS: Mapping[str, Kind] = {row.name: row for row in _ROWS}
"""Every kind of warehouse by its name; the module `datagraph.warehouse.NAME` connects to it."""
