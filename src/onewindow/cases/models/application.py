"""An application (申请): what one applicant brought once."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from onewindow.core.life import NEW
from onewindow.core.lives import APPLICATION
from onewindow.journal.models import LivingThing
from onewindow.people.models import Party
from onewindow.vault.subjects import unlock


class Application(LivingThing):
    """Situation answers, form, channel, and how the results shall come back."""

    LIFE = APPLICATION
    CHANNELS: ClassVar = {"window": "窗口", "post": "邮寄", "online": "网上"}
    RETURNS: ClassVar = {"window": "窗口领取", "post": "邮寄送达"}

    stage = models.CharField(max_length=24, default=NEW)
    """Found by its case, never by this alone."""
    party = models.ForeignKey(Party, models.PROTECT, related_name="applications")
    channel = models.CharField(max_length=8, default="window")
    answers = models.JSONField(default=dict)
    sealed = models.BinaryField()
    """form, contact name and phone, agent, postal address as one ciphertext under the party's key."""
    return_by = models.CharField(max_length=8, default="window")
    query_index = models.CharField(max_length=64)
    """HMAC of the query code (查询密码) printed on the receipt."""
    hall_code = models.CharField(max_length=12)
    window_code = models.CharField(max_length=16)
    brought_at = models.DateTimeField()

    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = unlock(self.party.key, self.sealed)
        return facts
