"""What anybody may ask: the matters in force, and one's own case by number and query code."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from onewindow.bundles.models import BundleEdition
from onewindow.cases.commands.receive import receive
from onewindow.cases.models import Case
from onewindow.catalogue.models import Edition
from onewindow.intermediaries.commands import deliver, strike_off
from onewindow.people.register import PartyFacts
from tests.batches.acts import NUMBER, announced, excluded, twice
from tests.intermediaries.register import ITEM, SERVICE, TIED, applied, engaged, registered, registrar
from tests.stories.conftest import MONDAY, Cast, actor, at, intake_of
from tests.web import hall_clock

pytestmark = pytest.mark.django_db


def ask(body: Any) -> Any:
    return Client().post("/api/v1/tracking", body, content_type="application/json")


def test_every_matter_in_force_is_listed_and_read() -> None:
    found, after = [], ""
    while True:
        page = Client().get(f"/api/v1/matters?limit=3&after={after}").json()
        found += [line["slug"] for line in page["items"]]
        if not page["next"]:
            break
        after = page["next"]
    assert found == sorted(Edition.objects.published().values_list("slug", flat=True))
    for slug in found:
        guide = Client().get(f"/api/v1/matters/{slug}").json()
        assert guide["document"]["slug"] == slug
        assert guide["document"]["materials"]
        assert guide["handling_code"] == guide["document"]["code"] + guide["document"].get(
            "handling_no", "01"
        )
    assert Client().get("/api/v1/matters/no-such").json()["code"] == "no-such-item"


def test_a_matter_says_its_tree_of_questions_what_is_spared_and_how_it_is_handled() -> None:
    document = Client().get("/api/v1/matters/chusheng-dengji").json()["document"]
    nested = [one for one in document["situations"] if "when" in one]
    assert nested[0]["when"]["follows"] == ["father"]
    assert {"licence"} <= {one.get("spared") for one in document["materials"]}
    assert document["limits"]["cases"]
    for field in ("plain", "handling"):
        assert document[field]


def test_every_bundle_offered_is_listed_and_read() -> None:
    lines = Client().get("/api/v1/bundles").json()["items"]
    offered = BundleEdition.objects.in_force(MONDAY.date())
    assert [line["code"] for line in lines] == sorted(offered.values_list("code", flat=True))
    for line in lines:
        answer = Client().get(f"/api/v1/bundles/{line['slug']}").json()
        assert answer["document"]["lead"] == line["lead"]
        assert answer["merged"]["answers"] == {}
    assert Client().get("/api/v1/bundles/no-such").json()["code"] == "no-such-bundle"


@pytest.mark.seeds("C50", "C51")
def test_the_batches_of_at_most_one_visit_are_read_with_their_pledges_and_the_negative_list() -> None:
    hall_clock.set_to(at(10, 10))
    announced(["qiye-sheli", "renli-ziyuan"])
    url = "/api/v1/at-most-one-visit"
    told = Client().get(url).json()
    (batch,) = told["batches"]
    assert told["share"]["announced"] == 2
    assert told["share"]["zero"] <= told["share"]["once"] <= told["share"]["total"]
    assert (batch["approval_no"], batch["government"]) == (NUMBER, "江州市人民政府")
    assert [one["name"] for one in batch["pledges"]] == ["郝仁", "周正"]
    assert {(one["slug"], one["visits"]) for one in batch["items"]} == {
        ("qiye-sheli", 0),
        ("renli-ziyuan", 0),
    }
    item = twice(61)
    excluded(item.slug)
    (line,) = Client().get(url).json()["negative"]
    assert (line["slug"], line["visits"], line["ground"]) == (item.slug, 2, "法定须本人多次到场")


@pytest.mark.seeds("H77")
def test_the_network_of_the_province_reads_the_list_and_the_register(restaurant: PartyFacts) -> None:
    hall_clock.set_to(at(20, 10))
    rows = [registered(serial, ties=(TIED,) if serial == 2 else ()) for serial in range(1, 5)]
    applied(9)
    strike_off(rows[3].pk, ground="own", words="机构自己申请退出。", by=registrar(), at=at(3, 9))
    deliver(engaged(rows[0], restaurant).pk, report_no="江检1号", by=actor("wang"), at=at(5, 9))
    url = "/api/v1/intermediaries"
    first = Client().get(f"{url}?limit=3").json()
    second = Client().get(f"{url}?limit=3&after={first['next']}").json()
    assert (len(first["items"]), second["next"]) == (3, "")
    found = first["items"] + second["items"]
    assert [one["number"] for one in found] == [row.number for row in rows]
    assert [(one["engaged"], one["delivered"], one["late"]) for one in found[:2]] == [(1, 1, 0), (0, 0, 0)]
    assert found[1]["ties"][0]["agency_name"] == "临江区卫生健康委员会"
    assert [(one["stage"], one["ground"]) for one in found[2:]] == [("registered", ""), ("struck_off", "own")]
    assert restaurant.name not in str(found)
    offering = Client().get(url, {"service": SERVICE}).json()["items"]
    assert [one["number"] for one in offering] == [row.number for row in rows[:3]]
    assert Client().get(url, {"after": "x"}).json()["code"] == "bad-cursor"
    listed = Client().get("/api/v1/intermediary-services").json()
    hygiene = next(one for one in listed["services"] if one["key"] == SERVICE)
    assert (hygiene["provincial"], hygiene["rank"], hygiene["days"]) == ("ZJ04", "部门规章", 10)
    assert ITEM in {one["slug"] for one in hygiene["items"]}


def test_a_bundle_says_what_it_asks_under_the_answers_given() -> None:
    url = "/api/v1/bundles/kaiban-canyindian"
    given = [
        "premises:rented",
        "size:full",
        "crowd:small",
        "sign:no_sign",
        "food.special_food:none",
        "nothing:known",
    ]
    merged = Client().get(url, {"answer": given}).json()["merged"]
    assert (merged["complete"], merged["members"], "nothing" in merged["answers"]) == (
        True,
        [["licence_check", "food"]],
        False,
    )
    assert "lease_contract" in {one["key"] for one in merged["materials"]}
    assert {one["how"] for one in merged["unasked"]} == {"由一张表单生成"}
    assert Client().get(url, {"answer": "premises"}).status_code == 422
    assert Client().get(url, {"premises": "rented"}).status_code == 422


def test_matters_of_one_agency() -> None:
    lines = Client().get("/api/v1/matters", {"agency": "scjg"}).json()["items"]
    assert {line["agency_name"] for line in lines} == {"江州市市场监督管理局"}


def test_an_applicant_follows_a_case(cast: Cast, li: PartyFacts, restaurant: PartyFacts) -> None:
    answer = receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)
    shown = ask({"no": answer["case"], "code": answer["query_code"]})
    assert shown.status_code == 200
    progress = shown.json()
    assert (progress["stage"], progress["agency"]) == ("received", "江州市市场监督管理局")
    assert restaurant.name not in shown.content.decode()
    assert [clock["name"] for clock in progress["clocks"]] == ["intake_answer"]


def test_the_wrong_code_and_a_case_that_is_not_read_alike(cast: Cast, restaurant: PartyFacts) -> None:
    no = receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)["case"]
    wrong = ask({"no": no, "code": "AAAAAAAA"})
    Case.objects.filter(no=no).update(no="99010220260302999999")
    absent = ask({"no": no, "code": "AAAAAAAA"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "track-no-match")
    assert wrong.content == absent.content


def test_five_wrong_codes_and_then_a_wait(cast: Cast, restaurant: PartyFacts) -> None:
    answer = receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)
    for _ in range(5):
        ask({"no": answer["case"], "code": "AAAAAAAA"})
    waits = ask({"no": answer["case"], "code": answer["query_code"]})
    assert (waits.status_code, waits.json()["code"]) == (403, "track-wait")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"no": "1", "code": "2"}, "track-unreadable"),
        ({"no": "1" * 61, "code": "2"}, "invalid-body"),
        ({"no": "1\x00", "code": "2"}, "invalid-body"),
        ({"no": "1"}, "invalid-body"),
        ([], "invalid-body"),
    ],
)
def test_what_is_no_number_is_refused(body: object, code: str) -> None:
    answer = ask(body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
