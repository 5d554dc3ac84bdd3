"""A shipped table of words, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fazhi.packs.keys import read_toml


@cache
def toml_once(path: Path) -> dict[str, Any]:
    """The file as a dictionary. Raises PackFault with line and column on a syntax error."""
    return read_toml(path, path.name)
