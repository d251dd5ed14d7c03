"""The order of the members (先后): who waits for whom, and who goes side by side."""

from __future__ import annotations

from graphlib import TopologicalSorter

from onewindow.bundles.merging.asking import Part
from onewindow.bundles.schema import Bundle


def layers(bundle: Bundle, parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], ...]:
    """The members that apply, in rows: those of one row go in parallel, once whatever they wait for is done."""
    by_id = {part.id: part for part in parts}
    place = {part.id: n for n, part in enumerate(parts)}
    before = ancestors(bundle)
    sorter = TopologicalSorter({one: before[one] & by_id.keys() for one in by_id})
    sorter.prepare()
    rows: list[tuple[Part, ...]] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        rows.append(tuple(by_id[one] for one in sorted(ready, key=place.__getitem__)))
        sorter.done(*ready)
    return tuple(rows)


def ancestors(bundle: Bundle) -> dict[str, set[str]]:
    """Whom each member waits for, at any distance."""
    direct = {member.id: set(member.after) for member in bundle.members}
    found: dict[str, set[str]] = {}

    def of(member_id: str) -> set[str]:
        if member_id not in found:
            found[member_id] = direct[member_id].union(*(of(one) for one in direct[member_id]))
        return found[member_id]

    return {member_id: of(member_id) for member_id in direct}
