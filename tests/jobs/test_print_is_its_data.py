"""A paper says what its data says, on whatever day it is printed, and the journal proves both."""

from __future__ import annotations

import json

from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.documents.printer import printer
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received


def test_a_paper_printed_days_later_is_the_paper_of_its_data(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    receipt = Document.objects.select_related("subject").get(case_no=no, kind="intake_notice")
    data = receipt.data()
    printed = pdf_of(receipt, at=at(9, 10))
    assert printed == printer().render("intake_notice", data)
    event = Event.objects.get(thing_kind="notice", thing_id=receipt.id, verb="printed")
    told = json.loads(event.body)
    assert (told["pdf"], told["data"]) == (sm3(printed), sm3(canonical(data)))
