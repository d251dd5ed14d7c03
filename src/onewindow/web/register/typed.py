"""What a registrar typed of an entry, row by row, and the entry that it means; nothing typed is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import QueryDict

from onewindow.core.numbers import uscc
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Finding
from onewindow.intermediaries.entry import Entry, Offer, Qualification, Tie
from onewindow.intermediaries.models import Intermediary
from onewindow.intermediaries.terms import read_count, read_yuan, yuan

BODY = ("name", "number", "address", "phone")
ROWS: dict[str, tuple[str, ...]] = {
    "qualifications": ("name", "number", "until"),
    "offers": ("service", "days", "fee", "per", "qualification"),
    "ties": ("agency", "kind", "words"),
}
MOST_ROWS, LONGEST = 20, 500

Row = dict[str, str]


@dataclass(frozen=True)
class Typed:
    """The fields of the body, the rows that are not blank, the box of the declaration, and the reason of a change."""

    body: Row
    rows: Mapping[str, list[Row]]
    declared: bool
    reason: str = ""

    def data(self) -> dict[str, str]:
        """As a form holds it: `qualifications-0-until` and so on."""
        found = {**self.body, "declared": "on" if self.declared else "", "reason": self.reason}
        for part, rows in self.rows.items():
            for n, row in enumerate(rows):
                found |= {f"{part}-{n}-{name}": value for name, value in row.items()}
        return found


def typed_in(post: QueryDict) -> Typed:
    """Rows left blank are passed over; the others keep their order."""
    rows = {part: [_row(post, part, n) for n in range(MOST_ROWS)] for part in ROWS}
    return Typed(
        {name: post.get(name, "").strip()[:LONGEST] for name in BODY},
        {part: [row for row in found if any(row.values())] for part, found in rows.items()},
        post.get("declared") == "on",
        post.get("reason", "")[:LONGEST],
    )


def typed_of(row: Intermediary) -> Typed:
    """What stands on the register, as if somebody had just typed it."""
    offers = [{**offer, "days": str(offer["days"]), "fee": _amount(offer["fee"])} for offer in row.offers]
    body = {"name": row.name, "number": row.number, "address": row.address, "phone": row.phone}
    return Typed(
        body, {"qualifications": row.qualifications, "offers": offers, "ties": row.ties}, declared=True
    )


def nothing_typed() -> Typed:
    return Typed(dict.fromkeys(BODY, ""), {part: [] for part in ROWS}, declared=False)


def entry_of(typed: Typed) -> Entry:
    """The entry that was meant; a day, a number or an amount that cannot be read is None in it."""
    rows = typed.rows
    return Entry(
        **typed.body, declared=typed.declared, known_faults=_nobodys(typed.body["number"]),
        qualifications=tuple(
            Qualification(row["name"], row["number"], read_day(row["until"])) for row in rows["qualifications"]
        ),
        ties=tuple(Tie(row["agency"], row["kind"], row["words"]) for row in rows["ties"]),
        offers=tuple(
            Offer(row["service"], read_count(row["days"]), read_yuan(row["fee"]), row["per"], row["qualification"])
            for row in rows["offers"]
        ),
    )  # fmt: skip


def read_day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _row(post: QueryDict, part: str, n: int) -> Row:
    return {name: post.get(f"{part}-{n}-{name}", "").strip()[:LONGEST] for name in ROWS[part]}


def _amount(fen: int) -> str:
    return yuan(fen).removesuffix("元")


def _nobodys(number: str) -> tuple[Finding, ...]:
    """A code of the demo city counts only there."""
    try:
        uscc.check(number, demo=settings.DEMO)
    except NumberFault as fault:
        return (Finding("number", fault.message),)
    return ()
