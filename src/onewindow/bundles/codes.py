"""How a city writes the codes of its bundles (一件事编码): content/rules/bundles.yaml."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict


class CodeRules(BaseModel):
    """`code` is a regular expression that a whole code has to match."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition: str
    code: re.Pattern[str]


def code_pattern(content: Path) -> re.Pattern[str]:
    """Raises pydantic's ValidationError when the pattern is no regular expression."""
    text = (content / "rules" / "bundles.yaml").read_text(encoding="utf-8")
    return CodeRules.model_validate(yaml.safe_load(text)).code
