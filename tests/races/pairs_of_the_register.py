"""Pairs about intermediaries: who cannot be recorded twice, decided both ways, delivered and called off, or rated twice."""

from __future__ import annotations

from functools import partial
from itertools import count

from onewindow.intermediaries.commands import deliver, end, rate, record, refuse, register
from onewindow.people.register import PartyFacts
from tests.intermediaries.register import applied, engaged, entry, registered, registrar, second
from tests.races.pairs import Act, Pair
from tests.stories.conftest import Cast, at

SERIALS = count(1)
"""A body of its own in every round."""


def record_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    """Two registrars at two desks, and the same body applies at both."""
    declared = entry(next(SERIALS))
    recording = partial(record, "xzsp", declared, at=at(2, 9))
    return partial(recording, by=registrar()), partial(recording, by=second())


def register_or_refuse(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    body = applied(next(SERIALS))
    refusing = partial(refuse, body, ground="untrue", words="附表没有这个项目。", by=second(), at=at(2, 10))
    return partial(register, body, by=second(), at=at(2, 10)), refusing


def deliver_or_end(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    row = engaged(registered(next(SERIALS)), party)
    ending = partial(end, row.pk, reason="申请人不办了。", by=cast.wang, at=at(5, 9))
    return partial(deliver, row.pk, report_no="江检1号", by=cast.wang, at=at(5, 9)), ending


def rate_twice(cast: Cast, party: PartyFacts) -> tuple[Act, Act]:
    row = engaged(registered(next(SERIALS)), party)
    deliver(row.pk, report_no="江检1号", by=cast.wang, at=at(5, 9))
    rating = partial(rate, row.pk, words="", own_choice=True, at=at(5, 10))
    return partial(rating, stars=5), partial(rating, stars=4)


PAIRS_OF_THE_REGISTER = (
    Pair("same body recorded twice", record_twice, frozenset({"overtaken", "intermediary-incomplete"})),
    Pair("body registered / refused", register_or_refuse),
    Pair("report delivered / called off", deliver_or_end),
    Pair("engagement rated twice", rate_twice),
)
