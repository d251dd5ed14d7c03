"""The fixed cast and the hall in which the stories play: 江州市 with its agencies, windows and editions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from onewindow.cases.intake import Intake, Line
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import SHANGHAI
from onewindow.core.numbers.citizen_id import make_citizen_id
from onewindow.core.numbers.uscc import make_uscc
from onewindow.core.roles import Actor
from onewindow.people.models import Post
from onewindow.people.register import PartyFacts
from onewindow.places.directory import directory, forget
from tests.stories.city import load_city

MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
"""A Monday without a holiday near: the stories' first day, in the forenoon."""


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Cast:
    """王 window, 赵 reviewer, 孙 decider, 周 head, 钱 issuance, 吴 manager, 郑 supervisor, 陈 of another district."""

    wang: Actor
    he: Actor
    zhao: Actor
    sun: Actor
    zhou: Actor
    qian: Actor
    wu: Actor
    zheng: Actor
    chen: Actor
    chen_reviewer: Actor
    jiang: Actor
    shen: Actor


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The city is the same for all stories: loaded once, outside their transactions."""
    with django_db_blocker.unblock():
        load_city()


def actor(username: str) -> Actor:
    return Post.objects.whole().get(staff__username=username).actor()


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast(
        wang=actor("wang"), he=actor("he"), zhao=actor("zhao"), sun=actor("sun"), zhou=actor("zhou"), qian=actor("qian"),
        wu=actor("wu"), zheng=actor("zheng"), chen=actor("chen"), chen_reviewer=actor("chen2"),
        jiang=actor("jiang"), shen=actor("shen"),
    )  # fmt: skip


@pytest.fixture
def li() -> PartyFacts:
    """李, a person who applies."""
    from_number = make_citizen_id("990102", datetime(1951, 5, 6, tzinfo=SHANGHAI).date(), 11)
    return PartyFacts(
        kind="person",
        name="李秀英",
        number=from_number,
        phone="13900000001",
        address="江州市临江区渡口街12号",
    )


@pytest.fixture
def restaurant() -> PartyFacts:
    """李's small restaurant, a company."""
    return PartyFacts(
        kind="organisation", name="江州市李家小馆餐饮有限公司", number=make_uscc("990102", 7), phone="13900000001",
        address="江州市临江区渡口街12号", legal_person="李秀英",
    )  # fmt: skip


def edition(slug: str) -> Edition:
    return Edition.objects.get(slug=slug)


def intake_of(slug: str, party: PartyFacts, **changes: Any) -> Intake:
    """A complete intake: first answers, every required material in order, the form filled plausibly."""
    chosen = edition(slug)
    guide = chosen.guide
    answers = changes.pop("answers", {s.id: s.answers[0].id for s in guide.situations})
    lines = tuple(
        Line(m.id, "electronic" if m.form == "electronic" else "original_seen" if m.form != "copy" else "copy",
             originals=0 if m.form == "copy" else 1, copies=m.copies if m.form in {"copy", "both"} else 0, pages=2)
        for m in guide.requirements(answers) if m.is_required
    )  # fmt: skip
    intake = Intake(
        edition=chosen, party=party, answers=answers, lines=lines, form=filled(guide, party),
        return_by=guide.delivery[0],
    )  # fmt: skip
    return replace(intake, **changes)


def filled(guide: Any, party: PartyFacts) -> dict[str, str]:
    known = {
        "name": party.name,
        "id_no": party.number,
        "phone": party.phone,
        "address": party.address,
        "legal_person": party.legal_person or party.name,
        "contact": party.legal_person or party.name,
    }
    plain = {
        "text": "按规定填写",
        "number": "120",
        "money": "10000",
        "date": "2026-03-01",
        "phone": "13900000001",
        "address": "江州市临江区渡口街12号",
    }
    return {
        field.id: known.get(field.from_party or "", "")
        or (field.options[0] if field.options else plain[field.type])
        for field in guide.form
    }


def with_line(intake: Intake, material: str, **changes: Any) -> Intake:
    """The same intake with one line of the grid changed."""
    lines = tuple(replace(line, **changes) if line.material == material else line for line in intake.lines)
    return replace(intake, lines=lines)


@pytest.fixture
def statements() -> Any:
    """Counts SQL statements, BEGIN/COMMIT/SAVEPOINT apart; the names of places have just been read."""

    class Counter(CaptureQueriesContext):
        def __enter__(self) -> Counter:
            forget()
            for places in (directory().agencies, directory().halls, directory().windows):
                assert places
            return super().__enter__()

        @property
        def count(self) -> int:
            skipped = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
            return sum(not query["sql"].upper().startswith(skipped) for query in self.captured_queries)

    return lambda: Counter(connection)
