"""The word lists of the checks: one YAML file per check in `desk/checks/data/`, by language, for speakers to review."""

from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_list(name: str) -> dict[str, Any]:
    """The contents of `desk/checks/data/NAME.yaml`."""
    import yaml

    path = files("desk.checks") / "data" / f"{name}.yaml"
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def words(name: str, language: str, key: str) -> frozenset[str]:
    """The words of one list of one language, lower case; empty where there is none."""
    return frozenset(str(read_list(name).get(language, {}).get(key, "")).casefold().split())
