"""What editions share (共享材料, 字段字典, 联系方式, 承办模板), and how a file that says `use` becomes a whole document.

In a file a material, a form field or a contact may say `use: <key>` and only what is different here; the
document itself may say `use: <profile>` for whatever an agency's items have in common. What the base item fixes
need not be repeated; a base item too may `use` materials and fields. The published document has everything in it
and stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import Field, ValidationError

from onewindow.catalogue import schema
from onewindow.catalogue.schema.asks import PartyField, Spared
from onewindow.catalogue.schema.part import Key, Name, Part, Text
from onewindow.catalogue.schema.reading import findings_of
from onewindow.core.refusal import Finding, Refusal

Document = dict[str, Any]
KINDS = ("materials", "fields", "contacts", "profiles")
SHARED = ("materials", "fields")
"""The kinds that are kept in the browser; contacts and profiles are a matter of files."""


class SharedMaterial(Part):
    """共享材料. `shared` says how an agency can get it without asking; `department` is the kind that issues it."""

    name: Name
    form: Literal["original", "copy", "both", "form", "electronic"]
    source: Literal["applicant", "government", "intermediary"]
    issuer: Name | None = None
    department: Name | None = None
    shared: Spared | None = None
    requirement: Text
    checkpoints: tuple[Text, ...] = Field(min_length=1)
    sample: Text | None = None
    blank_form: Text | None = None
    common_mistakes: tuple[Text, ...] = Field(min_length=1)
    proves: Key | None = None
    service: Key | None = None

    def part(self) -> Document:
        """What a material that uses it begins with."""
        return self.model_dump(mode="json", exclude_defaults=True, exclude={"department", "shared"})


class DictionaryField(Part):
    """字段: what a form asks, in the same words wherever it is asked."""

    label: Name
    type: Literal["text", "number", "date", "choice", "phone", "address", "money"]
    options: tuple[Name, ...] | None = None
    from_party: PartyField | None = None
    help: Text | None = None

    def part(self) -> Document:
        """What a form field that uses it begins with."""
        return self.model_dump(mode="json", exclude_defaults=True)


@dataclass(frozen=True)
class Library:
    """Everything that files refer to; base items by their codes."""

    materials: Mapping[str, SharedMaterial] = field(default_factory=dict)
    fields: Mapping[str, DictionaryField] = field(default_factory=dict)
    contacts: Mapping[str, Document] = field(default_factory=dict)
    profiles: Mapping[str, Document] = field(default_factory=dict)
    bases: Mapping[str, schema.BaseItem] = field(default_factory=dict)


class LibraryInvalid(Refusal):
    """The library itself is at fault; the findings' fields are `file: path`."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(
            "library_invalid", f"共享库有{len(findings)}处不符合规定", status=422, findings=findings
        )


def read_library(content: Path) -> Library:
    """The library of a content directory: `library/<kind>.yaml` and `base/*.yaml`. Raises `LibraryInvalid`."""
    findings: list[Finding] = []
    read: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        path = content / "library" / f"{kind}.yaml"
        entries = (
            yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or {} if path.is_file() else {}
        )
        for key, entry in entries.items():
            try:
                read[kind][key] = read_entry(kind, entry)
            except ValidationError as error:
                findings += [
                    Finding(f"{path.name}: {key}.{one.field}", one.message) for one in findings_of(error)
                ]
    shared = Library(**read)
    bases = dict(_bases(content / "base", shared, findings))
    if findings:
        raise LibraryInvalid(findings)
    return replace(shared, bases=bases)


def read_entry(kind: str, entry: Mapping[str, Any]) -> Any:
    """One entry of that kind, validated. Raises pydantic's ValidationError."""
    if kind == "materials":
        return SharedMaterial.model_validate(entry)
    if kind == "fields":
        return DictionaryField.model_validate(entry)
    if kind == "contacts":
        return schema.Contact.model_validate(entry).model_dump(mode="json")
    return dict(entry)


def resolve(document: Mapping[str, Any], library: Library) -> tuple[Document, list[Finding]]:
    """The whole document that a file means, and what it uses that is not there."""
    findings: list[Finding] = []
    whole = {**_used(document, "", library.profiles, findings), **_without_use(document)}
    if isinstance(whole.get("contact"), dict):
        whole["contact"] = {
            **_used(whole["contact"], "contact", library.contacts, findings),
            **_without_use(whole["contact"]),
        }
    base = library.bases.get(str(whole.get("base_code")))
    if base is not None:
        whole = {**base.standard(), **whole}
    if "code" not in whole and {"uscc", "level", "base_code"} <= whole.keys():
        whole["code"] = f"{whole['uscc']}{whole['level']}{whole['base_code']}"
    whole.pop("uscc", None)
    return _with_parts(whole, library, findings), findings


def _with_parts(document: Document, library: Library, findings: list[Finding]) -> Document:
    """The document with what its materials and form fields use."""
    whole = dict(document)
    for part, entries in (("materials", library.materials), ("form", library.fields)):
        if isinstance(whole.get(part), list | tuple):
            whole[part] = [_part(part, n, one, entries, findings) for n, one in enumerate(whole[part])]
    return whole


def _part(
    part: str,
    n: int,
    given: Any,
    entries: Mapping[str, SharedMaterial | DictionaryField],
    findings: list[Finding],
) -> Any:
    """One material or form field with what it uses; its `id` and `key` are the entry's where it says none."""
    if not isinstance(given, dict) or "use" not in given:
        return given
    key = given["use"]
    if not isinstance(key, str) or key not in entries:
        findings.append(Finding(f"{part}[{n}].use", f"共享库没有“{key}”"))
        return _without_use(given)
    return {"id": key, **begun_part(part, key, entries[key]), **_without_use(given)}


def begun_part(part: str, key: str, entry: SharedMaterial | DictionaryField) -> Document:
    """What a material or a form field that takes up an entry says before anything of its own."""
    begins = {"necessity": "required", "copies": 1} if part == "materials" else {"required": True}
    return {"key": key, **begins, **entry.part()}


def _used(
    given: Mapping[str, Any], where: str, entries: Mapping[str, Document], findings: list[Finding]
) -> Document:
    key = given.get("use")
    if key is None:
        return {}
    if not isinstance(key, str) or key not in entries:
        findings.append(Finding(f"{where}.use".lstrip("."), f"共享库没有“{key}”"))
        return {}
    return dict(entries[key])


def _without_use(given: Mapping[str, Any]) -> Document:
    return {name: value for name, value in given.items() if name != "use"}


def _bases(
    directory: Path, shared: Library, findings: list[Finding]
) -> Iterator[tuple[str, schema.BaseItem]]:
    seen: dict[str, str] = {}
    for path in sorted(directory.glob("*.yaml")):
        for n, document in enumerate(yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or []):
            missing: list[Finding] = []
            whole = _with_parts(document, shared, missing)
            findings += [Finding(f"{path.name}: [{n}].{one.field}", one.message) for one in missing]
            try:
                item = schema.read_base(whole)
            except schema.EditionInvalid as invalid:
                findings += [
                    Finding(f"{path.name}: [{n}].{one.field}", one.message) for one in invalid.findings
                ]
                continue
            for place, value in (("code", item.code), ("slug", item.slug)):
                if value in seen:
                    findings.append(Finding(f"{path.name}: [{n}].{place}", f"“{value}”与{seen[value]}重复"))
                seen[value] = path.name
            yield item.code, item
