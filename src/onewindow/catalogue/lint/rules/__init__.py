"""The rules, one file for each subject. Importing this package registers all of them."""

from onewindow.catalogue.lint.rules import (
    bases,
    doors,
    form,
    intermediaries,
    limits,
    materials,
    money,
    proofs,
    situations,
    standard,
    wording,
)

__all__ = [
    "bases",
    "doors",
    "form",
    "intermediaries",
    "limits",
    "materials",
    "money",
    "proofs",
    "situations",
    "standard",
    "wording",
]
