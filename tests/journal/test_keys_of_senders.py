"""The key of a submission belongs to who sent it: nobody else's effect or answer is behind it."""

from __future__ import annotations

from onewindow.cases.commands.receive import receive
from onewindow.cases.models import Case
from onewindow.journal.once import once
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, intake_of


def test_two_senders_with_one_key_have_two_effects(cast: Cast, restaurant: PartyFacts) -> None:
    intake = intake_of("shipin-jingying", restaurant)
    mine = once("wang", "key-1", b"same", lambda: receive(intake, by=cast.wang, at=MONDAY))
    hers = once("he", "key-1", b"same", lambda: receive(intake, by=cast.he, at=MONDAY))
    assert mine["case"] != hers["case"]
    assert set(Case.objects.values_list("no", flat=True)) == {mine["case"], hers["case"]}
