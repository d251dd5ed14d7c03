"""Who may open which URL by which method. A URL without a row is refused, and fails the build."""

from __future__ import annotations

from onewindow.access.doors import ACT, DEMO, FORM, NOBODY, PUBLIC, READ, Row

__all__ = ["ACT", "DEMO", "FORM", "NOBODY", "POLICY", "PUBLIC", "READ", "Row", "row_of"]

CLERK = frozenset({"clerk"})
AGENCY = frozenset({"reviewer", "decider", "head"})
COUNTER = frozenset({"issuer"})
WATCH = frozenset({"supervisor", "manager"})
ANYBODY = frozenset({PUBLIC})
STAFF = CLERK | AGENCY | COUNTER | WATCH | {"administrator"}

POLICY: dict[str, Row] = {
    "home": Row(ANYBODY),
    "search": Row(ANYBODY),
    "matters": Row(ANYBODY),
    "bundles": Row(ANYBODY),
    "bundle": Row(ANYBODY),
    "guide": Row(ANYBODY),
    "guide-form": Row(ANYBODY),
    "guide-edition": Row(ANYBODY),
    "guide-edition-pdf": Row(ANYBODY),
    "guide-pdf": Row(ANYBODY),
    "track": Row(ANYBODY, FORM),
    "track-progress": Row(ANYBODY),
    "track-paper": Row(ANYBODY),
    "track-end": Row(ANYBODY, ACT),
    "display": Row(ANYBODY),
    "signin": Row(ANYBODY, FORM),
    "signout": Row(ANYBODY, ACT),
    "demo": Row(frozenset({DEMO}), FORM),
    "styleguide-index": Row(frozenset({DEMO})),
    "styleguide-hits": Row(frozenset({DEMO})),
    "styleguide": Row(frozenset({DEMO})),
    "post": Row(STAFF, FORM),
    "paper": Row(STAFF),
    "handbook": Row(STAFF),
    "handbook-pdf": Row(STAFF),
    "desk": Row(CLERK),
    "desk-hits": Row(CLERK),
    "desk-intake": Row(CLERK, FORM),
    "desk-draft": Row(CLERK, ACT),
    "desk-scan": Row(CLERK),
    "desk-cases": Row(CLERK),
    "desk-case": Row(CLERK),
    "desk-received": Row(CLERK),
    "desk-delivery": Row(CLERK, ACT),
    "desk-supplement": Row(CLERK, FORM),
    "desk-deferral": Row(CLERK, FORM),
    "desk-return": Row(CLERK, ACT),
    "desk-withdrawal": Row(CLERK, FORM),
    "desk-notices": Row(CLERK),
    "desk-notice": Row(CLERK, FORM),
    "desk-handover": Row(CLERK, FORM),
    "desk-sheet": Row(CLERK),
    "desk-sheet-cancel": Row(CLERK, ACT),
    "desk-cards": Row(CLERK),
    "desk-explanation": Row(CLERK, ACT),
    "desk-urging": Row(CLERK, ACT),
    "evidence": Row(AGENCY | CLERK | COUNTER),
    "review": Row(AGENCY),
    "review-accept": Row(AGENCY, ACT),
    "review-archive": Row(AGENCY),
    "review-card-explanation": Row(AGENCY, ACT),
    "review-cards": Row(AGENCY),
    "review-case": Row(AGENCY),
    "review-correction": Row(AGENCY, FORM),
    "review-decide": Row(AGENCY, ACT),
    "review-extension": Row(AGENCY, FORM),
    "review-filing": Row(AGENCY, ACT),
    "review-make": Row(AGENCY, FORM),
    "review-next": Row(AGENCY),
    "review-propose": Row(AGENCY, ACT),
    "review-refuse": Row(AGENCY, FORM),
    "review-results": Row(AGENCY),
    "review-return": Row(frozenset({"reviewer"}), ACT),
    "review-ruling": Row(AGENCY, ACT),
    "review-sending": Row(AGENCY, ACT),
    "review-sheet": Row(AGENCY, FORM),
    "review-sheet-find": Row(AGENCY),
    "review-sheets": Row(AGENCY),
    "review-special": Row(AGENCY, FORM),
    "review-special-end": Row(AGENCY, ACT),
    "review-supplement": Row(AGENCY, FORM),
    "review-urging-answer": Row(AGENCY, ACT),
    "issue": Row(COUNTER),
    "issue-card-explanation": Row(COUNTER, ACT),
    "issue-cards": Row(COUNTER),
    "issue-hand-out": Row(COUNTER, FORM),
    "issue-mail-confirmation": Row(COUNTER, ACT),
    "issue-mail-return": Row(COUNTER, ACT),
    "issue-post": Row(COUNTER, FORM),
    "issue-receipts": Row(COUNTER, FORM),
    "issue-sheet": Row(COUNTER, FORM),
    "issue-shelf": Row(COUNTER),
    "issue-urging-answer": Row(COUNTER, ACT),
    "items-cases": Row(frozenset({"head", "administrator"}), FORM),
    "watch": Row(WATCH),
    "watch-card": Row(WATCH, FORM),
    "watch-cards": Row(WATCH),
    "watch-case": Row(WATCH),
    "watch-cases": Row(WATCH),
    "watch-urge": Row(WATCH, ACT),
    "watch-urging-end": Row(WATCH, ACT),
    "watch-urgings": Row(WATCH),
}


def row_of(name: str) -> Row:
    """The row of a URL name; without one nobody may do anything."""
    return POLICY.get(name, NOBODY)
