"""The list of intermediary services: nothing on it without a basis of permitted rank, nothing asked that is not on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from pydantic import ValidationError

from onewindow.catalogue.files import read_files
from onewindow.catalogue.intermediary import Service, Services, provincial, services

WATER = {"key": "water", "name": "水质检测", "law": "办法", "article": "第六条", "rank": "department_rule",
         "checked": False, "days": 7, "price": "由委托双方协商"}  # fmt: skip
HEAD = {"name": "中介服务清单", "office": "xzsp", "published_on": "2026-01-05"}


@pytest.mark.parametrize("rank", ["local_rule", "document"])
@pytest.mark.seeds("N35", "N36")
def test_a_service_without_a_basis_of_permitted_rank_cannot_be_listed(rank: str) -> None:
    assert Service.model_validate(WATER).rank_label == "部门规章"
    with pytest.raises(ValidationError, match="不得列入清单"):
        Service.model_validate({**WATER, "rank": rank})


def test_a_service_stands_on_the_list_once() -> None:
    with pytest.raises(ValidationError, match="重复"):
        Services.model_validate({**HEAD, "services": [WATER, WATER]})


def test_every_service_that_an_item_names_is_on_the_list() -> None:
    content = Path(settings.CONTENT_DIR)
    named = {
        material.service
        for file in read_files(content / "items", content)
        for material in file.guide.materials
        if material.service
    }
    assert named
    assert named <= {one.key for one in services()}


@pytest.mark.seeds("H75")
def test_the_list_is_compiled_against_the_provinces() -> None:
    """Every number is one of the province's list and stands for the same service; what is beyond it has its own basis."""
    province, city = provincial(), services()
    for one in city:
        assert province.services.get(one.provincial, one.name) == one.name
    assert [(one.key, one.rank) for one in province.beyond(city)] == [
        ("structure_design", "local_regulation")
    ]
    assert len(province.not_asked(city)) + len(city) - len(province.beyond(city)) == len(province.services)
