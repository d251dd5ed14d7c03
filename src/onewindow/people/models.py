"""Who applies and who serves."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from onewindow.core.roles import ROLES, Actor
from onewindow.journal.models import Thing
from onewindow.places.models import Agency, Hall, Window
from onewindow.vault.cipher import blind_index
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import unlock


class PartyQuerySet(models.QuerySet["Party"]):
    def by_number(self, number: str) -> PartyQuerySet:
        """The party with this ID number or USCC, found by the blind index."""
        return self.filter(number_index=blind_index("party number", number)).select_related("key")


class Party(Thing):
    """A person or an organisation (申请人). Names stay clear because desks search them; the rest is sealed."""

    KIND = "party"
    KINDS: ClassVar = [("person", "自然人"), ("organisation", "法人或其他组织")]

    kind_of_party = models.CharField(max_length=12, choices=KINDS)
    name = models.CharField(max_length=100, db_index=True)
    number_index = models.CharField(max_length=64, unique=True)
    key = models.OneToOneField(SubjectKey, models.PROTECT)
    sealed = models.BinaryField()
    """number, phone, address, birth, legal_person … as one ciphertext."""

    objects = PartyQuerySet.as_manager()

    def facts(self) -> dict[str, str]:
        """Everything known of the party in clear; looks are for those who act on its case."""
        facts: dict[str, str] = unlock(self.key, self.sealed)
        return facts


def masked_name(name: str) -> str:
    """王** for a public screen (ux.md §3.9)."""
    return name[:1] + "*" * max(len(name) - 1, 1)


def masked_number(number: str) -> str:
    """The first 6 and last 2 characters of an identity number."""
    return f"{number[:6]}{'*' * (len(number) - 8)}{number[-2:]}" if len(number) > 8 else "*" * len(number)


class StaffManager(BaseUserManager["Staff"]):
    def get_by_natural_key(self, username: str | None) -> Staff:
        return self.get(username=username)


class Staff(AbstractBaseUser):
    """A person who serves. Has no power but through a Post."""

    id = models.UUIDField(primary_key=True)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects = StaffManager()

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self, on: date) -> PostQuerySet:
        return self.filter(since__lte=on).filter(models.Q(until__isnull=True) | models.Q(until__gte=on))

    def whole(self) -> PostQuerySet:
        return self.select_related("staff", "agency__division", "hall__division", "window")


class Post(models.Model):
    """A role for an agency, hall or window, from a date to a date."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=list(ROLES.items()))
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True)
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True)
    items = models.JSONField(default=list)
    """Slugs of instant items this window is authorised to decide (即办授权书)."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    @property
    def role_label(self) -> str:
        return ROLES[self.role]

    def actor(self) -> Actor:
        """The holder acting through this post."""
        division = self.agency.division_id if self.agency else self.hall.division_id if self.hall else ""
        return Actor(
            staff_id=self.staff.id, name=self.staff.name, role=self.role,
            agency=self.agency_id or "", hall=self.hall_id or "", window=self.window_id or "",
            division=division, phone=self._phone(), items=frozenset(self.items),
        )  # fmt: skip

    def _phone(self) -> str:
        if self.window:
            return self.window.phone
        if self.hall:
            return self.hall.phone
        return self.agency.phone if self.agency else ""


class FailedAttempts(models.Model):
    """Wrong passwords given for one account since the last right one."""

    tried = models.CharField(max_length=40, unique=True)
    """An account, or a case number asked for with a query code."""
    count = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField()
