"""DG904: a password or token stands in the configuration."""

from __future__ import annotations

from datagraph.diagnostics import RuleDescription, Severity

RULE = RuleDescription(
    code="DG904",
    name="secret-in-configuration",
    severity=Severity.ERROR,
    summary="A connection's password, token or passphrase is written out.",
    why=(
        "The configuration is committed, and what was committed once stays readable in the history for everyone who "
        "ever gets the repository. The connection is not used."
    ),
    fact=(
        "A secret comes from an environment variable, which `password_env` names, or from where the vendor keeps it: "
        "Snowflake's `connections.toml`, Google's application default credentials, `~/.databrickscfg`, AWS IAM."
    ),
    bad="""\
[warehouse.production]
type = "postgres"
dbname = "shop"
password = "hunter2"
""",
    good="""\
[warehouse.production]
type = "postgres"
dbname = "shop"
password_env = "SHOP_PASSWORD"
""",
)
