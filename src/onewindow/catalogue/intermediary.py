"""中介服务清单: what an item may ask an applicant to have done by an intermediary; content/intermediaries/services.yaml."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, model_validator

from onewindow.catalogue.schema.terms import RANKS, Rank

PERMITTED = frozenset(
    {"law", "regulation", "state_council", "department_rule", "local_regulation", "provincial_rule"}
)
"""澄海: 没有法律、法规、国务院决定、部门规章或者省级政府规章依据的，不得要求提供中介服务。"""
LIST = Path("intermediaries") / "services.yaml"
PROVINCIAL = Path("intermediaries") / "provincial.yaml"


class Service(BaseModel):
    """One service. `days` are working days; `checked` as in an edition's legal bases.

    `qualification` names what the law asks of whoever offers it; empty where it asks for none. Whoever has it may.
    `provincial` is its number on the province's list; empty where it is beyond that list.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    name: str
    law: str
    article: str
    rank: Rank
    checked: bool
    days: Annotated[int, Field(ge=1, le=90)]
    price: str
    qualification: str = ""
    provincial: str = ""

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
    """The whole list, each key once; `office` compiled it and published it on that day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    office: str
    published_on: date
    services: tuple[Service, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({one.key for one in self.services}) < len(self.services):
            raise ValueError("中介服务清单里有重复的标识")
        return self


@lru_cache(maxsize=4)
def read_list(path: Path) -> Services:
    """Raises pydantic's ValidationError naming the service."""
    return Services.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def published_list() -> Services:
    """The list of this installation, with who published it and when."""
    return read_list(settings.CONTENT_DIR / LIST)


def services() -> tuple[Service, ...]:
    """What is on the list of this installation."""
    return published_list().services


def service(key: str) -> Service | None:
    """The service of that key, if it is on the list."""
    return next((one for one in services() if one.key == key), None)


class Provincial(BaseModel):
    """省行政审批中介服务通用清单: its name, the names of its services by number, and what the province's network is called."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    network: str
    services: dict[str, str]

    def beyond(self, listed: tuple[Service, ...]) -> list[Service]:
        """Of these services those that the province's list does not have."""
        return [one for one in listed if one.provincial not in self.services]

    def not_asked(self, listed: tuple[Service, ...]) -> list[str]:
        """The names of those on the province's list that are not among these."""
        asked = {one.provincial for one in listed}
        return [name for number, name in self.services.items() if number not in asked]


@lru_cache(maxsize=4)
def read_provincial(path: Path) -> Provincial:
    """Raises pydantic's ValidationError naming the field."""
    return Provincial.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def provincial() -> Provincial:
    """The province's list as this installation has it."""
    return read_provincial(settings.CONTENT_DIR / PROVINCIAL)


def names(listed: tuple[Service, ...]) -> dict[str, str]:
    """The names of what may be asked for, by key."""
    return {one.key: one.name for one in listed}
