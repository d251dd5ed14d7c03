"""审批权限: who may sign which act of which matter, and up to what measure; read from content/rules.

A matter without a row for an act is signed by nobody. Of several rows the first whose ceiling is kept
holds; what cannot be measured is beyond every ceiling.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, model_validator

from onewindow.catalogue.schema import Edition
from onewindow.core.lives import BY_NAME
from onewindow.core.refusal import Finding
from onewindow.core.roles import ROLES

Act = Literal["grant", "deny", "refuse_acceptance", "second_notice", "extension", "correction"]
ANY = "*"
MEASURED = frozenset({"number", "money"})


@dataclass(frozen=True)
class Signed:
    """An act that is signed: its name on screen, and the `life.verb` behind it."""

    label: str
    step: str

    @property
    def roles(self) -> tuple[str, ...]:
        """Who may take the step at all; an authority only narrows it."""
        life, verb = self.step.split(".")
        return tuple(role for role in BY_NAME[life].step(verb).by if role != "system")


ACTS: dict[str, Signed] = {
    "grant": Signed("准予", "case.decide"),
    "deny": Signed("不予", "case.decide"),
    "refuse_acceptance": Signed("不予受理", "case.refuse_acceptance"),
    "second_notice": Signed("再次告知", "supplement.issue"),
    "extension": Signed("延期", "extension.approve"),
    "correction": Signed("结果更正", "result.correct"),
}


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ceiling(Part):
    """The row holds while the form's `field` is at most this, in `unit`."""

    field: str
    at_most: Annotated[Decimal, Field(ge=0)]
    unit: str


class Row(Part):
    matter: str
    act: Act
    by: Annotated[tuple[str, ...], Field(min_length=1)]
    ceiling: Ceiling | None = None
    basis: str

    @model_validator(mode="after")
    def _only_who_may_take_the_step(self) -> Self:
        strangers = [role for role in self.by if role not in ACTS[self.act].roles]
        if strangers:
            raise ValueError(f"{self.matter} {self.act}: {', '.join(strangers)} cannot take this step at all")
        return self


class Signing(Part):
    """The whole table. The last row of a matter and act has no ceiling, those before it each have one."""

    edition: str
    rows: tuple[Row, ...]

    @model_validator(mode="after")
    def _every_row_is_reached(self) -> Self:
        ordered = sorted(self.rows, key=lambda row: (row.matter, row.act))
        for (matter, act), group in groupby(ordered, key=lambda row: (row.matter, row.act)):
            *before, last = [row.ceiling is None for row in group]
            if any(before) or not last:
                raise ValueError(f"{matter} {act}: every row but the last has a ceiling, the last has none")
        return self

    def rows_of(self, slug: str, act: str) -> tuple[Row, ...]:
        """The matter's own rows; those of every matter when it has none; in the order of the file."""
        own = tuple(row for row in self.rows if row.act == act and row.matter == slug)
        return own or tuple(row for row in self.rows if row.act == act and row.matter == ANY)


@dataclass(frozen=True)
class Authority:
    """The roles that may sign, none when nobody may; `because` says which ceilings were passed."""

    by: tuple[str, ...] = ()
    because: str = ""

    @property
    def names(self) -> str:
        return "、".join(ROLES[role] for role in self.by)


def authority(rows: tuple[Row, ...], guide: Edition, form: Mapping[str, str]) -> Authority:
    """Who may sign this act of a case whose form was filled so."""
    passed: list[str] = []
    for row in rows:
        excess = _excess(row.ceiling, guide, form)
        if not excess:
            return Authority(row.by, "，".join(passed))
        passed.append(excess)
    return Authority(because="，".join(passed))


def _excess(ceiling: Ceiling | None, guide: Edition, form: Mapping[str, str]) -> str:
    if ceiling is None:
        return ""
    label = next((field.label for field in guide.form if field.id == ceiling.field), ceiling.field)
    label, text = label.split("（")[0], form.get(ceiling.field, "").strip()
    measure = _measure(text)
    if measure is None:
        return f"{label}没有填写数字，无法与 {ceiling.at_most} {ceiling.unit}的上限比较"
    return (
        f"{label} {text} {ceiling.unit}超过 {ceiling.at_most} {ceiling.unit}"
        if measure > ceiling.at_most
        else ""
    )


def _measure(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def gaps(signing: Signing, guides: Iterable[Edition]) -> list[Finding]:
    """Acts that nobody may sign, and ceilings on what the form does not measure."""
    return [finding for guide in guides for finding in _gaps(signing, guide)]


def _gaps(signing: Signing, guide: Edition) -> Iterator[Finding]:
    for act in needed(guide):
        rows = signing.rows_of(guide.slug, act)
        if not rows:
            label = ACTS[act].label
            yield Finding(f"{guide.slug}: {act}", f"“{guide.name}”没有设定{label}的审批权限，任何人不能签发")
        measured = {field.id for field in guide.form if field.type in MEASURED}
        for row in rows:
            if row.ceiling is not None and row.ceiling.field not in measured:
                message = f"上限所比较的“{row.ceiling.field}”不是“{guide.name}”表单中的数字项"
                yield Finding(f"{guide.slug}: {act}", message)


def needed(guide: Edition) -> tuple[str, ...]:
    """The acts that can come up in this matter."""
    if guide.is_instant:
        return ("grant",)
    return tuple(act for act in ACTS if act != "extension" or guide.extension is not None)


@lru_cache(maxsize=4)
def read_signing(path: Path) -> Signing:
    """The table in one YAML document. Raises pydantic's ValidationError naming the field."""
    return Signing.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def signing_table() -> Signing:
    return _table_in(settings.CONTENT_DIR)


@lru_cache(maxsize=4)
def _table_in(content: Path) -> Signing:
    return read_signing(content / "rules" / "signing.yaml")
