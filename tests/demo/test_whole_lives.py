"""Every stage of every life, every state of a clock: what a visitor looks for is there."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from onewindow.batches.models import Batch, NegativeEntry
from onewindow.bundles.models import BundleEdition
from onewindow.cases.models import Application, Case, Paper, Request
from onewindow.catalogue.models import Edition, LibraryChange
from onewindow.clocks.models import STATES, Clock
from onewindow.config.demo.city import Loaded, load_city
from onewindow.config.demo.scans import SIZE
from onewindow.core.clock_kinds import KINDS
from onewindow.core.life import Life
from onewindow.core.lives import ALL
from onewindow.core.numbers import citizen_id, uscc
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Refusal
from onewindow.delegation.models import Delegation
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.handover.models import Sheet
from onewindow.intermediaries.models import Engagement, Intermediary
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Event
from onewindow.people.models import Appointment, Party
from onewindow.supervision.models import Card, Urging
from onewindow.vault.cipher import blind_index
from onewindow.vault.files import get
from tests.demo.conftest import FRIDAY

pytestmark = pytest.mark.django_db
LIVING = (
    Application, Document, Case, Request, Paper, Sheet, Result, Delivery, Card, Urging, Appointment,
    Edition, LibraryChange, BundleEdition, Delegation, Batch, NegativeEntry, Intermediary, Engagement,
)  # fmt: skip
AN_HOUR = timedelta(hours=1)
NEVER_AT_REST = {("sheet", "open")}
"""A sheet is signed by the one who hands over in the same act in which it is drawn up."""


@pytest.mark.parametrize("life", ALL, ids=lambda life: life.name)
def test_every_stage_of_every_life_is_there(city: Loaded, life: Life) -> None:
    there = {(thing.life.name, thing.stage) for model in LIVING for thing in model._default_manager.all()}
    wanted = {(life.name, stage) for stage, _ in life.stages} - NEVER_AT_REST
    assert wanted - there == set()


def test_every_item_has_cases_and_every_clock_runs_somewhere(city: Loaded) -> None:
    cases = Counter(Case.objects.values_list("edition__slug", flat=True))
    assert set(cases) <= set(Edition.objects.values_list("slug", flat=True))
    assert len(cases) == 10
    assert min(cases.values()) >= 6
    assert set(Clock.objects.values_list("name", flat=True)) == set(KINDS)
    assert set(Clock.objects.values_list("state", flat=True)) == set(STATES)


def test_a_site_visit_stops_only_the_promise_and_an_expert_review_both(city: Loaded) -> None:
    paused: dict[str, set[str]] = {}
    for request in Request.objects.filter(what="special_procedure", stage="running"):
        standing = Clock.objects.filter(case_id=request.case_id, state="paused")
        paused.setdefault(request.data["kind"], set()).update(standing.values_list("name", flat=True))
    assert paused == {
        "site_visit": {"promised"},
        "public_notice": {"promised"},
        "inspection": {"promised", "statutory"},
        "expert_review": {"promised", "statutory"},
    }


def test_cards_of_both_levels_stand_with_and_without_an_explanation(city: Loaded) -> None:
    found = {(card.level, card.explanation != "") for card in Card.objects.all()}
    assert found == {("yellow", True), ("yellow", False), ("red", True), ("red", False)}


def test_several_clocks_are_about_to_fall_while_the_visitor_looks(city: Loaded) -> None:
    ahead = [
        (clock.next_alert_at - city.as_of).total_seconds() / 60
        for clock in Clock.objects.filter(next_alert_at__isnull=False)
        if clock.next_alert_at
    ]
    assert len([minutes for minutes in ahead if minutes <= 15]) >= 3
    assert len([minutes for minutes in ahead if minutes <= 8 * 60]) >= 15


def test_papers_wait_at_the_windows_in_time_and_late(city: Loaded) -> None:
    waiting = Clock.objects.open().filter(name="handover")
    received = {case.received_at.date() for case in Case.objects.filter(pk__in=waiting.values("case_id"))}
    assert waiting.filter(due_at__gt=city.as_of).exists()
    late = Case.objects.filter(pk__in=waiting.filter(due_at__lt=city.as_of).values("case_id"))
    assert {case.applicant_name for case in late} == {"江州市望江茶社", "江州市望江船餐有限公司"}
    assert city.as_of.date() in received


def test_what_is_held_already_was_offered_instead_of_asked_again(city: Loaded) -> None:
    held = [case for case in Case.objects.all() if case.submissions.filter(state="held").exists()]
    assert len(held) >= 20
    assert Evidence.objects.filter(level="A").count() >= 100
    assert Evidence.objects.filter(valid_until__lt=city.as_of.date()).exists()


def test_there_are_three_hundred_applicants_with_numbers_of_nobody(city: Loaded) -> None:
    parties = Party.objects.select_related("key")
    assert len(parties) == city.parties == 300
    for party in parties:
        number = party.facts()["number"]
        check = citizen_id.check if party.kind_of_party == "person" else uscc.check
        assert check(number, demo=True).division == "990102"
        with pytest.raises(NumberFault):
            check(number)
    assert {party.facts()["phone"][:6] for party in parties} == {"139000"}
    assert len({party.name for party in parties}) == 300


def test_a_city_is_loaded_only_into_an_empty_installation(city: Loaded) -> None:
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        load_city(FRIDAY)
    assert refused.value.code == "not-empty"
    assert Event.objects.count() == before


def test_the_case_named_at_the_end_is_found_by_its_query_code(city: Loaded) -> None:
    case = Case.objects.select_related("application").get(no=city.no)
    assert case.application.query_index == blind_index("query code", city.query_code)


def test_the_worker_finds_few_papers_to_print(city: Loaded) -> None:
    waiting = set(Document.objects.waiting_to_be_printed(tries=1).values_list("pk", flat=True))
    fresh = Document.objects.filter(stage="to_serve") | Document.objects.filter(
        made_at__gte=city.as_of - AN_HOUR
    )
    assert waiting == set(fresh.values_list("pk", flat=True))
    assert len(waiting) < Document.objects.count() / 5


def test_a_reviewer_has_pictures_to_look_at(city: Loaded) -> None:
    scanned = Evidence.objects.exclude(file_address="").select_related("party__key")
    assert len(scanned) >= 50
    plan = scanned.get(party__name="江州市李家小馆餐饮有限公司", key="food_layout_plan")
    with Image.open(BytesIO(get(plan.party.key, plan.file_address))) as picture:
        assert (picture.format, picture.size) == ("JPEG", SIZE)
