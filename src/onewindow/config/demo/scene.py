"""A plot while it is being played: who acts in it, and the case it became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from onewindow.cases.folder import open_folder
from onewindow.cases.models import Case, Paper, Request
from onewindow.cases.obstacles import signers
from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.config.demo.script import Script
from onewindow.core.roles import Actor
from onewindow.issuance.models import Result
from onewindow.people.models import Post
from onewindow.people.register import PartyFacts


@dataclass(frozen=True)
class Cast:
    """Everybody who serves in the city, found by name or by post."""

    by_name: Mapping[str, Actor]

    def role(self, role: str, *, agency: str = "", hall: str = "") -> Actor:
        """The first of that role in the agency or hall. KeyError when there is none."""
        for actor in self.by_name.values():
            if actor.role == role and agency in {"", actor.agency} and hall in {"", actor.hall}:
                return actor
        raise KeyError(f"nobody is {role} of {agency}{hall}")

    def responsible(self, owner: str, *, agency: str, hall: str) -> Actor:
        """Who answers for a clock of this owner: the agency's reviewer, the hall's window or its counter."""
        if owner == "agency":
            return self.role("reviewer", agency=agency)
        return self.role("clerk" if owner == "window" else "issuer", hall=hall)


def cast() -> Cast:
    """The posts in force, in the order of places.yaml."""
    return Cast({post.staff.username: post.actor() for post in Post.objects.whole().order_by("pk")})


@dataclass
class Scene:
    """One plot being played. `no` and `query_code` are known once it was taken in."""

    script: Script
    edition: Edition
    facts: PartyFacts
    cast: Cast
    opinion: str
    """What a reviewer of this item writes when all is in order."""
    reasons: str
    """What the decider writes then."""
    agent_number: str = ""
    no: str = ""
    query_code: str = ""
    played: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def guide(self) -> schema.Edition:
        return self.edition.guide

    @property
    def clerk(self) -> Actor:
        return self.cast.by_name[self.script.clerk]

    @property
    def issuer(self) -> Actor:
        return self.cast.role("issuer", hall=self.clerk.hall)

    def of_agency(self, role: str) -> Actor:
        return self.cast.role(role, agency=self.guide.agency)

    def signer(self, act: str, at: datetime) -> Actor:
        """Who of the agency has the authority to sign: the decider, or the head where it is beyond his."""
        folder = open_folder(self.no, by=self.of_agency("decider"), at=at)
        return self.of_agency("decider" if "decider" in signers(folder, act).by else "head")

    @property
    def receiver(self) -> str:
        return self.facts.legal_person or self.facts.name

    def case(self) -> Case:
        return Case.objects.get(no=self.no)

    def open_request(self, what: str) -> Request:
        return Request.objects.open().filter(case__no=self.no, what=what).order_by("opened_at")[0]

    def results(self) -> list[Result]:
        return list(Result.objects.filter(case__no=self.no).order_by("no"))

    def barcodes(self, *stages: str) -> list[str]:
        return list(
            Paper.objects.filter(case__no=self.no, stage__in=stages).values_list("barcode", flat=True)
        )
