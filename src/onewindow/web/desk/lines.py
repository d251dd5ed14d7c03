"""The material grid as the commands take it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from django.http import QueryDict

from onewindow.cases.intake import Line
from onewindow.cases.uploads import Upload, joined
from onewindow.catalogue import schema
from onewindow.core.refusal import Finding
from onewindow.web.desk.grid import COUNTS, Found, usual_counts
from onewindow.web.desk.typed import text

MOST = 999
LONGEST_NOTE = 300
Scans = Callable[[str], list[Upload]]
"""The files scanned for a material, by its id."""


def lines_of(asked: Sequence[schema.Material], found: Found, scans: Scans) -> tuple[Line, ...]:
    """One line for each material asked; what nobody asks for any more is left out."""
    return tuple(_line(material, found, scans) for material in asked)


def _line(material: schema.Material, found: Found, scans: Scans) -> Line:
    state = found.state(material) or "missing"
    usual = usual_counts(material, state)
    given = state in {"original_seen", "copy", "electronic", "defective"}
    upload = joined(scans(material.id)) if given else None
    held = found.held.get(material.key) if state == "held" else None
    return Line(
        material=material.id, state=state,
        originals=_count(found.post, f"originals-{material.id}", usual["originals"]),
        copies=_count(found.post, f"copies-{material.id}", usual["copies"]),
        pages=_count(found.post, f"pages-{material.id}", upload.pages if upload else int(given)),
        note=_note(material, found) if state == "defective" else "",
        checked=_checked(material, found, state) if given else (),
        held=UUID(str(held.id)) if held else None,
        upload=upload.content if upload else b"", upload_type=upload.mime if upload else "",
    )  # fmt: skip


def _note(material: schema.Material, found: Found) -> str:
    """Why it is defective and who at the agency confirmed it; without the second there is no note."""
    confirmed = text(found.post, f"confirm-{material.id}")
    if not confirmed:
        return ""
    faults = [material.checkpoints[n] for n in sorted(found.faults(material))]
    return "；".join([*(f"不符合：{fault}" for fault in faults), f"经部门确认：{confirmed}"])


def _checked(material: schema.Material, found: Found, state: str) -> tuple[int, ...]:
    """The checkpoints that hold: all of them unless one was ticked as not met."""
    faults = found.faults(material) if state == "defective" else frozenset()
    return tuple(n for n in range(len(material.checkpoints)) if n not in faults)


def grid_findings(asked: Sequence[schema.Material], found: Found) -> Iterator[Finding]:
    """Counts that are no numbers and notes that are too long."""
    for material in asked:
        for name, label in COUNTS.items():
            if _wrong(text(found.post, f"{name}-{material.id}")):
                yield Finding(
                    f"material.{material.id}", f"《{material.name}》的{label}请填写 0 到 {MOST} 的整数。"
                )
        if found.state(material) == "defective" and len(_note(material, found)) > LONGEST_NOTE:
            yield Finding(
                f"material.{material.id}",
                f"《{material.name}》的瑕疵说明太长，请精简到 {LONGEST_NOTE} 字以内。",
            )


def _count(post: QueryDict, name: str, usual: int) -> int:
    typed = text(post, name)
    return usual if not typed or _wrong(typed) else int(typed)


def _wrong(typed: str) -> bool:
    return bool(typed) and not (typed.isascii() and typed.isdigit() and len(typed) < 4)
