"""The check of bundles as marks beside the fields; all of them keep a bundle from being offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from onewindow.bundles.checking import findings
from onewindow.bundles.offering import surroundings
from onewindow.bundles.schema import BundleInvalid, read
from onewindow.catalogue.lint import Mark
from onewindow.web.bundling.vocabulary import SECTIONS
from onewindow.web.items.vocabulary import Section

RULE = "bundle"


def marks_of(document: Mapping[str, Any], today: date) -> list[Mark]:
    """All that is wrong with a document among what is offered on its first day; two statements."""
    try:
        bundle = read(document)
        found = findings(bundle, surroundings(bundle, max(today, bundle.effective_from)))
    except BundleInvalid as invalid:
        found = list(invalid.findings)
    return [Mark(RULE, "blocking", one.field, one.message, "") for one in found]


def counts(marks: Iterable[Mark]) -> dict[str, Counter[str]]:
    """How many marks of each severity each page of the editor has."""
    listed = list(marks)
    return {
        name: Counter(mark.severity for mark in of_section(listed, one)) for name, one in SECTIONS.items()
    }


def of_section(marks: Iterable[Mark], section: Section) -> list[Mark]:
    """Those about what this page of the editor edits."""
    return [mark for mark in marks if mark.field.split(".")[0].split("[")[0] in section.parts]
