"""A department's whole part, carried by its own system: the same commands, the same two persons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from onewindow.cases.models import Case
from onewindow.issuance.models import Result
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from tests.api.program import Program
from tests.stories.conftest import Cast, at
from tests.stories.steps import received

Clock = Callable[[datetime], None]


def test_a_case_goes_from_acceptance_to_the_counter(
    cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Clock
) -> None:
    no = received(cast, restaurant)
    clock(at(3, 10))
    assert [line["no"] for line in scjg.get("cases", stage="received").json()["items"]] == [no]
    accepted = scjg.post(f"cases/{no}/acceptance", {}, acting="zhao")
    assert (accepted.status_code, accepted.json()) == (201, {"case": no})
    opinion = {"verdict": "grant", "opinion": "申请材料齐全，符合许可条件，拟准予许可。"}
    assert scjg.post(f"cases/{no}/proposal", opinion, acting="zhao").status_code == 201
    clock(at(4, 10))
    reasons = {"verdict": "grant", "reasons": "符合许可条件，准予许可。"}
    assert scjg.post(f"cases/{no}/decision", reasons, acting="sun").status_code == 201
    assert scjg.post(f"cases/{no}/results", {}, acting="zhao").status_code == 201
    made = scjg.get("results", stage="made").json()["items"]
    assert [line["case"] for line in made] == [no] * len(made)
    sent = scjg.post("result-sheets", {"results": [line["id"] for line in made]}, acting="zhao")
    assert sent.status_code == 201
    sheet = scjg.get(f"result-sheets/{sent.json()['sheet']}").json()
    assert sheet["stage"] == "handed"
    assert Case.objects.get(no=no).stage == "decided"
    assert set(Result.objects.filter(case__no=no).values_list("stage", flat=True)) == {"sheet"}


def test_the_journal_names_the_person_and_the_system(
    cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Clock
) -> None:
    no = received(cast, restaurant)
    clock(at(3, 10))
    scjg.post(f"cases/{no}/acceptance", {}, acting="zhao")
    event = Event.objects.get(thing_id=Case.objects.get(no=no).id, verb="accept")
    assert (event.by, event.role, event.desk) == (cast.zhao.staff_id, "reviewer", "scjg-approval")


def test_who_proposed_cannot_decide_by_a_program_either(
    cast: Cast, restaurant: PartyFacts, scjg: Program, clock: Clock
) -> None:
    no = received(cast, restaurant)
    clock(at(3, 10))
    scjg.post(f"cases/{no}/acceptance", {}, acting="zhao")
    opinion = {"verdict": "grant", "opinion": "申请材料齐全，符合许可条件，拟准予许可。"}
    scjg.post(f"cases/{no}/proposal", opinion, acting="zhao")
    refused = scjg.post(f"cases/{no}/decision", {"verdict": "grant", "reasons": "准予许可。"}, acting="zhao")
    assert (refused.status_code, refused.json()["code"]) == (403, "acting-not-entitled")
    assert Case.objects.get(no=no).stage == "accepted"
