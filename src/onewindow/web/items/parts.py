"""Reading a part of a document from what was typed, and showing it again in the controls; whatever was typed is kept.

A number that is none stays the text that was typed: the check of items then says so at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from onewindow.catalogue.spelling import initials_of
from onewindow.places.directory import directory
from onewindow.web.items.vocabulary import NAMED_PARTS, Choices, Field, Section

Document = dict[str, Any]
TICKED = ("many", "parts", "halls")
BLANK_ROWS = 2
LONGEST_KEY = 30
LONGEST_NUMBER = 9
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class Shown:
    """A field with its value: `choices` as (value, label, chosen), `rows` as lists of cells, `marks` of the check."""

    field: Field
    name: str
    value: str
    choices: tuple[tuple[str, str, bool], ...] = ()
    groups: tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...] = ()
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    marks: tuple[Any, ...] = ()
    fixed: bool = False

    @property
    def told(self) -> str:
        """The value in words, for whoever may not change it."""
        if self.field.control == "flag":
            return "是" if self.value else "否"
        if self.groups:
            chosen = ((asked, _chosen(answers)) for _, asked, answers in self.groups)
            return "；".join(f"{asked}{answers}" for asked, answers in chosen if answers) or "任何情形"
        if self.rows:
            lines = ("：".join(text for _, text in cells if text) for _, cells in self.rows)
            return "\n".join(line for line in lines if line)
        return _chosen(self.choices) if self.choices else self.value


def _chosen(choices: tuple[tuple[str, str, bool], ...]) -> str:
    return "、".join(label for _, label, chosen in choices if chosen)


def is_number(text: str) -> bool:
    """Whether a text is a whole number such as documents have; a longer row of digits stays what was typed."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def value_at(part: Mapping[str, Any], path: str) -> Any:
    """What stands at that path of the part; None when nothing does."""
    found: Any = part
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def parts_of(document: Mapping[str, Any], section: Section) -> list[Any]:
    """The parts of the list that a page edits; none where there is no list yet."""
    found = value_at(document, section.part)
    return list(found) if isinstance(found, list | tuple) else []


def put_parts(document: Document, section: Section, parts: list[Any]) -> None:
    """Put a list in its place; one that is empty is not there."""
    _put(document, section.part.split("."), parts or None)


def typed_part(
    section: Section,
    post: QueryDict,
    document: Document,
    before: Document,
    fixed: frozenset[str] = frozenset(),
) -> Document:
    """The part that a posted form says; what the form does not show or the base item fixes stays as it was."""
    part = deepcopy(before)
    for field in section.fields:
        if top_of(section, field) in fixed:
            continue
        typed = _typed(field, post, document)
        if field.control in TICKED:
            typed = _as_before(value_at(before, field.path), typed)
        _put(part, field.path.split("."), typed)
    if section.part in NAMED_PARTS and not part.get("id"):
        part["id"] = _id_of(part, section, _ids(document, section.part))
    if section.part == "materials" and not part.get("key"):
        part["key"] = part["id"]
    return part


def _as_before(before: Any, ticked: list[str] | None) -> list[str] | None:
    """What was ticked, in the order in which it was listed before; what is new comes last."""
    if not ticked or not isinstance(before, list):
        return ticked
    return sorted(ticked, key=lambda one: before.index(one) if one in before else len(before))


def top_of(section: Section, field: Field) -> str:
    """The top-level part of the document in which a field stands."""
    return section.whole or field.path.split(".")[0]


def shown_part(
    section: Section, part: Mapping[str, Any], document: Document, fixed: frozenset[str] = frozenset()
) -> Iterator[Shown]:
    """The fields of a part, in the order of the section. `fixed` are top-level parts that the base item fixes."""
    for field in section.fields:
        value = value_at(part, field.path)
        yield Shown(
            field, field.path, _text(value), tuple(_choices(field, value, document, part)),
            tuple(_groups(value, document, part)) if field.control == "when" else (),
            tuple(_rows(field, value)) if field.control == "rows" else (), fixed=top_of(section, field) in fixed,
        )  # fmt: skip


def _put(part: Document, path: list[str], value: Any) -> None:
    *parents, last = path
    for parent in parents:
        inner = part.get(parent)
        part[parent] = inner = dict(inner) if isinstance(inner, Mapping) else {}
        if value is None and not (inner.keys() - {last}):
            inner.pop(last, None)
            if not inner:
                del part[parent]
            return
        part = inner
    if value is None:
        part.pop(last, None)
    else:
        part[last] = value


