"""Materials as a system hands them in: what was found at each line, and the scans with it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from django.core.files import File
from django.core.files.base import ContentFile
from pydantic import Field, StrictInt, StringConstraints

from onewindow.api.fields import Asked, Count, Example, Line, Slug, Word
from onewindow.api.forms import Files
from onewindow.cases.intake import Line as Found
from onewindow.cases.uploads import Upload, joined, sifted
from onewindow.core.refusal import Finding

GIVEN = frozenset({"original_seen", "copy", "electronic", "defective"})
NOT_GIVEN = "这份材料写的是没有收到，不应附有文件。"
NO_LINE = "附有文件，materials 里却没有这份材料。"
NOTHING: Mapping[str, UUID] = {}

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAQAAAABazTCJAAAADElEQVR4nGM4wMQAAAJIAMOA19R5AAAAAElFTkSuQmCC"
"""A picture of four white dots, for the example."""


class FileAsked(Asked):
    EXAMPLE: ClassVar[Example] = {"name": "平面图.png", "content": DOT}
    name: Word
    content: Annotated[str, StringConstraints(max_length=28_000_000)] = Field(
        description="JPEG, PNG or PDF of at most 20 MB, as base64 (RFC 4648 §4)."
    )


class MaterialAsked(Asked):
    EXAMPLE: ClassVar[Example] = {
        "material": "site_plan", "state": "copy", "copies": 1, "pages": 2, "checked": [0, 1], "files": [FileAsked.EXAMPLE],
    }  # fmt: skip
    material: Slug
    state: Literal["original_seen", "copy", "electronic", "held", "deferred", "defective", "missing"]
    originals: Count = 0
    copies: Count = 0
    pages: Count = 0
    note: Line = ""
    checked: Annotated[list[Annotated[StrictInt, Field(ge=0, le=99)]], Field(max_length=100)] = []
    files: Annotated[list[FileAsked], Field(max_length=20)] = []


def found_of(
    lines: Sequence[MaterialAsked], files: Files, held: Mapping[str, UUID] = NOTHING
) -> tuple[tuple[Found, ...], list[Finding]]:
    """The lines as commands take them, and what is wrong with their files.

    `files` came beside the JSON, `held` is evidence; both by material id.
    """
    found, faults = [], []
    twice = {line.material for line in lines if [one.material for one in lines].count(line.material) > 1}
    faults += [Finding(f"material.{material}", "这份材料写了两次。") for material in sorted(twice)]
    named = {line.material for line in lines}
    faults += [Finding(f"material.{material}", NO_LINE) for material in files if material not in named]
    for line in lines:
        upload, wrong = _upload(line, files.get(line.material, ()))
        faults += [Finding(f"material.{line.material}", words) for words in wrong]
        found.append(_found(line, upload, held.get(line.material)))
    return tuple(found), faults


def _found(line: MaterialAsked, upload: Upload | None, held: UUID | None) -> Found:
    return Found(
        material=line.material, state=line.state, originals=line.originals, copies=line.copies,
        pages=line.pages or (upload.pages if upload else 0), note=line.note, checked=tuple(line.checked),
        held=held if line.state == "held" else None, upload=upload.content if upload else b"",
        upload_type=upload.mime if upload else "",
    )  # fmt: skip


def _upload(line: MaterialAsked, files: Sequence[File[bytes]]) -> tuple[Upload | None, list[str]]:
    """What is kept of the files of one material: those in the JSON, then those beside it."""
    if not line.files and not files:
        return None, []
    if line.state not in GIVEN:
        return None, [NOT_GIVEN]
    contents: list[File[bytes]] = []
    faults = []
    for file in line.files:
        try:
            contents.append(ContentFile(base64.b64decode(file.content, validate=True), name=file.name))
        except (binascii.Error, ValueError):
            faults.append(f"文件“{file.name}”不是合格的 base64。")
    kept, refused = sifted([*contents, *files])
    return joined(kept), [*faults, *refused]
