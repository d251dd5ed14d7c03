"""Who may open which URL of the API by which method. A URL without a row is refused, and fails the build.

Reading is a system's own affair; an act needs a person besides, who holds a post in one of the row's roles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onewindow.access.doors import ACT, FORM, NOBODY, PUBLIC, READ, Row
from onewindow.api import forms

SMALL = 256 * 1024
LARGE = 32 * 1024 * 1024
"""Scans travel as base64 in JSON, a third longer than they are, or as they are in a form."""
JSON = ("application/json",)
JSON_OR_FORM = (*JSON, forms.MEDIA)
PROGRAM = "program"
"""An agency's own system, which shows its token."""


@dataclass(frozen=True)
class Way(Row):
    """`read` and `act` are the areas of scope for reading and for acting; `most` is the longest body in bytes."""

    read: str = ""
    act: str = ""
    most: int = SMALL
    takes: tuple[str, ...] = JSON

    @property
    def is_public(self) -> bool:
        return PUBLIC in self.roles

    @property
    def acting(self) -> frozenset[str]:
        """The roles in which a person may act here."""
        return self.roles - {PUBLIC, PROGRAM}

    def area(self, method: str) -> str:
        return self.act if method == "POST" else self.read


def _open(methods: tuple[str, ...] = READ, takes: tuple[str, ...] = JSON) -> Way:
    return Way(frozenset({PUBLIC}), methods, takes=takes)


def _reads(area: str) -> Way:
    return Way(frozenset({PROGRAM}), READ, read=area)


def _acts(area: str, *roles: str, read: str = "") -> Way:
    if read:
        return Way(frozenset({PROGRAM, *roles}), FORM, read=read, act=area)
    return Way(frozenset(roles), ACT, act=area)


def _receives(area: str, *roles: str, read: str = "") -> Way:
    """An act with scans."""
    return replace(_acts(area, *roles, read=read), most=LARGE, takes=JSON_OR_FORM)


ANSWERING = ("reviewer", "clerk", "issuer", "head")

POLICY: dict[str, Way] = {
    "api:api-root": _open(),
    "api:start": _open(),
    "api:document": _open(),
    "api:problems": _open(),
    "api:problem": _open(),
    "api:token": _open(ACT, ("application/x-www-form-urlencoded",)),
    "api:matters": _open(),
    "api:matter": _open(),
    "api:bundles": _open(),
    "api:bundle": _open(),
    "api:at-most-one-visit": _open(),
    "api:intermediary-services": _open(),
    "api:intermediaries": _open(),
    "api:tracking": _open(ACT),
    "api:system": Way(frozenset({PROGRAM}), READ),
    "api:events": _reads("journal"),
    "api:cases": _receives("cases.intake", "clerk", read="cases.read"),
    "api:case": _reads("cases.read"),
    "api:document-pdf": _reads("cases.read"),
    "api:evidence": _reads("cases.read"),
    "api:service": _acts("cases.intake", "clerk"),
    "api:supplement": _receives("cases.intake", "clerk"),
    "api:deferred-material": _receives("cases.intake", "clerk"),
    "api:withdrawal": _acts("cases.intake", "clerk"),
    "api:acceptance": _acts("cases.review", "reviewer", "clerk"),
    "api:refusal": _acts("cases.review", "reviewer"),
    "api:supplement-notices": _acts("cases.review", "reviewer", "head"),
    "api:special-procedures": _acts("cases.review", "reviewer"),
    "api:special-procedure-end": _acts("cases.review", "reviewer"),
    "api:extension-requests": _acts("cases.review", "reviewer"),
    "api:extension-ruling": _acts("cases.decide", "head"),
    "api:proposal": _acts("cases.review", "reviewer"),
    "api:decision": _acts("cases.decide", "decider", "head"),
    "api:results": _reads("results"),
    "api:case-results": _acts("results", "reviewer", "decider"),
    "api:correction": _acts("results", "reviewer", "decider"),
    "api:archive": _acts("results", "reviewer"),
    "api:papers": _reads("handover"),
    "api:material-sheets": _acts("handover", "clerk", read="handover"),
    "api:material-sheet": _reads("handover"),
    "api:material-sheet-cancellation": _acts("handover", "clerk"),
    "api:material-sheet-signature": _acts("handover", "reviewer"),
    "api:papers-sent-back": _acts("handover", "reviewer"),
    "api:papers-given-back": _acts("handover", "clerk"),
    "api:result-sheets": _acts("results", "reviewer", read="handover"),
    "api:result-sheet": _reads("handover"),
    "api:result-sheet-receipt": _acts("counter", "issuer"),
    "api:deliveries": _reads("counter"),
    "api:handing-out": _acts("counter", "issuer", "clerk"),
    "api:posting": _acts("counter", "issuer"),
    "api:mail-return": _acts("counter", "issuer"),
    "api:mail-confirmation": _acts("counter", "issuer"),
    "api:receipt-returns": _acts("counter", "issuer"),
    "api:cards": _reads("supervision"),
    "api:card-explanation": _acts("supervision", *ANSWERING),
    "api:card-ruling": _acts("supervision", "supervisor"),
    "api:urgings": _reads("supervision"),
    "api:case-urgings": _acts("supervision", "supervisor", "manager"),
    "api:urging-answer": _acts("supervision", *ANSWERING),
    "api:urging-end": _acts("supervision", "supervisor", "manager"),
}


NOWHERE = Way(NOBODY.roles, NOBODY.methods)


def way_of(name: str) -> Way:
    """The row of a URL name; without one nobody may do anything."""
    return POLICY.get(name, NOWHERE)
