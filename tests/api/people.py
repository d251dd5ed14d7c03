"""Who acts where: for a role the person of the cast and the system that carries."""

from __future__ import annotations

from tests.api.program import Program, registered

PLACES: dict[str, tuple[str, str, str]] = {
    "clerk": ("wang", "", "lj-hall"),
    "issuer": ("qian", "", "lj-hall"),
    "manager": ("wu", "", "lj-hall"),
    "reviewer": ("zhao", "scjg", ""),
    "decider": ("sun", "scjg", ""),
    "head": ("zhou", "scjg", ""),
    "supervisor": ("zheng", "xzsp", ""),
}
"""Of each role a person, and the agency or hall whose system carries the act."""


def carrier(role: str, *scopes: str) -> tuple[Program, str]:
    """A system for this role, with everything or with these scopes, and the person's username."""
    person, agency, hall = PLACES[role]
    code = f"{agency or hall}-{role}"
    return registered(code, agency=agency, hall=hall, scopes=scopes or ALL), person


ALL = ("cases.read:*", "cases.intake:*", "cases.review:*", "cases.decide:*", "results:*", "handover:*", "counter:*",
       "supervision:*", "journal:*")  # fmt: skip
