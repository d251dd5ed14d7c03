"""Hand-over sheets with what was listed on them, read in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onewindow.cases.models import Paper
from onewindow.handover.models import Sheet
from onewindow.invariants.entries import Entry, entries
from onewindow.invariants.reading import BATCH
from onewindow.issuance.models import Result


@dataclass(frozen=True)
class SheetFile:
    """One hand-over sheet with what its journal says was listed on it."""

    sheet: Sheet
    journal: list[Entry]
    papers: list[Paper]
    results: list[Result]
    moves: dict[UUID, list[Entry]]
    """The journals of what was listed on this and the sheets read with it."""

    @property
    def listed(self) -> list[str]:
        """The barcodes of papers or the numbers of results, as the sheet was opened with."""
        opened = next((entry for entry in self.journal if entry.verb == "open"), None)
        return list(opened.body.get("papers") or opened.body.get("results") or ()) if opened else []


def sheet_batches(after: datetime | None = None) -> Iterator[list[SheetFile]]:
    """All sheets, or those opened or signed since; a batch at a time."""
    last: UUID | None = None
    while True:
        rows = Sheet.objects.filter(pk__gt=last) if last else Sheet.objects.all()
        sheets = list(rows.order_by("pk")[:BATCH])
        if not sheets:
            return
        last = sheets[-1].id
        yield _files([s for s in sheets if after is None or (s.signed_at or s.opened_at) >= after])


def _files(sheets: list[Sheet]) -> list[SheetFile]:
    journals = entries("sheet", [sheet.id for sheet in sheets])
    files = [SheetFile(sheet, journals.get(sheet.id, []), [], [], {}) for sheet in sheets]
    listed = {number for file in files for number in file.listed}
    papers = {paper.barcode: paper for paper in Paper.objects.filter(barcode__in=listed)}
    results = {result.no: result for result in Result.objects.filter(no__in=listed)}
    moves = entries("paper", [paper.id for paper in papers.values()])
    moves |= entries("result", [result.id for result in results.values()])
    return [
        SheetFile(
            file.sheet, file.journal, [papers[n] for n in file.listed if n in papers],
            [results[n] for n in file.listed if n in results], moves,
        )
        for file in files
    ]  # fmt: skip
