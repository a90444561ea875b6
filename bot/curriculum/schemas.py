"""The JSON Schema of program.yaml, for editors."""

from __future__ import annotations

from typing import Any

from bot.curriculum.program import Program


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what an author writes; the id is the folder's name and not among it."""
    schema = Program.model_json_schema(by_alias=True)
    schema["properties"].pop("id")
    schema["required"].remove("id")
    title = "A program of Alongside (program.yaml)"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}
