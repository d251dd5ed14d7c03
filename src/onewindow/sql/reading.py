"""Reads whose SQL is put together once: a queryset says what to read, afterwards only the values change.

The queryset stays the one place where joins, columns and filters are said. Its compiler runs once for each shape.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import get_related_populators

from onewindow.core.roles import Actor

Row = TypeVar("Row", bound=Model)
One = str | int | UUID | date
Value = One | Actor | Sequence[str] | Sequence[UUID]
Build = Callable[..., "QuerySet[Any]"]

SAMPLE_NUMBER = 990_000_000


@dataclass(frozen=True)
class Shape:
    """What decides the text of a statement about one value of a call."""

    kind: type
    """str, int, UUID or date, of the value or of what the list holds."""
    length: int | None
    """How many stand in a list; None for a single value."""
    actor: Actor | None = None
    """An actor with samples for its places: the text follows the role, the division and the level."""


@dataclass(frozen=True)
class Plan:
    """A compiled read: its text, which value stands at each place, and how a row becomes objects."""

    text: str
    places: tuple[tuple[bool, Any], ...]
    """(True, index of a value) or (False, a constant)."""
    model: type[Model]
    names: tuple[str, ...]
    first: int
    converters: tuple[tuple[int, tuple[Any, ...], Any], ...]
    relations: tuple[Any, ...]
    annotations: tuple[tuple[str, int], ...]


def fetch(build: Callable[..., QuerySet[Row]], *values: Value) -> list[Row]:
    """The rows of `build(*values)`.

    `build` is a function that lives as long as the process and does not look at its values: it is called once
    for each shape (types, and lengths of lists) with samples in their place. TypeError when a value is lost.
    """
    flat: list[Any] = []
    shapes: list[Shape] = []
    for value in values:
        shapes.append(_shape(value, len(flat)))
        flat += _flat(value)
    if any(shape.length == 0 for shape in shapes):
        return []
    try:
        plan = _plan(build, tuple(shapes), connection.vendor)
    except EmptyResultSet:
        return []
    if connection.vendor == "sqlite":
        flat = [_as_stored(value) for value in flat]
    with connection.cursor() as cursor:
        cursor.execute(plan.text, [flat[value] if given else value for given, value in plan.places])
        rows = cursor.fetchall()
    return [_object(plan, row) for row in rows]


def _object(plan: Plan, row: Sequence[Any]) -> Any:
    if plan.converters:
        row = list(row)
        for place, converters, expression in plan.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
    read = _model(plan.model, plan.names, row[plan.first : plan.first + len(plan.names)])
    for relation in plan.relations:
        relation.populate(row, read)
    for name, place in plan.annotations:
        setattr(read, name, row[place])
    return read


def _model(model: type[Model], names: Sequence[str], values: Sequence[Any]) -> Model:
    """As `Model.from_db`, without a call for each column; our models have no signals and no constructor of their own."""
    read = model.__new__(model)
    read._state = ModelState()
    read._state.adding, read._state.db = False, connection.alias
    vars(read).update(zip(names, values, strict=True))
    return read


@lru_cache(maxsize=512)
def _plan(build: Build, shapes: tuple[Shape, ...], vendor: str) -> Plan:
    samples, flat, wanted = _samples(shapes)
    query = build(*samples).query
    compiler = query.get_compiler(connection=connection)
    text, parameters = compiler.as_sql()
    known = {_as_stored(sample) if vendor == "sqlite" else sample: place for place, sample in enumerate(flat)}
    places = tuple((True, known[p]) if p in known else (False, p) for p in parameters)
    if lost := wanted - {value for given, value in places if given}:
        raise TypeError(f"{build.__qualname__}: values {sorted(lost)} do not reach the statement as they are")
    fields = compiler.klass_info["select_fields"]
    select, first, last = compiler.select, fields[0], fields[-1]
    return Plan(
        text=text,
        places=places,
        model=compiler.klass_info["model"],
        names=tuple(select[place][0].target.attname for place in range(first, last + 1)),
        first=first,
        converters=tuple(
            (place, tuple(converters), expression)
            for place, (converters, expression) in compiler.get_converters([s[0] for s in select]).items()
        ),
        relations=tuple(get_related_populators(compiler.klass_info, select, connection.alias)),  # type: ignore[call-arg]
        annotations=tuple(compiler.annotation_col_map.items()),
    )


def _shape(value: Value, place: int) -> Shape:
    if isinstance(value, Actor):
        return Shape(str, None, _sample_actor(value, place))
    if isinstance(value, One):
        return Shape(type(value), None)
    return Shape(type(value[0]) if value else str, len(value))


def _flat(value: Value) -> list[Any]:
    if isinstance(value, Actor):
        return [value.agency, value.hall, *sorted(value.matters)]
    return [value] if isinstance(value, One) else list(value)


def _sample_actor(actor: Actor, place: int) -> Actor:
    matters = frozenset(_sample(str, place + 2 + n) for n in range(len(actor.matters)))
    return Actor(
        staff_id=None, name="", role=actor.role, agency=_sample(str, place), hall=_sample(str, place + 1),
        division=actor.division, level=actor.level, matters=matters,
    )  # fmt: skip


def _samples(shapes: tuple[Shape, ...]) -> tuple[list[Any], list[Any], set[int]]:
    """Samples as `build` takes them, one by one as the statement gets them, and which of them it must get."""
    samples: list[Any] = []
    flat: list[Any] = []
    wanted: set[int] = set()
    for shape in shapes:
        if shape.actor is not None:
            samples.append(shape.actor)
            flat += _flat(shape.actor)
            continue
        some = [_sample(shape.kind, len(flat) + place) for place in range(shape.length or 1)]
        wanted |= set(range(len(flat), len(flat) + len(some)))
        flat += some
        samples.append(some[0] if shape.length is None else some)
    return samples, flat, wanted


def _sample(kind: type, place: int) -> Any:
    if issubclass(kind, UUID):
        return UUID(int=(1 << 127) + place)
    if issubclass(kind, date):
        return date(9000, 1, 1) + timedelta(days=place)
    return SAMPLE_NUMBER + place if issubclass(kind, int) else f"sample {place:04}"


def _as_stored(value: Any) -> Any:
    """As SQLite keeps it."""
    if isinstance(value, UUID):
        return value.hex
    return str(value) if isinstance(value, date) else value
