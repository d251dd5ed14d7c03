"""The check of bundles as marks beside the fields; all of them keep a bundle from being offered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from onewindow.bundles.checking import findings
from onewindow.bundles.offering import surroundings
from onewindow.bundles.schema import BundleInvalid, read
from onewindow.catalogue.lint import Mark

RULE = "bundle"


def marks_of(document: Mapping[str, Any], today: date) -> list[Mark]:
    """All that is wrong with a document among what is offered on its first day; two statements."""
    try:
        bundle = read(document)
        found = findings(bundle, surroundings(bundle, max(today, bundle.effective_from)))
    except BundleInvalid as invalid:
        found = list(invalid.findings)
    return [Mark(RULE, "blocking", one.field, one.message, "") for one in found]
