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
from django.db.models.query import get_related_populators

from onewindow.core.roles import Actor
from onewindow.sql.rows import read_row
from onewindow.sql.statements import Statement, vendor

Row = TypeVar("Row", bound=Model)
One = str | int | UUID | date
Value = One | Actor | Sequence[str] | Sequence[UUID]
Build = Callable[..., "QuerySet[Any]"]

SAMPLE_NUMBER = 990_000_000


Shape = tuple[type, int | None, "Post | None"]
"""What decides the text of a statement about one value of a call: the type of the value or of what a list of them
holds; how many stand in the list, None for a single value; of an actor, what the text follows."""
Post = tuple[str, str, int, int]
"""Role, division, level, and how many matters the post covers."""
Convert = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True)
class Relation:
    """Rows that come along by a join, and how they and the row that leads to them know of one another."""

    model: type[Model]
    names: tuple[str, ...]
    first: int
    key: int
    """Where the primary key stands in the row; NULL when there is no such other."""
    within: tuple[Relation, ...]
    tell: Callable[[Any, Any], None]
    tell_back: Callable[[Any, Any], None]

    def populate(self, row: Sequence[Any], read: Model, database: str) -> None:
        if row[self.key] is None:
            self.tell(read, None)
            return
        first = self.first
        other = read_row(
            self.model, database, zip(self.names, row[first : first + len(self.names)], strict=True)
        )
        for relation in self.within:
            relation.populate(row, other, database)
        self.tell(read, other)
        self.tell_back(other, read)


@dataclass(frozen=True)
class Plan:
    """A compiled read: its statement, which value stands at each place, and how a row becomes objects."""

    statement: Statement
    places: tuple[tuple[bool, Any], ...]
    """(True, index of a value) or (False, a constant)."""
    model: type[Model]
    names: tuple[str, ...]
    first: int
    converters: tuple[tuple[int, Convert, Any], ...]
    relations: tuple[Relation, ...]
    annotations: tuple[tuple[str, int], ...]
    database: str
    stores: bool
    """Whether values must be put as SQLite keeps them."""


def fetch(build: Callable[..., QuerySet[Row]], *values: Value) -> list[Row]:
    """The rows of `build(*values)`.

    `build` is a function that lives as long as the process and does not look at its values: it is called once
    for each shape (types, and lengths of lists) with samples in their place. TypeError when a value is lost.
    """
    flat: list[Any] = []
    shapes = tuple(_shape(value, flat) for value in values)
    if any(length == 0 for _, length, _ in shapes):
        return []
    try:
        plan = _plan(build, shapes, vendor())
    except EmptyResultSet:
        return []
    if plan.stores:
        flat = [_as_stored(value) for value in flat]
    rows = plan.statement.read([flat[value] if given else value for given, value in plan.places])
    return [_object(plan, row) for row in rows]


def _object(plan: Plan, row: Sequence[Any]) -> Any:
    if plan.converters:
        row = list(row)
        for place, convert, expression in plan.converters:
            row[place] = convert(row[place], expression, connection)
    first, names, database = plan.first, plan.names, plan.database
    read = read_row(plan.model, database, zip(names, row[first : first + len(names)], strict=True))
    for relation in plan.relations:
        relation.populate(row, read, database)
    for name, place in plan.annotations:
        read.__dict__[name] = row[place]
    return read


@lru_cache(maxsize=512)
def _plan(build: Build, shapes: tuple[Shape, ...], kind: str) -> Plan:
    samples, flat, wanted = _samples(shapes)
    query = build(*samples).query
    compiler = query.get_compiler(connection=connection)
    text, parameters = compiler.as_sql()
    stores = kind == "sqlite"
    known = {_as_stored(sample) if stores else sample: place for place, sample in enumerate(flat)}
    places = tuple((True, known[p]) if p in known else (False, p) for p in parameters)
    if lost := wanted - {value for given, value in places if given}:
        raise TypeError(f"{build.__qualname__}: values {sorted(lost)} do not reach the statement as they are")
    fields = compiler.klass_info["select_fields"]
    select, first, last = compiler.select, fields[0], fields[-1]
    populators = get_related_populators(compiler.klass_info, select, connection.alias)  # type: ignore[call-arg]
    return Plan(
        statement=Statement(text),
        places=places,
        model=compiler.klass_info["model"],
        names=tuple(select[place][0].target.attname for place in range(first, last + 1)),
        first=first,
        converters=tuple(
            (place, convert, expression)
            for place, (converters, expression) in compiler.get_converters([s[0] for s in select]).items()
            for convert in converters
        ),
        relations=tuple(_relation(populator) for populator in populators),
        annotations=tuple(compiler.annotation_col_map.items()),
        database=connection.alias,
        stores=stores,
    )


def _relation(populator: Any) -> Relation:
    """As Django found out which columns are the other row's; our models do not inherit rows from one another."""
    if populator.reorder_for_init:
        raise TypeError(f"{populator.model_cls.__name__} lies in more than one table")
    return Relation(
        model=populator.model_cls,
        names=tuple(populator.init_list),
        first=populator.cols_start,
        key=populator.cols_start + populator.pk_idx,
        within=tuple(_relation(inner) for inner in populator.related_populators),
        tell=populator.local_setter,
        tell_back=populator.remote_setter,
    )


def _shape(value: Value, flat: list[Any]) -> Shape:
    """The shape of a value, whose parts are added to `flat` as a statement takes them."""
    if isinstance(value, Actor):
        flat += (value.agency, value.hall, *sorted(value.matters))
        return str, None, (value.role, value.division, value.level, len(value.matters))
    if isinstance(value, list | tuple):
        flat += value
        return type(value[0]) if value else str, len(value), None
    flat.append(value)
    return type(value), None, None


def _sample_actor(post: Post, place: int) -> Actor:
    role, division, level, count = post
    matters = frozenset(_sample(str, place + 2 + n) for n in range(count))
    return Actor(
        staff_id=None, name="", role=role, agency=_sample(str, place), hall=_sample(str, place + 1),
        division=division, level=level, matters=matters,
    )  # fmt: skip


def _samples(shapes: tuple[Shape, ...]) -> tuple[list[Any], list[Any], set[int]]:
    """Samples as `build` takes them, one by one as the statement gets them, and which of them it must get."""
    samples: list[Any] = []
    flat: list[Any] = []
    wanted: set[int] = set()
    for kind, length, post in shapes:
        if post is not None:
            samples.append(_sample_actor(post, len(flat)))
            flat += (samples[-1].agency, samples[-1].hall, *sorted(samples[-1].matters))
            continue
        some = [_sample(kind, len(flat) + place) for place in range(length or 1)]
        wanted |= set(range(len(flat), len(flat) + len(some)))
        flat += some
        samples.append(some[0] if length is None else some)
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
