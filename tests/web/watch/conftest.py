"""郑 watches the city, 吴 one hall; cases stand everywhere between the window and the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from onewindow.cases.commands.special import Arrangement, start_special
from onewindow.people.register import PartyFacts
from onewindow.supervision.commands.fall import sweep
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, received, sent, served, shelved
from tests.web.conftest import signed_in

FRIDAY = at(6, 10)


@pytest.fixture
def zheng(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(FRIDAY)
    return signed_in(client, "zheng")


@pytest.fixture
def hall(cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]) -> dict[str, str]:
    """A case of every kind at Friday morning, with the cards that fell until then."""
    visit = Arrangement("site_visit", 3, "核查经营场所", at(6, 9).date(), ("赵明", "钱多"), "渡口街12号")
    cases = {
        "unanswered": received(cast, restaurant),
        "waiting": served(cast, restaurant),
        "visited": accepted(cast, restaurant),
        "sent": sent(cast, restaurant)[0],
        "shelved": shelved(cast, restaurant),
        "fresh": received(cast, restaurant, when=at(6, 9, 30)),
    }
    start_special(cases["visited"], visit, by=cast.zhao, at=at(5, 14))
    sweep(FRIDAY)
    clock(FRIDAY)
    return cases
