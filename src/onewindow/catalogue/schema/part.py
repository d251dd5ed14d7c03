"""What every part of an edition document is made of: closed, frozen models and strict scalars."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from onewindow.core.refusal import Finding

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000, strict=True)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, strict=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40, strict=True)]
Count = Annotated[int, Field(strict=True, ge=1)]
CountOrZero = Annotated[int, Field(strict=True, ge=0)]
Flag = Annotated[bool, Field(strict=True)]


class Part(BaseModel):
    """A part of an edition: unknown fields are refused and nothing can be changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Named(Part):
    """A part that others refer to by its id, which is unique in its list."""

    id: Key


NamedPart = TypeVar("NamedPart", bound=Named)


class Faults(ValueError):
    """What a rule between fields found; `field` of each is a path relative to the part that raises."""

    def __init__(self, faults: list[Finding]) -> None:
        super().__init__("；".join(fault.message for fault in faults))
        self.faults = tuple(faults)


def refuse(*faults: Finding | None) -> None:
    """Raise `Faults` with those that are not None, if there are any."""
    found = [fault for fault in faults if fault is not None]
    if found:
        raise Faults(found)


def repeated(field: str, parts: Iterable[Named]) -> list[Finding]:
    """A finding for every id that stands more than once in the list called `field`."""
    times = Counter(part.id for part in parts)
    return [Finding(field, f"编号“{part_id}”重复") for part_id, n in times.items() if n > 1]


def pick(parts: Iterable[NamedPart], part_id: str) -> NamedPart:
    """The part of that id; KeyError when there is none."""
    for part in parts:
        if part.id == part_id:
            return part
    raise KeyError(part_id)
