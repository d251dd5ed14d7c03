"""Applicants that the demo city knows: a company by the number on its licence, an elderly person by the card."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.conf import settings

from onewindow.config.demo.plots import read_plots
from onewindow.config.demo.residents import Residents, read_stuff
from onewindow.people.register import PartyFacts


def restaurant() -> PartyFacts:
    """A restaurant that has no case yet and whose business licence the platform holds."""
    return next(_without_case(lambda facts, held: "餐饮" in facts.name and "business_licence" in held))


def pensioner() -> PartyFacts:
    """A person over sixty who has no case yet."""
    born_before = "1961"
    return next(
        _without_case(lambda facts, held: facts.kind == "person" and facts.number[6:10] < born_before)
    )


def _without_case(fits: Callable[[PartyFacts, tuple[str, ...]], bool]) -> Iterator[PartyFacts]:
    demo = settings.CONTENT_DIR / "demo"
    residents = Residents(read_stuff(demo / "residents.yaml"))
    for file in read_plots(demo / "cases"):
        for plot in file.plots:
            residents.meet(plot.party)
    busy = set(residents.known)
    residents.fill()
    return (facts for facts, held in residents.known.values() if facts.name not in busy and fits(facts, held))
