"""Where each door with an argument leads: to a thing of the stage, and to one that is not there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from tests.access.play import NOTHING
from tests.access.plays import NOBODYS_NO, NOBODYS_SHEET
from tests.access.stage import Stage

CASE_OF = {
    "desk-case": "fresh", "desk-received": "fresh", "desk-delivery": "fresh", "desk-supplement": "served",
    "desk-withdrawal": "fresh", "desk-return": "sent back", "issue-hand-out": "shelved",
    "issue-mail-confirmation": "posted", "issue-mail-return": "posted", "review-accept": "fresh",
    "review-refuse": "fresh", "review-supplement": "fresh", "review-special": "accepted",
    "review-extension": "accepted", "review-return": "withdrawn", "review-propose": "accepted",
    "review-decide": "proposed", "review-make": "decided", "review-case": "accepted",
    "review-filing": "returned", "watch-case": "fresh", "watch-urge": "fresh",
}  # fmt: skip
THING_OF = {
    "desk-notice": "acceptance", "desk-explanation": "window card", "desk-urging": "urging",
    "review-correction": "rejected", "review-card-explanation": "agency card", "review-urging-answer": "urging",
    "issue-card-explanation": "counter card", "issue-urging-answer": "counter urging",
    "watch-card": "agency card", "watch-urging-end": "answered urging", "paper": "acceptance",
    "evidence": "evidence", "items-cases": "newer edition",
    "batch": "pledging batch", "batch-candidates": "draft batch", "negative-removal": "negative",
    "items-copying": "edition to copy", "items-copy": "copied edition",
    "delegation": "asked delegation", "delegation-answer": "asked delegation",
    "delegation-withdrawal": "asked delegation", "delegation-end": "granted delegation",
    "desk-engagement": "engagement", "desk-engagement-delivery": "engagement", "desk-engagement-end": "engagement",
    "intermediary": "registered body", "register-body": "registered body", "register-amendment": "registered body",
    "register-suspension": "registered body", "register-removal": "registered body",
    "register-decision": "applied body", "register-resumption": "suspended body",
}  # fmt: skip
PUBLISHED = {"intermediary", "items-copying"}
"""Of those the things that everybody, or whoever keeps items, may see."""
WITHIN_CASE = {
    "desk-deferral": ("deferred", "deferred"), "review-special-end": ("visited", "special"),
    "review-ruling": ("extending", "extension"),
}  # fmt: skip
SHEET_OF = {
    "desk-sheet": "sheet", "desk-sheet-cancel": "sheet", "review-sheet": "sheet", "issue-sheet": "result sheet",
}  # fmt: skip
FOR_ALL = {
    "guide": "shipin-jingying", "guide-pdf": "shipin-jingying", "guide-form": "shipin-jingying",
    "handbook": "shipin-jingying", "handbook-pdf": "shipin-jingying",
    "desk-intake": "shipin-jingying", "desk-draft": "shipin-jingying", "display": "elder",
    "styleguide": "public", "bundle": "kaiban-canyindian",
    "intermediary-service": "hygiene_test",
    "items-library": "materials", "items-library-new": "fields",
}  # fmt: skip
"""What belongs to nobody: a matter of the catalogue, a way to show the pages."""
NUMBERED: dict[str, tuple[tuple[object, ...], tuple[object, ...]]] = {
    "guide-edition": (("shipin-jingying", 1), ("mei-you-zhe-ge", 1)),
    "guide-edition-pdf": (("shipin-jingying", 1), ("mei-you-zhe-ge", 1)),
    "bundle-edition": (("kaiban-canyindian", 1), ("mei-you-zhe-ge", 1)),
    "once-batch": (("xzsp", 5), ("xzsp", 999)),
    "items-library-entry": (("fields", "agent_phone"), ("fields", "mei_you")),
}
"""What belongs to nobody and is found by two names or a name and a number: one that is there, and one that is not."""
WITHIN_BUNDLE: dict[str, tuple[str, ...]] = {
    "bundling-bundle": (), "bundling-revision": (), "bundling-changes": (), "bundling-file": (),
    "bundling-step": ("submit",), "bundling-preview": ("public",), "bundling-frame": ("public",),
    "bundling-section": ("basic",), "bundling-check": ("basic",), "bundling-part": ("members", "0"),
    "bundling-part-check": ("members", "0"),
}  # fmt: skip
WITHIN_EDITION: dict[str, tuple[str, ...]] = {
    "items-edition": (), "items-workbook-of": (), "items-revision": (), "items-changes": (), "items-step": ("submit",),
    "items-preview": ("public",), "items-frame": ("public",), "items-section": ("limits",), "items-check": ("limits",),
    "items-part": ("materials", "0"), "items-part-check": ("materials", "0"),
}  # fmt: skip
"""A page of an edition or of a bundle, and what it needs beside."""
WITHIN_THING = {
    **{name: ("draft", *rest) for name, rest in WITHIN_EDITION.items()},
    **{name: ("draft bundle", *rest) for name, rest in WITHIN_BUNDLE.items()},
    "batch-step": ("pledging batch", "return"), "items-library-answer": ("proposed change", "refuse"),
}  # fmt: skip
"""A page of a thing by key, and what it needs beside it."""
SEEN_BY_ALL = {"items-library-answer"}
"""Of those, whose thing every administrator may look at, so that there is nothing to hide."""
OF_A_SESSION = {"track-paper": ("unknown-ticket",), "desk-scan": ("unknown-draft", "layout")}
"""What only the visit that made it can open; on the stage nobody made any."""


@dataclass(frozen=True)
class Address:
    """Two URLs of one door, and the words in them by which an answer may echo them."""

    own: str
    absent: str
    echo: tuple[str, ...]
    belongs: bool
    """Whether the thing is somebody's."""


def address(name: str, stage: Stage) -> Address | None:
    """Of a door with an argument; None for one without. KeyError for one this file does not know."""
    if name == "review-sheet-find":
        url = reverse(name)
        return Address(
            f"{url}?no={stage.no['sheet']}",
            f"{url}?no={NOBODYS_SHEET}",
            (stage.no["sheet"], NOBODYS_SHEET),
            True,
        )
    try:
        reverse(name)
    except NoReverseMatch:
        own, absent, belongs = _arguments(name, stage)
        echo = tuple(str(part) for part in (*own, *absent))
        return Address(reverse(name, args=own), reverse(name, args=absent), echo, belongs)
    return None


def _arguments(name: str, stage: Stage) -> tuple[tuple[object, ...], tuple[object, ...], bool]:
    if name in CASE_OF:
        return (stage.no[CASE_OF[name]],), (NOBODYS_NO,), True
    if name in THING_OF:
        return (stage.key[THING_OF[name]],), (NOTHING,), name not in PUBLISHED
    if name in WITHIN_CASE:
        case, thing = WITHIN_CASE[name]
        return (stage.no[case], stage.key[thing]), (NOBODYS_NO, stage.key[thing]), True
    if name in SHEET_OF:
        return (stage.no[SHEET_OF[name]],), (NOBODYS_SHEET,), True
    if name in FOR_ALL:
        return (FOR_ALL[name],), ("mei-you-zhe-ge",), False
    if name in WITHIN_THING:
        key, *rest = WITHIN_THING[name]
        return (stage.key[key], *rest), (NOTHING, *rest), name not in SEEN_BY_ALL
    if name in NUMBERED:
        return *NUMBERED[name], False
    return OF_A_SESSION[name], OF_A_SESSION[name], False
