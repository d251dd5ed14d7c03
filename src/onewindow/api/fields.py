"""The types of what systems send: every text bounded, and nothing in it that nobody can read."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from onewindow.core.plain import plain

Example = dict[str, Any]


def readable(text: str) -> str:
    """Refuse NUL and other control characters, for a program that sends them is broken; the rest is made plain (NFC)."""
    if any(not (c.isprintable() or c in "\n\r\t") and c.isascii() for c in text):
        raise ValueError("含有看不见的控制字符，请删去。")
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise ValueError("含有不成字的字符，请改正。")
    return plain(text)


Word = Annotated[str, StringConstraints(max_length=60), AfterValidator(readable)]
Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(readable)]
Text = Annotated[str, StringConstraints(max_length=2000), AfterValidator(readable)]
Slug = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,60}$")]
Barcode = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
CaseNo = Annotated[str, StringConstraints(pattern=r"^[0-9]{20}$")]
Count = Annotated[StrictInt, Field(ge=0, le=999)]
Flag = StrictBool


class Asked(BaseModel):
    """What a system sends: nothing but what is named."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class Given(BaseModel):
    """What the platform answers."""

    model_config = ConfigDict(from_attributes=True)


class Nothing(Asked):
    """An act that needs no words: an empty body or {}."""


NOTHING = Nothing()


class Page(BaseModel):
    """Where a page of a list begins, and how long it is at most."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    after: Annotated[str, StringConstraints(max_length=64)] = Field(
        "", description="The `next` of the page before."
    )
    limit: Annotated[int, Field(ge=1, le=100)] = 50


class CaseDone(Given):
    """The number of the case concerned."""

    EXAMPLE: ClassVar[Example] = {"case": "99010220261120000127"}
    case: str


class SheetDone(Given):
    EXAMPLE: ClassVar[Example] = {"sheet": "CL9901022611200001X"}
    sheet: str


class CardDone(Given):
    EXAMPLE: ClassVar[Example] = {"card": "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f"}
    card: str


class UrgingDone(Given):
    EXAMPLE: ClassVar[Example] = {"urging": "0195d2e4-7c1a-7e55-9f10-3b8a4c5d6e7f"}
    urging: str
