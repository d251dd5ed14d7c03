"""The differences between two edition documents; drafts may be incomplete and odd."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onewindow.catalogue.comparing.changes import Change
from onewindow.catalogue.comparing.names import Names
from onewindow.catalogue.comparing.order import moved
from onewindow.catalogue.wording import BY_PATH, GROUPS, Field, Group, said
from onewindow.core.clock import Unit

Document = Mapping[str, Any]
NESTED = {"situations": BY_PATH["situations.answers"]}
"""Groups whose lists stand within the parts of another list."""


def differences(old: Document, new: Document, groups: Sequence[Group] = GROUPS) -> list[Change]:
    """Everything in which `new` differs from `old`, in the order of the guide; empty when nothing does.

    `groups` are the words of the kind of document, the whole first; by default those of an edition.
    """
    whole, *parts = groups
    lists = [group for group in parts if group not in NESTED.values()]
    return [*_part(whole, old, new, lists, path="", subject="", names=Names.of(old, new))]


def _part(
    group: Group,
    old: Document,
    new: Document,
    lists: Sequence[Group],
    *,
    path: str,
    subject: str,
    names: Names,
) -> Iterator[Change]:
    """Leaf by leaf, then list by list. A list that is none in either document counts as one leaf."""
    inside = {_within(one, group): one for one in lists}
    sound = {
        name: one for name, one in inside.items() if _is_list(one, name, old) and _is_list(one, name, new)
    }
    known = [field.path for field in group.fields]
    before, after = (dict(_leaves(part, "", {*known}, {*sound})) for part in (old, new))
    order = [*known, *sorted({*before, *after} - {*known})]
    yield from _changed(group, order, before, after, path=path, subject=subject, names=names)
    for name, one in sound.items():
        first, second = _at(old, name) or [], _at(new, name) or []
        yield from _list(one, first, second, path=f"{path}{name}", subject=subject, names=names)


def _within(one: Group, group: Group) -> str:
    return one.path.removeprefix(f"{group.path}.") if group.path else one.path


def _changed(
    group: Group,
    order: list[str],
    before: Document,
    after: Document,
    *,
    path: str,
    subject: str,
    names: Names,
) -> Iterator[Change]:
    told: set[str] = set()
    for name in order:
        unit = _unit(name)
        leaves = [one for one in (name, unit) if one and not _same(before.get(one), after.get(one))]
        if name in told or not leaves:
            continue
        told.update(leaves)
        field = group.field(name)
        label = field.label if field else _label(name)
        yield Change(
            "changed", f"{subject} {label}".strip(), path + leaves[0],
            _value(group, name, before, names), _value(group, name, after, names),
            tuple(path + one for one in leaves[1:]),
        )  # fmt: skip


def _label(name: str) -> str:
    return BY_PATH[name].label if name in BY_PATH else name


def _same(one: Any, other: Any) -> bool:
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _value(group: Group, name: str, leaves: Document, names: Names) -> str:
    """10个工作日 for a number with its unit, else the value in words."""
    value, field = leaves.get(name), group.field(name)
    unit = group.field(_unit(name))
    if unit is None or value is None:
        return names.said(field, value)
    if value == 0 and leaves.get(unit.path) in {one.value for one in Unit}:
        return "当场办结"
    return f"{said(field, value)}{said(unit, leaves.get(unit.path))}"


def _unit(name: str) -> str:
    """Where the unit of a number stands; empty for whatever has none."""
    return f"{name[:-1]}unit" if name.endswith(".n") else ""


def _leaves(value: Any, path: str, known: set[str], lists: set[str]) -> Iterator[tuple[str, Any]]:
    """Path and value of every leaf; a field that is known is one whatever it holds, a list told apart is none."""
    if path in lists:
        return
    if not isinstance(value, Mapping) or path in known or (path and not value):
        yield path, value
        return
    for name, inner in value.items():
        yield from _leaves(inner, f"{path}.{name}".lstrip("."), known, lists)


def _is_list(group: Group, name: str, document: Document) -> bool:
    value = _at(document, name)
    kind = str if group.plain else Mapping
    return value is None or (isinstance(value, list | tuple) and all(isinstance(one, kind) for one in value))


def _at(document: Document, path: str) -> Any:
    return Field(path, "").value(document)


def _list(
    group: Group, old: Sequence[Any], new: Sequence[Any], *, path: str, subject: str, names: Names
) -> Iterator[Change]:
    before, after = _keyed(group, old), _keyed(group, new)
    for key in before:
        if key not in after:
            yield Change(
                "removed",
                _name(group, before[key], subject, names),
                f"{path}[{key}]",
                before=_told(group, before[key], names),
            )
    gone = set(moved([*before], [*after]))
    for key, part in after.items():
        name, place = _name(group, part, subject, names), f"{path}[{key}]"
        if key not in before:
            yield Change("added", name, place, after=_told(group, part, names))
            continue
        if key in gone:
            yield Change("moved", name, place, _ordinal(before, key), _ordinal(after, key))
        if not group.plain:
            nested = [NESTED[group.path]] if group.path in NESTED else []
            yield from _part(group, before[key], part, nested, path=f"{place}.", subject=name, names=names)


def _ordinal(parts: Mapping[str, Any], key: str) -> str:
    return f"第{list(parts).index(key) + 1}项"


def _keyed(group: Group, parts: Sequence[Any]) -> dict[str, Any]:
    """The parts under what they are matched by; a second one of the same gets a number of its own."""
    found: dict[str, Any] = {}
    for part in parts:
        key = stem = _key(group, part)
        times = 1
        while key in found:
            times += 1
            key = f"{stem}#{times}"
        found[key] = part
    return found


def _key(group: Group, part: Any) -> str:
    value = part if group.plain else part.get(group.known_by)
    return (
        value
        if isinstance(value, str)
        else json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    )


def _name(group: Group, part: Any, subject: str, names: Names) -> str:
    if group.plain:
        return f"{subject} {group.label}".strip()
    field = group.field(group.named_by)
    return f"{subject} {group.label}{_quoted(names.said(field, part.get(group.named_by)))}".strip()


def _quoted(name: str) -> str:
    return f"（{name}）" if "“" in name else f"“{name}”"


def _told(group: Group, part: Any, names: Names) -> str:
    """A whole part in words."""
    if group.plain:
        return str(part)
    leaves = dict(_leaves(part, "", {field.path for field in group.fields}, set()))
    words = [
        f"{field.label}：{_value(group, field.path, leaves, names)}"
        for field in group.fields
        if leaves.get(field.path) is not None and field.path != "id" and not field.path.endswith(".unit")
    ]
    if group.path in NESTED:
        inner = NESTED[group.path]
        answers = part.get(_within(inner, group))
        if isinstance(answers, list | tuple):
            labels = [said(None, one.get("label")) for one in answers if isinstance(one, Mapping)]
            words.append(f"{inner.label}：{said(None, labels)}")
    return "；".join(words)
