"""收件: completeness checked, identity seen, everything wrong said at once, the receipt given."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onewindow.cases.commands.receive import receive
from onewindow.cases.intake import Line
from onewindow.cases.models import Application, Case, Paper, Request
from onewindow.clocks.models import Clock
from onewindow.core.refusal import Refusal
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.journal.models import Counter, Event
from onewindow.people.models import Party
from onewindow.people.register import PartyFacts
from onewindow.vault.files import get
from tests.stories.conftest import MONDAY, Cast, at, intake_of, with_line


@pytest.mark.seeds("W32", "W46")
def test_the_receipt_lists_what_was_handed_in_and_when_it_will_be_answered(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    intake = intake_of("shipin-jingying", restaurant)
    with statements() as counted:
        answer = receive(intake, by=cast.wang, at=MONDAY)
    receipt = Document.objects.select_related("subject").get(pk=answer["receipt"]).data()
    case = Case.objects.get(no=answer["case"])
    assert receipt["query_code"] == answer["query_code"]
    assert [line["name"] for line in receipt["materials"]] == [
        s.name for s in case.submissions.order_by("id")
    ]
    assert receipt["expected_acceptance"]["due"].startswith("2026-03-04T17:00")
    assert counted.count <= 18


@pytest.mark.seeds("W49", "W34")
def test_intake_pushes_the_case_to_its_agency_at_once(cast: Cast, restaurant: PartyFacts) -> None:
    no = receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)["case"]
    assert Case.objects.for_actor(cast.zhao).filter(no=no).exists()
    assert not Case.objects.for_actor(cast.chen_reviewer).filter(no=no).exists()


@pytest.mark.seeds("W46", "W32")
def test_everything_missing_is_said_at_once_and_nothing_is_stored(cast: Cast, restaurant: PartyFacts) -> None:
    full = intake_of("shipin-jingying", restaurant)
    materials = [line.material for line in full.lines]
    broken = replace(full, lines=full.lines[2:], form={}, party=replace(restaurant, phone=""))
    before = (
        Event.objects.count(),
        Counter.objects.count(),
        Party.objects.count(),
        Application.objects.count(),
    )
    with pytest.raises(Refusal) as refused:
        receive(broken, by=cast.wang, at=MONDAY)
    fields = {finding.field for finding in refused.value.findings}
    assert {f"material.{materials[0]}", f"material.{materials[1]}", "party.phone"} <= fields
    assert any(field.startswith("form.") for field in fields)
    assert (
        Event.objects.count(),
        Counter.objects.count(),
        Party.objects.count(),
        Application.objects.count(),
    ) == before


@pytest.mark.seeds("W40")
def test_a_material_outside_the_list_cannot_be_taken_in(cast: Cast, restaurant: PartyFacts) -> None:
    full = intake_of("shipin-jingying", restaurant)
    with pytest.raises(Refusal) as refused:
        receive(
            replace(full, lines=(*full.lines, Line("no-such", "copy", copies=1))), by=cast.wang, at=MONDAY
        )
    assert [finding.field for finding in refused.value.findings] == ["material.no-such"]


@pytest.mark.seeds("W45", "W46")
def test_a_flawed_material_is_taken_when_the_agency_confirmed_it_and_the_answer_is_recorded(
    cast: Cast, restaurant: PartyFacts
) -> None:
    full = intake_of("shipin-jingying", restaurant)
    first = full.lines[0].material
    with pytest.raises(Refusal):
        receive(with_line(full, first, state="defective"), by=cast.wang, at=MONDAY)
    confirmed = with_line(full, first, state="defective", note="经市监局赵明电话确认可收")
    no = receive(confirmed, by=cast.wang, at=MONDAY)["case"]
    assert Case.objects.get(no=no).submissions.get(material=first).note == "经市监局赵明电话确认可收"


@pytest.mark.seeds("W47", "W38")
def test_only_deferrable_materials_are_deferred_and_only_with_a_signed_commitment(
    cast: Cast, restaurant: PartyFacts
) -> None:
    full = intake_of("shipin-jingying", restaurant)
    deferrable = [m for m in full.guide.requirements(full.answers) if m.deferrable]
    fixed = [m for m in full.guide.requirements(full.answers) if m.is_required and not m.deferrable]
    for material, signed in ((deferrable[0], False), (fixed[0], True)):
        with pytest.raises(Refusal):
            receive(
                replace(with_line(full, material.id, state="deferred"), commitment_signed=signed),
                by=cast.wang,
                at=MONDAY,
            )
    promised = replace(with_line(full, deferrable[0].id, state="deferred"), commitment_signed=True)
    no = receive(promised, by=cast.wang, at=MONDAY)["case"]
    request = Request.objects.get(case__no=no, what="deferral")
    assert request.stage == "promised"
    assert request.due_at == Clock.objects.get(case_no=no, name="deferral").due_at
    commitment = Document.objects.select_related("subject").get(case_no=no, kind="deferral_commitment").data()
    assert commitment["deferred"][0]["name"] == deferrable[0].name
    assert commitment["lapse"] == full.guide.deferral_lapse


@pytest.mark.seeds("W32")
def test_a_material_once_given_is_not_asked_again(cast: Cast, restaurant: PartyFacts) -> None:
    full = intake_of("shipin-jingying", restaurant)
    receive(full, by=cast.wang, at=MONDAY)
    held = Evidence.objects.held(Party.objects.get().id, MONDAY.date()).first()
    assert held is not None
    material = next(m for m in full.guide.materials if m.key == held.key)
    again = with_line(full, material.id, state="held", held=held.id, originals=0, copies=0)
    no = receive(again, by=cast.wang, at=at(3, 9))["case"]
    line = Case.objects.get(no=no).submissions.get(material=material.id)
    assert (line.state, line.evidence_id) == ("held", held.id)
    assert not Paper.objects.filter(case__no=no, name=material.name).exists()


def test_another_partys_evidence_cannot_be_used(cast: Cast, restaurant: PartyFacts, li: PartyFacts) -> None:
    full = intake_of("shipin-jingying", restaurant)
    receive(full, by=cast.wang, at=MONDAY)
    held = Evidence.objects.filter(level="B").first()
    assert held is not None
    material = next(m for m in full.guide.materials if m.key == held.key)
    other = replace(restaurant, number="91990102MAC0000AX8", name="另一家公司")
    stolen = replace(with_line(full, material.id, state="held", held=held.id), party=other)
    with pytest.raises(Refusal) as refused:
        receive(stolen, by=cast.wang, at=MONDAY)
    assert refused.value.code == "evidence-not-held"


def test_personal_numbers_stand_nowhere_in_clear(cast: Cast, restaurant: PartyFacts) -> None:
    receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)
    journal = "".join(event.body for event in Event.objects.all())
    stored = "".join(
        str(row) for model in (Party, Application, Document) for row in model.objects.values_list()
    )
    for secret in (restaurant.phone, restaurant.number):
        assert secret not in journal
        assert secret not in stored


def test_green_channel_goes_first_with_its_ground(cast: Cast, restaurant: PartyFacts) -> None:
    no = receive(
        replace(intake_of("shipin-jingying", restaurant), green_ground="重点项目配套,吴桂芳批准"),
        by=cast.wang,
        at=MONDAY,
    )["case"]
    assert Case.objects.get(no=no).green_ground == "重点项目配套,吴桂芳批准"


def test_the_scan_of_a_signed_form_is_kept_and_never_offered_again(
    cast: Cast, restaurant: PartyFacts
) -> None:
    intake = intake_of("shipin-jingying", restaurant)
    form = next(m for m in intake.guide.materials if m.form == "form")
    scan = b"%PDF-1.7 the signed form"
    no = receive(
        with_line(intake, form.id, upload=scan, upload_type="application/pdf"), by=cast.wang, at=MONDAY
    )["case"]
    line = Case.objects.get(no=no).submissions.select_related("evidence__party__key").get(material=form.id)
    assert line.evidence is not None
    assert get(line.evidence.party.key, line.evidence.file_address) == scan
    held = Evidence.objects.held(line.evidence.party_id, MONDAY.date())
    assert form.key not in set(held.values_list("key", flat=True))
