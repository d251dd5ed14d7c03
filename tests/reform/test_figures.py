"""What an edition costs the applicant is counted along its answers, never guessed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from onewindow.catalogue.schema import read
from onewindow.reform.figures import figures, leaves_some, measured, paths
from tests.catalogue.documents import instant, promised, with_at


def numbers(document: dict[str, Any]) -> dict[str, Fraction]:
    return {key: figure.n for key, figure in figures(read(document)).items()}


def test_figures_are_those_under_the_answers_that_need_most() -> None:
    assert numbers(promised()) == {
        "items": 1, "steps": 4, "materials": 2, "fewest": 1, "days": 5, "statutory": 20, "visits": 1, "fees": 10,
    }  # fmt: skip


def test_every_number_knows_what_it_counts() -> None:
    found = figures(read(promised()))
    assert found["materials"].names == ("营业执照", "租赁合同")
    assert found["fewest"].names == ("营业执照",)
    assert found["steps"].names == ("申请", "收件", "现场核查", "决定")


def test_what_the_agency_fetches_itself_is_not_counted() -> None:
    assert figures(read(with_at(promised(), "materials.0.spared", "licence")))["materials"].names == (
        "租赁合同",
    )


def test_what_is_optional_is_not_counted() -> None:
    assert numbers(with_at(promised(), "materials.0.necessity", "optional"))["materials"] == 1


def test_an_instant_matter_takes_no_day() -> None:
    assert numbers(instant())["days"] == 0


def test_limits_in_calendar_days_count_five_sevenths() -> None:
    document = with_at(promised(), "limits.statutory", {"n": 14, "unit": "calendar_day", "basis": "law"})
    document["extension"]["unit"] = "calendar_day"
    assert numbers(document)["statutory"] == 10


def test_the_longest_of_several_limits_counts() -> None:
    cases = [{"when": {"premises": ["rented"]}, "promised": {"n": 9, "unit": "working_day"}}]
    assert numbers(with_at(promised(), "limits.cases", cases))["days"] == 9


def test_questions_on_which_nothing_hangs_are_not_gone_through() -> None:
    edition = read(promised())
    assert list(paths(edition, [None])) == [{}]
    assert list(paths(edition, [{"premises": ("owned",)}])) == [{"premises": "owned"}, {"premises": "rented"}]


def test_a_question_under_another_is_gone_through_only_where_it_is_asked() -> None:
    under = {
        "id": "term", "question": "租期多长？", "when": {"premises": ["rented"]},
        "answers": [{"id": "short", "label": "一年以内"}, {"id": "long", "label": "一年以上"}],
    }  # fmt: skip
    document = promised()
    document["situations"].append(under)
    document["materials"][1]["when"] = {"term": ["long"]}
    assert list(paths(read(document), [{"term": ("long",)}])) == [
        {"premises": "owned"},
        {"premises": "rented", "term": "short"},
        {"premises": "rented", "term": "long"},
    ]


def test_answers_left_out_are_not_counted() -> None:
    edition = read(promised())
    assert figures(edition, {"premises": ("rented",)})["materials"].names == ("营业执照",)
    assert figures(edition, {"premises": ("owned",)})["fewest"].n == 2
    assert figures(edition, {"no_such_question": ("owned",)}) == figures(edition)


def test_whether_anybody_is_left() -> None:
    edition = read(promised())
    assert leaves_some(edition, {"premises": ("rented",)})
    assert not leaves_some(edition, {"premises": ("rented", "owned")})


def test_an_identity_card_alone_means_nothing_else_under_any_answer() -> None:
    card = promised()["materials"][0] | {"key": "id_card", "name": "居民身份证"}
    lease = promised()["materials"][1]
    assert measured(read(promised(materials=[card], situations=[]))).id_card_only
    assert measured(
        read(
            promised(
                materials=[card, lease | {"necessity": "optional", "deferrable": False, "defer_days": None}]
            )
        )
    ).id_card_only
    assert not measured(read(promised(materials=[card, lease]))).id_card_only
