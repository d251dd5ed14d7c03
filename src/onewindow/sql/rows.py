"""Rows that commands make and read by the dozen, made without the detours a model's constructor takes.

The constructor of a Django model asks every field for its default, calls a descriptor for every value and announces
itself twice to signals that nobody listens to. Here all of that is found out once a model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import ForeignKey, OneToOneField
from django.db.models.base import ModelState


class Row(models.Model):
    """Base of models that the one writer writes. Named values are taken as they are; all else goes Django's way."""

    class Meta:
        abstract = True

    def __init__(self, *values: Any, **named: Any) -> None:
        making = _making(type(self))
        if values or not making.known.issuperset(named):
            super().__init__(*values, **named)
            return
        held = self.__dict__
        held["_state"] = state = ModelState()
        held.update(making.constants)
        for attribute, default in making.defaults:
            if attribute not in named:
                held[attribute] = default()
        for name, value in named.items():
            relation = making.relations.get(name)
            if relation is None:
                held[name] = value
            else:
                attribute, target = relation
                held[attribute] = None if value is None else getattr(value, target)
                state.fields_cache[name] = value


@dataclass(frozen=True)
class _Making:
    """What a new row of a model holds before anything is said of it, and how what is said finds its column."""

    constants: dict[str, Any]
    defaults: tuple[tuple[str, Callable[[], Any]], ...]
    """Columns whose default is made anew for each row: lists and mappings."""
    relations: dict[str, tuple[str, str]]
    """Column, and the attribute of the other row that stands in it, by the relation's name."""
    known: frozenset[str]


@cache
def _making(model: type[models.Model]) -> _Making:
    constants: dict[str, Any] = {}
    defaults: list[tuple[str, Callable[[], Any]]] = []
    relations: dict[str, tuple[str, str]] = {}
    for field in model._meta.concrete_fields:
        constants[field.attname] = None
        if callable(field.default):
            defaults.append((field.attname, field.get_default))
        else:
            constants[field.attname] = field.get_default()
        # The other end of a one-to-one relation has something to remember as well: that is left to Django.
        if isinstance(field, ForeignKey) and not isinstance(field, OneToOneField):
            relations[field.name] = (field.attname, field.target_field.attname)
    known = frozenset((*constants, *relations))
    return _Making(constants, tuple(defaults), relations, known)


def read_row(model: type[models.Model], database: str, columns: Iterable[tuple[str, Any]]) -> models.Model:
    """As `Model.from_db`, without a call for each column."""
    row = model.__new__(model)
    held = row.__dict__
    held["_state"] = state = ModelState()
    state.adding, state.db = False, database
    held.update(columns)
    return row
