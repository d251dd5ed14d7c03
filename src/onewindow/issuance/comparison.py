"""核对: what stands on a result beside what was taken in, field by field (操作细则(五)1)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from onewindow.issuance.models import Result

APPLICANT = "申请人"


@dataclass(frozen=True)
class Line:
    """One field by its label; `intake` is None where the intake never asked for it."""

    label: str
    intake: str | None
    result: str

    @property
    def differs(self) -> bool:
        return self.intake is None or _plain(self.intake) != _plain(self.result)


def compare(result: Result) -> list[Line]:
    """The fields in the order of the application's form; read `with_intake`."""
    case = result.case
    filled = case.application.facts()["form"]
    taken: dict[str, str] = {APPLICANT: case.applicant_name}
    taken |= {entry.label: filled.get(entry.id, "") for entry in case.guide.form}
    order = list(taken)
    printed = result.fields()
    labels = sorted(printed, key=lambda label: order.index(label) if label in taken else len(order))
    return [Line(label, taken.get(label), str(printed[label])) for label in labels]


def _plain(text: str) -> str:
    """Widths of characters and spaces aside: they are not what a certificate is wrong about."""
    return "".join(unicodedata.normalize("NFKC", text).split())
