"""Where in an editor something of a document belongs: its page, in words, and the address of that page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from onewindow.catalogue.lint import Mark
from onewindow.core.refusal import Finding
from onewindow.web.items.vocabulary import SECTIONS, Section

NUMBERED = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Placed:
    """A finding with its place, such as 申请材料 第4条 · 免提交方式; both are empty of what no page edits."""

    message: str
    place: str
    url: str
    severity: str = "blocking"
    remedy: str = ""


@dataclass(frozen=True)
class Pages:
    """The pages by which one kind of document is written. The names of their URLs begin with `prefix`; `home` is an edition's own."""

    sections: Mapping[str, Section]
    prefix: str
    home: str

    def section_of(self, path: str) -> str:
        """The name of the page that edits what stands at a path of the document; empty when none does.

        Of two parts one of which is within the other the inner one counts: `limits.cases[0]` is no affair of `limits`.
        """
        owners = [
            (len(part), name)
            for name, one in self.sections.items()
            for part in one.parts
            if within(path, part)
        ]
        return max(owners, default=(0, ""))[1]

    def of_section(self, marks: Iterable[Mark], section: Section) -> list[Mark]:
        """Those about what this page edits."""
        return [mark for mark in marks if self.section_of(mark.field) == section.name]

    def counts(self, marks: Iterable[Mark]) -> dict[str, Counter[str]]:
        """How many marks of each severity each page has."""
        found: dict[str, Counter[str]] = {name: Counter() for name in self.sections}
        for mark in marks:
            if name := self.section_of(mark.field):
                found[name][mark.severity] += 1
        return found

    def marks(self, marks: Iterable[Mark], key: UUID) -> list[Placed]:
        return [
            Placed(one.message, *self.place_of(one.field, key), one.severity, one.remedy) for one in marks
        ]

    def findings(self, findings: Iterable[Finding], key: UUID) -> list[Placed]:
        return [Placed(one.message, *self.place_of(one.field, key)) for one in findings]

    def place_of(self, path: str, key: UUID) -> tuple[str, str]:
        """The words and the address of what stands at a path of the document, such as `materials[3].spared`."""
        section = self.sections.get(self.section_of(path))
        if section is None:
            return "", ""
        numbered = NUMBERED.match(path.removeprefix(section.part)) if section.part else None
        whole = f"{section.part}{numbered[0]}" if numbered else section.part
        field = next((one for one in section.fields if within(path, f"{whole}.{one.path}".lstrip("."))), None)
        words = f"{section.label} 第{int(numbered[1]) + 1}条" if numbered else section.label
        url = (
            self.url("part", key, section.name, numbered[1])
            if numbered
            else self.url("section", key, section.name)
        )
        return (f"{words} · {field.label}", f"{url}#marks-{field.path}") if field else (words, url)

    def url(self, page: str, key: UUID, *further: object) -> str:
        return reverse(f"{self.prefix}-{page}", args=[key, *further])

    def home_of(self, key: UUID | str) -> str:
        return reverse(self.home, args=[key])


def within(path: str, part: str) -> bool:
    """Whether a path is that of a part, or leads into it."""
    return path == part or path.startswith((f"{part}.", f"{part}["))


PAGES = Pages(SECTIONS, "items", "items-edition")
"""Those of an item's edition."""
