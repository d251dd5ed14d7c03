"""Following a case as its applicant does: the number and the code of the receipt, typed at /track/."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.cases.commands.receive import receive
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, intake_of


def code_of(no: str) -> str:
    """The query code as the receipt of this case prints it."""
    code: str = Document.objects.get(case_no=no, kind="intake_notice").data()["query_code"]
    return code


def give(client: Client, no: str, code: str) -> Any:
    return client.post("/track/", {"no": no, "code": code})


def progress(client: Client, no: str) -> str:
    """The case's page, opened by its number and code."""
    answer = give(client, no, code_of(no))
    assert answer.status_code == 302
    assert answer["Location"] == "/track/progress/"
    page = client.get("/track/progress/")
    assert page.status_code == 200
    return page.content.decode()


@pytest.fixture
def received_case(cast: Cast, restaurant: PartyFacts) -> str:
    return receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)["case"]
