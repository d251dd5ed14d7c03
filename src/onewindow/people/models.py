"""Who applies and who serves."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from onewindow.core.lives import APPOINTMENT
from onewindow.core.roles import ROLES, Actor
from onewindow.journal.models import LivingThing, Thing
from onewindow.places.models import Agency, Hall, Window
from onewindow.vault.cipher import blind_index
from onewindow.vault.models import SubjectKey
from onewindow.vault.subjects import unlock


class PartyQuerySet(models.QuerySet["Party"]):
    def by_number(self, number: str) -> PartyQuerySet:
        """The party with this ID number or USCC, found by the blind index."""
        return self.by_index(blind_index("party number", number))

    def by_index(self, index: str) -> PartyQuerySet:
        return self.filter(number_index=index).select_related("key")


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


def in_stead(deputy: Staff, principal: Staff) -> str:
    """The name under which a deputy acts: 李雷（代赵明）."""
    return f"{deputy.name}（代{principal.name}）"


class Appointment(LivingThing):
    """任职: by whom and why a post was given, and taken back. What it gives stands in the Post."""

    LIFE = APPOINTMENT

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="appointments")
    given_by = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)


def _dates(on: date, path: str = "") -> models.Q:
    still = models.Q(**{f"{path}until__isnull": True}) | models.Q(**{f"{path}until__gte": on})
    return models.Q(**{f"{path}since__lte": on}) & still


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self, on: date) -> PostQuerySet:
        """On that day, both ends included; a deputy's no longer than the post it stands in for."""
        own = models.Q(stands_in_for__isnull=True) | _dates(on, "stands_in_for__")
        return self.filter(_dates(on), own)

    def whole(self) -> PostQuerySet:
        return self.select_related(
            "staff", "agency__division", "hall__division", "window__hall", "stands_in_for__staff"
        )


class Post(models.Model):
    """A role for an agency, hall or window, from a date to a date."""

    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=list(ROLES.items()))
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True)
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True)
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True)
    items = models.JSONField(default=list)
    """Slugs of instant items this window is authorised to decide (即办授权书)."""
    matters = models.JSONField(default=list)
    """Slugs of the matters a reviewer, decider or head covers; empty for all of the agency's."""
    level = models.PositiveSmallIntegerField(default=0)
    """The one level of agencies (GB/T 39046 A.2) that a supervisor watches; 0 for every level."""
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day in force."""
    stands_in_for = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputies")
    """代理: the post whose work is done meanwhile; the holder keeps it."""
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, related_name="post")
    """The act that gave or ended it; a post loaded with the installation has none until it is ended."""

    objects = PostQuerySet.as_manager()

    @property
    def role_label(self) -> str:
        return ROLES[self.role]

    def is_in_force(self, on: date) -> bool:
        """Of a post that was read whole, what `in_force` says of it."""
        own = self.since <= on and (self.until is None or on <= self.until)
        return own and (self.stands_in_for is None or self.stands_in_for.is_in_force(on))

    @property
    def holder(self) -> str:
        """赵明, or 李雷（代赵明） for a deputy."""
        return in_stead(self.staff, self.stands_in_for.staff) if self.stands_in_for else self.staff.name

    @property
    def place(self) -> str:
        """Where the post is, in words."""
        if self.window:
            return f"{self.window.hall.name} {self.window.name}"
        if self.hall:
            return self.hall.name
        return self.agency.name if self.agency else ""

    @property
    def division(self) -> str:
        """The division code of its agency or hall."""
        return self.agency.division_id if self.agency else self.hall.division_id if self.hall else ""

    def actor(self) -> Actor:
        """The holder acting through this post; a deputy under both names."""
        principal = self.stands_in_for
        return Actor(
            staff_id=self.staff.id, name=self.holder, role=self.role,
            agency=self.agency_id or "", hall=self.hall_id or "", window=self.window_id or "",
            division=self.division, phone=self._phone(), items=frozenset(self.items),
            matters=frozenset(self.matters), level=self.level,
            stands_for=principal.staff_id if principal else None,
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
