"""Who keeps which items: the administrators and heads of their agencies, and the offices that guide them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated
from uuid import UUID

import yaml
from django.conf import settings
from django.db.models import Q
from pydantic import BaseModel, ConfigDict, Field

from onewindow.catalogue.models import Edition
from onewindow.core.numbers import division as codes
from onewindow.core.roles import Actor
from onewindow.places.directory import directory


class CatalogueRules(BaseModel):
    """content/rules/catalogue.yaml. `longest_sentence` and `longest_text` are in characters.

    `extra_steps` are words in the names of steps that need a legal basis of their own; `terms` are terms of the
    trade, each with its meaning in plain words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    edition: str
    offices: tuple[str, ...]
    longest_sentence: Annotated[int, Field(ge=20)]
    longest_text: Annotated[int, Field(ge=200)]
    extra_steps: tuple[str, ...]
    terms: dict[str, str]


@lru_cache(maxsize=4)
def read_rules(path: Path) -> CatalogueRules:
    """Raises pydantic's ValidationError naming the field."""
    return CatalogueRules.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def catalogue_rules() -> CatalogueRules:
    return read_rules(settings.CONTENT_DIR / "rules" / "catalogue.yaml")


def agencies_kept(actor: Actor) -> frozenset[str]:
    """The codes of the agencies whose items this post keeps: its own, for an office (审批局) its division's."""
    if actor.role not in {"administrator", "head"}:
        return frozenset()
    if actor.role == "head" or actor.agency not in catalogue_rules().offices:
        return frozenset({actor.agency})
    stem = codes.Division(actor.division).stem
    return frozenset(one.code for one in directory().agencies.values() if one.division_id.startswith(stem))


def keeps_library(actor: Actor) -> bool:
    """Whether this post keeps what the editions of the whole city share: an administrator of its highest office."""
    places = directory().agencies
    levels = {code: places[code].division.level for code in catalogue_rules().offices if code in places}
    whole = actor.role == "administrator" and not actor.matters
    return whole and levels.get(actor.agency) == min(levels.values(), default=None)


def kept_by(actor: Actor) -> Q:
    """Rows of the items that this post keeps; of a post that covers certain matters only those."""
    mine = Q(agency_code__in=sorted(agencies_kept(actor)))
    return mine & Q(slug__in=sorted(actor.matters)) if actor.matters else mine


def kept_edition(edition_id: UUID, actor: Actor) -> Edition | None:
    """The edition of that id, if this post keeps it."""
    return Edition.objects.filter(kept_by(actor), pk=edition_id).first()
