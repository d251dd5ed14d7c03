"""What a person reads off a label or a screen, and a system got from an earlier answer: looked up in the database."""

from __future__ import annotations

from typing import Any

import psycopg

from onewindow.core.numbers.uscc import make_uscc

BARCODES = "SELECT p.barcode FROM cases_paper p JOIN cases_case c ON c.id = p.case_id WHERE c.no = %s"
RESULTS = (
    "SELECT r.id::text, r.collect, s.no FROM issuance_result r JOIN cases_case c ON c.id = r.case_id "
    "LEFT JOIN handover_sheet s ON s.id = r.sheet_id WHERE c.no = %s"
)
SERIALS_A_SEAT = 1_000_000


class Labels:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def barcodes(self, no: str) -> list[str]:
        return [row[0] for row in self.connection.execute(BARCODES, (no,), prepare=True)]

    def results(self, no: str) -> list[tuple[str, list[str], str]]:
        """Id, what is collected when it is handed out, and the sheet's number, of each result of a case."""
        rows = self.connection.execute(RESULTS, (no,), prepare=True)
        return [(key, [entry["name"] for entry in collect], sheet or "") for key, collect, sheet in rows]


def applicant(seat: int, serial: int) -> tuple[str, str]:
    """Name and number of a company that nobody else in this run has."""
    return f"江州市第{seat}区{serial}小吃店", make_uscc("990102", seat * SERIALS_A_SEAT + serial)
