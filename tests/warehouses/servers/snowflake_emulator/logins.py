"""Who may log in."""

# mypy: ignore-errors

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from answers import RefusalError

ACCOUNT = "shop"
ADMIN = "ADMIN"
PASSWORD = "op;en 'ses$ame"
USERS = ("SHOPPER", "LAPSED", ADMIN)
TOKENS = {"fresh-token": "", "stale-token": "390318"}
ROLES = ("ANALYST", "CASHIER", "PUBLIC")
WAREHOUSES = ("COMPUTE_WH", "SPENT_WH")
PUBLIC_KEYS: dict[str, bytes] = {}


def check(data: dict[str, Any], user: str, role: str) -> None:
    """Password, OAuth token or key pair, and then the role."""
    authenticator = str(data.get("AUTHENTICATOR", "")).upper()
    if authenticator == "OAUTH":
        code = TOKENS.get(data.get("TOKEN", ""), "390303")
        words = {"390303": "Invalid OAuth access token. [0]", "390318": "OAuth access token expired. [0]"}
        if code:
            raise RefusalError(code, "08001", words[code])
    elif authenticator == "SNOWFLAKE_JWT":
        if not is_signed(data.get("TOKEN", ""), user):
            raise RefusalError("390144", "08001", "JWT token is invalid. [0]")
    elif user not in USERS or data.get("PASSWORD") != PASSWORD:
        raise RefusalError("390100", "08001", "Incorrect username or password was specified.")
    elif user == "LAPSED":
        # Snowflake publishes these words, but not their number.
        words = "Specified password has expired. Password must be changed using the Snowflake web console."
        raise RefusalError("390100", "08001", words)
    if role not in ROLES:
        words = f"Role '{role}' specified in the connect string does not exist or not authorized. Contact your local"
        words += " system administrator, or attempt to login with another role, e.g. PUBLIC."
        raise RefusalError("390189", "08001", words)


def is_signed(token: str, user: str) -> bool:
    """Whether a token is signed with the private key whose public one `ALTER USER … SET RSA_PUBLIC_KEY` has set."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    key = PUBLIC_KEYS.get(user)
    if key is None or token.count(".") != 2:
        return False
    signed, _, signature = token.rpartition(".")
    claims = json.loads(base64.urlsafe_b64decode(signed.partition(".")[2] + "=="))
    try:
        load_der_public_key(key).verify(
            base64.urlsafe_b64decode(signature + "=="), signed.encode(), PKCS1v15(), SHA256()
        )
    except InvalidSignature:
        return False
    fingerprint = base64.b64encode(hashlib.sha256(key).digest()).decode()
    return claims["iss"].endswith(f".{user}.SHA256:{fingerprint}")
