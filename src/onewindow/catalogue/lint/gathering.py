"""Gathering what an edition is checked against: from the database, or from a directory of files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db.models.fields.json import KT
from pydantic import BaseModel, ValidationError

from onewindow.catalogue.intermediary import LIST, Services, names, services
from onewindow.catalogue.keeping import CatalogueRules, catalogue_rules
from onewindow.catalogue.library import KINDS, Library, read_entry
from onewindow.catalogue.lint.surroundings import Neighbour, Surroundings, by_base
from onewindow.catalogue.models import BaseItemRow, Edition, LibraryEntry
from onewindow.catalogue.plain import FilesRefused, located, parsed
from onewindow.catalogue.schema import Edition as Guide
from onewindow.catalogue.schema.reading import findings_of

Model = TypeVar("Model", bound=BaseModel)


def surroundings_of(*documents: Mapping[str, Any]) -> Surroundings:
    """From the database, for these documents: their base items, the whole library, and the editions beside them.

    Three statements, whatever the documents say.
    """
    codes = {code for document in documents for code in _codes(document)}
    slugs = {str(document.get("slug")) for document in documents}
    rows = Edition.objects.issued().filter(base_code__in=codes) | Edition.objects.issued().filter(
        slug__in=slugs
    )
    return Surroundings(
        stored_library(codes), catalogue_rules(), by_base(neighbours(rows)), names(services())
    )


def stored_library(codes: Iterable[str] | None = None) -> Library:
    """The library as the database has it, with the base items of these codes, or all. Two statements."""
    read: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for kind, key, document in LibraryEntry.objects.values_list("kind", "key", "document"):
        read[kind][key] = read_entry(kind, document)
    rows = BaseItemRow.objects.all() if codes is None else BaseItemRow.objects.filter(pk__in=codes)
    return Library(**read, bases={row.code: row.item for row in rows})


def surroundings_in_files(library: Library, guides: Iterable[Guide], content: Path) -> Surroundings:
    """From files alone; the city's rules and its list of services stand below `content` or else in the installed one.

    Raises `FilesRefused` naming file, line and field.
    """
    rules = _held(content, Path("rules") / "catalogue.yaml", CatalogueRules)
    listed = names(_held(content, LIST, Services).services)
    return Surroundings(library, rules, services=listed).among(guides)


def _held(content: Path, file: Path, model: type[Model]) -> Model:
    path = content / file if (content / file).is_file() else settings.CONTENT_DIR / file
    try:
        return model.model_validate(parsed(path))
    except FilesRefused as refusal:
        raise FilesRefused(located(path, refusal.findings)) from None
    except ValidationError as error:
        raise FilesRefused(located(path, findings_of(error))) from None


def neighbours(rows: Any) -> Iterable[Neighbour]:
    """What the check needs of these rows of editions, read a few at a time."""
    columns = ("slug", "edition", "name", "base_code", "code", "effective_from")
    parts = (KT("document__handling_no"), "document__materials")
    for slug, edition, name, base_code, code, began, number, materials in rows.values_list(
        *columns, *parts
    ).iterator(200):
        asked = {one["key"]: one["name"] for one in materials or () if not one.get("spared")}
        yield Neighbour(slug, edition, name, base_code, code + (number or "01"), began, asked)


def _codes(document: Mapping[str, Any]) -> Iterable[str]:
    """The base codes of which the check needs to know something; a draft may have anything there."""
    follows = document.get("follows")
    named = [document.get("base_code"), *(follows if isinstance(follows, list | tuple) else ())]
    return [code for code in named if isinstance(code, str)]
