"""One difference between two editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["added", "removed", "changed", "moved"]
KINDS: dict[ChangeKind, str] = {"added": "新增", "removed": "删去", "changed": "修改", "moved": "移位"}


@dataclass(frozen=True, slots=True)
class Change:
    """`part` names the place in Chinese (申请材料“租赁合同” 份数), `path` for programs (`materials[lease].copies`).

    List parts stand in a path under what they are matched by, never by position. `also` are the paths of further
    leaves told in the same words, as the unit of a limit is.
    """

    kind: ChangeKind
    part: str
    path: str
    before: str = ""
    after: str = ""
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.kind == "added":
            return f"新增{self.part}：{self.after}"
        if self.kind == "removed":
            return f"删去{self.part}：{self.before}"
        return f"{self.part}：{self.before} → {self.after}"

    @property
    def label(self) -> str:
        """新增、删去、修改 or 移位."""
        return KINDS[self.kind]

    def covers(self, leaf: str) -> bool:
        """Whether this difference tells what became of the leaf at that path."""
        if self.kind in ("added", "removed"):
            return leaf == self.path or leaf.startswith(f"{self.path}.")
        return self.kind == "changed" and leaf in (self.path, *self.also)
