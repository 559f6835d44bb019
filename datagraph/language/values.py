"""The values that the language gives a meaning to, and the limits it sets."""

VERSIONS = ("v0.0.6", "v1.0.0")
"""Every version of the language, oldest first; `v0.0.6` is the beta, which still occurs in files."""

CURRENT_VERSION = "v1.0.0"

PROFILE_TYPES = ("segment:materialized", "segment:unmaterialized")
"""How Profiles Sync writes the profile tables, the recommended one first; Redshift has only that one."""

MATERIALIZATIONS = ("none", "segment", "dbt")
"""What stood in place of the profile's type in v0.0.6; Segment told users of the beta to write `none`."""

KNOWN_EXTERNAL_ID_TYPES = (
    "user_id",
    "email",
    "anonymous_id",
    "ga_client_id",
    "android.id",
    "android.idfa",
    "android.push_token",
    "ios.id",
    "ios.idfa",
    "ios.push_token",
)
"""The external-id types that Segment collects by itself; any other is a custom one of the space."""

COMMON_EXTERNAL_ID_TYPES = ("phone", "group_id")
"""Custom external-id types that so many spaces have that they deserve no remark."""

SLUG_PATTERN = r"[a-z0-9_-]+"
"""A whole slug, as a regular expression that Python and JSON Schema read alike."""

MAXIMUM_DEPTH = 6
"""The most nodes on a path from the profile, the profile counted: profile, accounts, carts is 3."""
