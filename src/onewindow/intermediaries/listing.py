"""中介服务清单: what an item may ask an applicant to have done by an intermediary; content/intermediaries/services.yaml."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, model_validator

from onewindow.catalogue.lint.rules.intermediaries import INTERMEDIARY, PERMITTED
from onewindow.catalogue.models import Edition, published_stamp
from onewindow.catalogue.schema.terms import RANKS, Rank
from onewindow.catalogue.search import Stamp


class Service(BaseModel):
    """One service. `days` are working days; `checked` as in an edition's legal bases."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: str
    law: str
    article: str
    rank: Rank
    checked: bool
    days: Annotated[int, Field(ge=1, le=90)]
    price: str

    @model_validator(mode="after")
    def _its_basis_is_of_a_permitted_rank(self) -> Self:
        """没有法律、法规、国务院决定、部门规章或者省级政府规章依据的，不得列入 (N36)."""
        if self.rank not in PERMITTED:
            raise ValueError(f"“{self.name}”的依据只是{RANKS[self.rank]}，不得列入清单")
        return self

    @property
    def rank_label(self) -> str:
        return RANKS[self.rank]


class Services(BaseModel):
    """The whole list, each key once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    services: tuple[Service, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({one.key for one in self.services}) < len(self.services):
            raise ValueError("中介服务清单里有重复的标识")
        return self


@lru_cache(maxsize=4)
def read_services(path: Path) -> tuple[Service, ...]:
    """Raises pydantic's ValidationError naming the service."""
    return Services.model_validate(yaml.safe_load(path.read_text(encoding="utf-8"))).services


def services() -> tuple[Service, ...]:
    """The list of this installation."""
    return read_services(settings.CONTENT_DIR / "intermediaries" / "services.yaml")


def asking(on: date) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """By service, slug, name and agency's code of the items in force that ask for it; read anew when an edition was published."""
    return _asking(published_stamp(), on)


@lru_cache(maxsize=4)
def _asking(stamp: Stamp, on: date) -> dict[str, tuple[tuple[str, str, str], ...]]:
    found: dict[str, dict[tuple[str, str, str], None]] = {}
    rows = Edition.objects.in_force(on).order_by("name", "slug")
    for slug, name, agency, materials in rows.values_list(
        "slug", "name", "agency_code", "document__materials"
    ):
        for one in materials:
            if one["source"] == INTERMEDIARY and one.get("service") and not one.get("spared"):
                found.setdefault(one["service"], {})[slug, name, agency] = None
    return {key: tuple(items) for key, items in found.items()}
