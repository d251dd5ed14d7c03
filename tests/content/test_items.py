"""The matters of the demo city are as thick as a guide has to be, and keep the rules for content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from onewindow.catalogue.files import read_files
from onewindow.catalogue.flow.course import course_of
from onewindow.catalogue.schema import Edition

CONTENT = Path(settings.CONTENT_DIR)
EDITIONS = [file.guide for file in read_files(CONTENT / "items", CONTENT)]
PLACES = yaml.safe_load((CONTENT / "demo" / "places.yaml").read_text(encoding="utf-8"))
INVENTED = "江州市"
LONGEST_SENTENCE = 60

each = pytest.mark.parametrize("guide", EDITIONS, ids=lambda guide: guide.slug)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def test_there_are_enough_matters_of_enough_agencies_and_levels() -> None:
    assert len(EDITIONS) >= 8
    assert len({guide.agency for guide in EDITIONS}) >= 6
    assert {3, 4, 5} <= {guide.level for guide in EDITIONS}
    assert len([guide for guide in EDITIONS if guide.is_instant]) >= 2
    assert {guide.audience for guide in EDITIONS} == {"person", "organisation", "both"}
    kinds = {procedure.kind for guide in EDITIONS for procedure in guide.special_procedures}
    assert {"site_visit", "expert_review", "inspection", "public_notice"} <= kinds


def test_no_two_matters_share_a_code_a_slug_or_a_number_series() -> None:
    for key in ("handling_code", "slug"):
        assert len({getattr(guide, key) for guide in EDITIONS}) == len(EDITIONS)
    series = [result.doc_series for guide in EDITIONS for result in guide.results]
    assert len(set(series)) == len(series)


def test_an_agency_has_one_social_credit_code() -> None:
    codes = {(guide.agency, guide.code[:18]) for guide in EDITIONS}
    assert len(codes) == len({agency for agency, _ in codes})


def test_a_material_that_is_reused_comes_from_one_issuer_everywhere() -> None:
    issuers: dict[str, set[str | None]] = {}
    for guide in EDITIONS:
        for material in guide.materials:
            issuers.setdefault(material.key, set()).add(material.issuer)
    assert {key: found for key, found in issuers.items() if len(found) > 1} == {}
    assert len(issuers) < sum(len(guide.materials) for guide in EDITIONS)


@pytest.mark.seeds("N12", "N13")
@each
def test_a_guide_says_all_that_a_guide_has_to_say(guide: Edition) -> None:
    contact = guide.contact
    said: dict[str, object] = {
        "依据": guide.legal_bases,
        "受理单位": guide.agency,
        "基本流程": guide.steps,
        "申请材料": guide.materials,
        "表格": [field.label for field in guide.form],
        "示范文本": [material.sample for material in guide.materials],
        "常见错误": [material.common_mistakes for material in guide.materials],
        "办理时限": guide.limits,
        "责任追究": guide.accountability,
        "咨询方式": contact.phone,
        "监督电话": contact.supervise_phone,
        "办公时间地址": (contact.hours, contact.address),
        "乘车线路": contact.transport,
    }
    assert [element for element, value in said.items() if not value] == []
    assert len(guide.form) >= 5
    assert len(guide.faq) >= 2


@each
def test_nothing_is_called_checked_that_nobody_compared_with_the_law(guide: Edition) -> None:
    assert [basis.id for basis in guide.legal_bases if basis.checked] == []


@each
def test_a_rule_of_the_invented_city_says_that_it_is_invented(guide: Edition) -> None:
    for basis in guide.legal_bases:
        assert basis.law.startswith(INVENTED) == basis.gist.startswith("演示城市的当地规定")


@each
def test_every_legal_basis_is_cited_or_sets_up_the_matter(guide: Edition) -> None:
    document = guide.document()
    cited = {text for key in document if key != "legal_bases" for text in texts(document[key])}
    setting_up = 2
    assert [basis.id for basis in guide.legal_bases[setting_up:] if basis.id not in cited] == []


@each
def test_every_material_shows_a_sample(guide: Edition) -> None:
    assert [material.name for material in guide.materials if material.sample is None] == []


@pytest.mark.seeds("W38")
@each
def test_a_deferred_material_comes_back_within_the_promise(guide: Edition) -> None:
    for material in guide.materials:
        assert (material.defer_days or 0) <= guide.limits.promised.n


def situations_of(guide: Edition) -> Iterator[dict[str, str]]:
    """Every set of answers that a person can give."""
    ids = [situation.id for situation in guide.situations]
    for answers in product(*([answer.id for answer in s.answers] for s in guide.situations)):
        yield guide.kept(dict(zip(ids, answers, strict=True)))


@each
def test_the_steps_fit_into_the_promise(guide: Edition) -> None:
    for answers in situations_of(guide):
        days = course_of(guide, answers).days
        assert days <= guide.limits.under(answers).promised.n, answers


@each
def test_under_any_answers_the_decision_rests_on_some_material_and_each_is_for_some(guide: Edition) -> None:
    rests_on = [
        {material.id for material in (*guide.requirements(answers), *guide.spared(answers))}
        for answers in situations_of(guide)
    ]
    assert all(rests_on)
    assert set.union(*rests_on) == {material.id for material in guide.materials}


@each
def test_sentences_are_short_enough_to_read(guide: Edition) -> None:
    sentences = [s for text in texts(guide.document()) for s in re.split("[。！？]", text)]
    assert [s for s in sentences if len(s) > LONGEST_SENTENCE] == []


@each
def test_the_agency_and_the_halls_are_those_of_the_city(guide: Edition) -> None:
    agency = next(agency for agency in PLACES["agencies"] if agency["code"] == guide.agency)
    assert guide.code[:18] == agency["uscc"]
    halls = {hall["code"]: hall for hall in PLACES["halls"]}
    assert set(guide.halls) <= set(halls)
    first = halls[guide.halls[0]]
    assert (guide.contact.phone, guide.contact.supervise_phone) in {
        (place["phone"], place["supervise_phone"]) for place in (agency, first)
    }
    assert guide.contact.address.startswith(first["address"])


@each
def test_an_instant_matter_is_granted_in_every_hall_that_offers_it(guide: Edition) -> None:
    """At a window that its agency authorised (即办授权书); nobody is sent to another hall for it."""
    hall_of = {window["code"]: hall["code"] for hall in PLACES["halls"] for window in hall["windows"]}
    granting = {hall_of[post["window"]] for post in PLACES["staff"] if guide.slug in post.get("items", ())}
    assert not guide.is_instant or set(guide.halls) <= granting


@each
def test_the_matter_is_in_force(guide: Edition) -> None:
    assert guide.in_force(date(2025, 1, 1))


def test_a_division_stands_under_the_one_whose_code_it_extends() -> None:
    divisions = yaml.safe_load((CONTENT / "divisions" / "jiangzhou.yaml").read_text(encoding="utf-8"))
    codes = {division["code"]: division for division in divisions}
    assert len(codes) == len(divisions)
    for division in divisions:
        assert division["code"].startswith("9901")
        if division["level"] > 3:
            parent = codes[division["parent"]]
            assert division["level"] == parent["level"] + 1
            assert division["code"].startswith(parent["code"].removesuffix("00"))
