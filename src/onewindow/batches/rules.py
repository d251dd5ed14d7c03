"""content/rules/batches.yaml: why an item cannot be done with at most one visit."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field


class BatchRules(BaseModel):
    """`grounds` are the reasons of the negative list by key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition: str
    grounds: Annotated[dict[str, str], Field(min_length=1)]


@lru_cache(maxsize=4)
def read_rules(path: Path) -> BatchRules:
    """Raises pydantic's ValidationError naming the field."""
    return BatchRules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def batch_rules() -> BatchRules:
    return read_rules(settings.CONTENT_DIR / "rules" / "batches.yaml")
