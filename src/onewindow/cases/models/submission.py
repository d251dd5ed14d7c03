"""How this application met what the edition asks (Requirement → Submission → Evidence)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from onewindow.cases.models.case import Case
from onewindow.evidence.models import Evidence
from onewindow.sql.rows import Row

MATERIAL_STATES: dict[str, str] = {
    "original_seen": "已核原件",
    "copy": "收复印件",
    "electronic": "电子材料",
    "held": "免交（平台已有）",
    "deferred": "容缺",
    "defective": "有瑕疵",
    "missing": "缺",
}
"""What a clerk may find at a line of the material grid."""

MET = ("original_seen", "copy", "electronic", "held")


class Submission(Row):
    """One line of the material grid of one case."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="submissions")
    material = models.CharField(max_length=60)
    """The material's id in the pinned edition."""
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=16, choices=list(MATERIAL_STATES.items()))
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True)
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    checked = models.JSONField(default=list)
    """Indexes of the handbook's checkpoints (收件要点) that were ticked."""
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "material"], name="one_line_a_material")
        ]

    @property
    def state_label(self) -> str:
        return MATERIAL_STATES[self.state]

    @property
    def is_met(self) -> bool:
        return self.state in MET
