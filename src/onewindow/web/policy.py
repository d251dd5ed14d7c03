"""Who may open which URL by which method. A URL without a row is refused, and fails the build."""

from __future__ import annotations

from dataclasses import dataclass

PUBLIC = "public"
DEMO = "demo"
"""Only where the demo city is served."""

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
ACT = ("POST",)

CLERK = frozenset({"clerk"})
AGENCY = frozenset({"reviewer", "decider", "head"})
COUNTER = frozenset({"issuer"})
WATCH = frozenset({"supervisor", "manager"})
ANYBODY = frozenset({PUBLIC})
STAFF = CLERK | AGENCY | COUNTER | WATCH | {"administrator"}


@dataclass(frozen=True)
class Row:
    roles: frozenset[str]
    methods: tuple[str, ...] = READ


NOBODY = Row(frozenset(), ())

POLICY: dict[str, Row] = {
    "home": Row(ANYBODY),
    "display": Row(ANYBODY),
    "signin": Row(ANYBODY, FORM),
    "signout": Row(ANYBODY, ACT),
    "demo": Row(frozenset({DEMO}), FORM),
    "styleguide-index": Row(frozenset({DEMO})),
    "styleguide-hits": Row(frozenset({DEMO})),
    "styleguide": Row(frozenset({DEMO})),
    "post": Row(STAFF, FORM),
    "paper": Row(STAFF),
}


def row_of(name: str) -> Row:
    """The row of a URL name; without one nobody may do anything."""
    return POLICY.get(name, NOBODY)
