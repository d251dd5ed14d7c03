"""The edition document (实施清单): one immutable document that says all of what one agency offers.

The same document stands as YAML in content/items and as canonical JSON in the database.
"""

from onewindow.catalogue.schema.asks import Answer, Conditions, FormField, Material, Situation, applies
from onewindow.catalogue.schema.conduct import Contact, Question, SpecialProcedure, Step
from onewindow.catalogue.schema.edition import Edition, LimitLabels, Term
from onewindow.catalogue.schema.reading import EditionInvalid, read
from onewindow.catalogue.schema.standard import BaseItem, read_base
from onewindow.catalogue.schema.terms import (
    CollectOnIssue,
    Extension,
    Fee,
    LegalBasis,
    Limit,
    Limits,
    Result,
    Supplement,
    Validity,
)

__all__ = [
    "Answer",
    "BaseItem",
    "CollectOnIssue",
    "Conditions",
    "Contact",
    "Edition",
    "EditionInvalid",
    "Extension",
    "Fee",
    "FormField",
    "LegalBasis",
    "Limit",
    "LimitLabels",
    "Limits",
    "Material",
    "Question",
    "Result",
    "Situation",
    "SpecialProcedure",
    "Step",
    "Supplement",
    "Term",
    "Validity",
    "applies",
    "read",
    "read_base",
]
