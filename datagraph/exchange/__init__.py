"""The model as JSON and YAML, out and in, and the JSON Schemas of everything that programs read and write.

`datagraph validate` does without this room, since pydantic and PyYAML take long to load.
"""

from datagraph.exchange.importing import import_text
from datagraph.exchange.json_export import export_json
from datagraph.exchange.rule_list import rules_json
from datagraph.exchange.schemas import SCHEMAS, schema_text
from datagraph.exchange.yaml_export import export_yaml

__all__ = ["SCHEMAS", "export_json", "export_yaml", "import_text", "rules_json", "schema_text"]