def _typed(field: Field, post: QueryDict, document: Document) -> Any:
    text = post.get(field.path, "").strip()
    match field.control:
        case "number":
            return int(text) if is_number(text) else text or None
        case "flag":
            return field.path in post or None
        case control if control in TICKED:
            return post.getlist(field.path) or None
        case "lines":
            return [line.strip() for line in text.splitlines() if line.strip()] or None
        case "when":
            return _conditions(field, post, document)
        case "rows":
            return _typed_rows(field, post) or None
        case _:
            return text or None


def _conditions(field: Field, post: QueryDict, document: Document) -> Document | None:
    asked = [one["id"] for one in document.get("situations", []) if isinstance(one, dict) and one.get("id")]
    found = {one: post.getlist(f"{field.path}.{one}") for one in asked}
    return {one: answers for one, answers in found.items() if answers} or None


def _typed_rows(field: Field, post: QueryDict) -> list[Document]:
    rows: list[Document] = []
    ids = post.getlist(f"{field.path}.id")
    columns = {name: post.getlist(f"{field.path}.{name}") for name, _ in field.columns}
    for n, row_id in enumerate(ids):
        cells = {
            name: values[n].strip()
            for name, values in columns.items()
            if n < len(values) and values[n].strip()
        }
        if cells:
            first = next(iter(cells.values()))
            rows.append({"id": row_id or _new_id(first, {row["id"] for row in rows} | set(ids)), **cells})
    return rows


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "1" if value else ""
    if isinstance(value, list | tuple):
        return "\n".join(str(one) for one in value if not isinstance(one, Mapping))
    return str(value)


def _choices(
    field: Field, value: Any, document: Document, part: Mapping[str, Any]
) -> Iterator[tuple[str, str, bool]]:
    offered: Choices = field.choices
    if field.control in {"halls", "agency"}:
        yield from _places(field, value)
        return
    if field.control in {"part", "parts"}:
        offered = tuple(_named(document, field.of, but=part.get("id") if field.of == "steps" else None))
    chosen = set(map(str, value)) if isinstance(value, list | tuple) else {_text(value)}
    for name, label in offered:
        yield name, label, name in chosen


def _places(field: Field, value: Any) -> Iterator[tuple[str, str, bool]]:
    """The halls or the agencies of the directory; what stands there and is none stays, under its code."""
    here = directory()
    names = {
        code: one.name for code, one in (here.halls if field.control == "halls" else here.agencies).items()
    }
    chosen = [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)] if value else []
    strange = {code: f"未登记（{code}）" for code in chosen if code not in names}
    for code, name in sorted({**names, **strange}.items()):
        yield code, name, code in chosen


def _named(document: Document, of: str, but: object = None) -> Iterator[tuple[str, str]]:
    for one in document.get(of, []):
        if isinstance(one, dict) and one.get("id") and one["id"] != but:
            article = f" {one['article']}" if one.get("article") else ""
            yield (
                str(one["id"]),
                f"{one.get('name') or one.get('law') or one.get('label') or one['id']}{article}",
            )


def _groups(
    value: Any, document: Document, part: Mapping[str, Any]
) -> Iterator[tuple[str, str, tuple[tuple[str, str, bool], ...]]]:
    chosen = value if isinstance(value, Mapping) else {}
    for one in document.get("situations", []):
        if not isinstance(one, dict) or not one.get("id") or one is part or one["id"] == part.get("id"):
            continue
        answers = [
            answer for answer in one.get("answers", []) if isinstance(answer, dict) and answer.get("id")
        ]
        wanted = chosen.get(one["id"], ())
        yield (
            str(one["id"]), str(one.get("question", one["id"])),
            tuple((str(a["id"]), str(a.get("label", a["id"])), a["id"] in wanted) for a in answers),
        )  # fmt: skip


def _rows(field: Field, value: Any) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []
    for row in [*rows, *[{} for _ in range(BLANK_ROWS)]]:
        yield str(row.get("id", "")), tuple((name, _text(row.get(name))) for name, _ in field.columns)


def _ids(document: Document, part: str) -> set[str]:
    return {str(one.get("id")) for one in document.get(part, []) if isinstance(one, dict)}


def _id_of(part: Document, section: Section, taken: set[str]) -> str:
    """The key by which the library knows it, or else one from its name."""
    key = str(part.get("key") or "")
    if KEY.fullmatch(key) and key not in taken:
        return key
    return _new_id(str(value_at(part, section.title) or section.part), taken)


def _new_id(name: str, taken: set[str]) -> str:
    """A key from the initials of a name that is not taken yet: 营业执照 → yyzz."""
    plain = "".join(one for one in initials_of(name).lower() if one.isascii() and one.isalnum()).lstrip(
        "0123456789"
    )
    stem = plain[:LONGEST_KEY] or "part"
    number = 1
    while (key := stem if number == 1 else f"{stem}_{number}") in taken:
        number += 1
    return key
