"""Whether editions that come in together can follow one another and those that were issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.core.refusal import Finding


@dataclass(frozen=True, slots=True)
class Turn:
    """What of an edition decides its place among the others; `handling_code` is its code of 33 characters."""

    slug: str
    edition: int
    code: str
    handling_code: str
    effective_from: date
    digest: str

    @classmethod
    def of(cls, guide: schema.Edition) -> Self:
        return cls(
            guide.slug, guide.edition, guide.code, guide.handling_code, guide.effective_from, guide.digest()
        )


@dataclass
class Order:
    """The last turn of every item, the digests issued, and whose each handling code is."""

    last: dict[str, Turn] = field(default_factory=dict)
    digests: set[tuple[str, str]] = field(default_factory=set)
    owners: dict[str, str] = field(default_factory=dict)

    @classmethod
    def stored(cls) -> Self:
        """As the database has it; one statement, read a few rows at a time."""
        order = cls()
        columns = ("slug", "edition", "code", "document__handling_no", "effective_from", "digest")
        rows = Edition.objects.issued().order_by("slug", "edition").values_list(*columns)
        for slug, edition, code, number, began, digest in rows.iterator(500):
            order._take(Turn(slug, edition, code, code + (number or "01"), began, digest))
        return order

    def known(self, turn: Turn) -> bool:
        """Whether the very same document is issued already."""
        return (turn.slug, turn.digest) in self.digests

    def refused(self, turn: Turn) -> list[Finding]:
        """What keeps this edition from being the next; none, and it is from now on the last of its item."""
        findings = list(self._findings(turn))
        if not findings:
            self._take(turn)
        return findings

    def _findings(self, turn: Turn) -> Iterator[Finding]:
        last = self.last.get(turn.slug)
        if last is not None and last.code != turn.code:
            yield Finding("slug", f"“{turn.slug}”已经用于另一事项")
            return
        expected = last.edition + 1 if last else 1
        if turn.edition != expected:
            yield Finding("edition", f"下一版应是第{expected}版；已发布的版本不能改动")
        if last is not None and turn.effective_from <= last.effective_from:
            message = f"生效日期应晚于第{last.edition}版的生效日期{last.effective_from.isoformat()}"
            yield Finding("effective_from", message)
        if self.owners.get(turn.handling_code, turn.slug) != turn.slug:
            yield Finding(
                "code", f"业务办理项编码已经用于另一事项“{self.owners[turn.handling_code]}”，请另编末两位"
            )

    def _take(self, turn: Turn) -> None:
        self.last[turn.slug] = turn
        self.digests.add((turn.slug, turn.digest))
        self.owners[turn.handling_code] = turn.slug
