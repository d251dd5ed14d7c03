"""What may stand in an address of the API; anything else is no address."""

from __future__ import annotations

from django.urls import register_converter


class _Plain:
    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CaseNumber(_Plain):
    regex = "[0-9]{20}"


class SheetNumber(_Plain):
    regex = "[A-Z]{2}[0-9]{16}[0-9A-Z]"


class ItemSlug(_Plain):
    regex = "[a-z0-9]+(?:-[a-z0-9]+)*"


class MaterialId(_Plain):
    regex = "[A-Za-z0-9_-]{1,60}"


class ProblemCode(_Plain):
    regex = "[a-z0-9_-]{1,60}"


def register() -> None:
    """Under the names that routes use; once a process."""
    for name, converter in {
        "case": CaseNumber, "sheet": SheetNumber, "item": ItemSlug, "material": MaterialId, "problem": ProblemCode,
    }.items():  # fmt: skip
        register_converter(converter, name)
