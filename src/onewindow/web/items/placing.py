"""Where in the editor a finding belongs: in words, and the address of the page that edits it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from onewindow.catalogue.lint import Mark
from onewindow.core.refusal import Finding
from onewindow.web.items.vocabulary import SECTIONS, section_of, within

NUMBERED = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Placed:
    """A finding with its place, such as 申请材料 第4条 · 免提交方式; both are empty of what no page edits."""

    message: str
    place: str
    url: str
    severity: str = "blocking"
    remedy: str = ""


def placed_marks(marks: Iterable[Mark], edition_id: UUID) -> list[Placed]:
    return [
        Placed(one.message, *place_of(one.field, edition_id), one.severity, one.remedy) for one in marks
    ]  # fmt: skip


def placed_findings(findings: Iterable[Finding], edition_id: UUID) -> list[Placed]:
    return [Placed(one.message, *place_of(one.field, edition_id)) for one in findings]


def place_of(path: str, edition_id: UUID) -> tuple[str, str]:
    """The words and the address of what stands at a path of the document, such as `materials[3].spared`."""
    section = SECTIONS.get(section_of(path))
    if section is None:
        return "", ""
    numbered = NUMBERED.match(path.removeprefix(section.part)) if section.part else None
    whole = f"{section.part}{numbered[0]}" if numbered else section.part
    field = next((one for one in section.fields if within(path, f"{whole}.{one.path}".lstrip("."))), None)
    words = f"{section.label} 第{int(numbered[1]) + 1}条" if numbered else section.label
    url = (
        reverse("items-part", args=[edition_id, section.name, numbered[1]])
        if numbered
        else reverse("items-section", args=[edition_id, section.name])
    )
    return (f"{words} · {field.label}", f"{url}#marks-{field.path}") if field else (words, url)
