"""The catalogue's rows: base items, what is shared between editions, and the editions themselves."""

from onewindow.catalogue.models.edition import Edition, edition_in_force, guide_of, published_stamp
from onewindow.catalogue.models.standard import BaseItemRow, LibraryChange, LibraryEntry

__all__ = [
    "BaseItemRow",
    "Edition",
    "LibraryChange",
    "LibraryEntry",
    "edition_in_force",
    "guide_of",
    "published_stamp",
]
