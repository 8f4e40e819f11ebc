"""Copies the tokens from TOML, where people write them, to JSON, which the window reads when it starts."""

from __future__ import annotations

import json
import tomllib

from plo_desktop.base.resources import read_text, resource_dir


def tokens_as_json() -> str:
    """Return `tokens.toml` as JSON."""
    return json.dumps(tomllib.loads(read_text("tokens.toml")), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    (resource_dir() / "tokens.json").write_text(tokens_as_json(), encoding="utf-8")
