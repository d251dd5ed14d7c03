"""What must hold in the rows and the journal at any moment: one named predicate each, all of them listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from onewindow.invariants.reading import CaseFile
from onewindow.invariants.sheets import SheetFile

Scope = Literal["case", "sheet", "installation"]
Fault = tuple[str, str]
"""The kind of thing that is wrong and what is wrong with it, in Chinese; the number is the file's."""
NumberedFault = tuple[str, str, str]
"""The kind of thing, its number, and what is wrong with it, in Chinese."""


@dataclass(frozen=True)
class Breach:
    """One place where an invariant does not hold. `number` is a case's, sheet's or series', never a person's."""

    invariant: str
    thing: str
    number: str
    what: str


@dataclass(frozen=True)
class Invariant:
    """A predicate over stored data: `code` is stable, `wording` the official one, `source` where it comes from."""

    code: str
    source: str
    wording: str
    scope: Scope
    of_case: Callable[[CaseFile], Iterator[Fault]] | None = None
    of_sheet: Callable[[SheetFile], Iterator[Fault]] | None = None
    of_all: Callable[[], Iterator[NumberedFault]] | None = None

    def in_case(self, file: CaseFile) -> Iterator[Breach]:
        if self.of_case is not None:
            for thing, what in self.of_case(file):
                yield Breach(self.code, thing, file.case.no, what)

    def in_sheet(self, file: SheetFile) -> Iterator[Breach]:
        if self.of_sheet is not None:
            for thing, what in self.of_sheet(file):
                yield Breach(self.code, thing, file.sheet.no, what)

    def in_installation(self) -> Iterator[Breach]:
        if self.of_all is not None:
            for thing, number, what in self.of_all():
                yield Breach(self.code, thing, number, what)


REGISTERED: dict[str, Invariant] = {}
OfCase = Callable[[CaseFile], Iterator[Fault]]
OfSheet = Callable[[SheetFile], Iterator[Fault]]
OfAll = Callable[[], Iterator[NumberedFault]]


def case_invariant(code: str, source: str) -> Callable[[OfCase], OfCase]:
    """Register a predicate over one case with everything about it; its docstring is the official wording."""

    def register(find: OfCase) -> OfCase:
        _add(Invariant(code, source, _wording(find.__doc__), "case", of_case=find))
        return find

    return register


def sheet_invariant(code: str, source: str) -> Callable[[OfSheet], OfSheet]:
    """Register a predicate over one hand-over sheet with what was listed on it."""

    def register(find: OfSheet) -> OfSheet:
        _add(Invariant(code, source, _wording(find.__doc__), "sheet", of_sheet=find))
        return find

    return register


def installation_invariant(code: str, source: str) -> Callable[[OfAll], OfAll]:
    """Register a predicate over the whole installation; it streams what it reads."""

    def register(find: OfAll) -> OfAll:
        _add(Invariant(code, source, _wording(find.__doc__), "installation", of_all=find))
        return find

    return register


def _add(invariant: Invariant) -> None:
    if invariant.code in REGISTERED:
        raise ValueError(f"two invariants are called {invariant.code}")
    REGISTERED[invariant.code] = invariant


def _wording(doc: str | None) -> str:
    if not doc:
        raise ValueError("an invariant says its official wording in its docstring")
    return doc.strip().splitlines()[0]
