"""The check of items (事项检查): what keeps an edition from being published, and what should be better."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onewindow.catalogue import schema
from onewindow.core.refusal import Finding


def blocking(document: Mapping[str, Any]) -> list[Finding]:
    """Whatever keeps this document from being published; empty when nothing does."""
    try:
        schema.read(document)
    except schema.EditionInvalid as invalid:
        return list(invalid.findings)
    return []
