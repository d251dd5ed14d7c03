"""What may be done with a random list, what lists share, a bundle or a delegation, and who may stand in for whom."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from onewindow.bundles import commands as rolling
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue import commands as listing
from onewindow.catalogue.commands import sharing
from onewindow.catalogue.keeping import agencies_kept, keeps_library
from onewindow.catalogue.models import Edition, LibraryChange, LibraryEntry
from onewindow.core.calendar import local
from onewindow.core.roles import Actor
from onewindow.delegation import commands as delegating
from onewindow.delegation.models import CAPACITIES, FORMS, Delegation
from onewindow.people.commands.appoint_deputy import appoint_deputy
from onewindow.people.models import Post, Staff
from onewindow.places.directory import agency
from onewindow.places.models import Agency
from tests.invariants.people import ITEMS

if TYPE_CHECKING:
    from tests.invariants.driver import Walk

REASON = "按上级要求调整清单内容。"


def editions(*stages: str) -> Any:
    """Lists of matters that nobody applies for in this walk, so that taking in goes on."""
    return Edition.objects.filter(stage__in=stages).exclude(slug__in=ITEMS)


def keeper(walk: Walk, code: str) -> Actor:
    """Mostly somebody who keeps the lists of this agency; sometimes anybody at all."""
    fitting = [actor for actor in walk.people() if code in agencies_kept(actor)]
    return walk.draw.choice(fitting if fitting and walk.draw.random() < 0.9 else walk.people())


def revise_list(walk: Walk) -> Any:
    row = walk.one(editions("published"))
    return listing.revise(row.id, by=keeper(walk, row.agency_code), at=walk.now)


def edit_list(walk: Walk) -> Any:
    row = walk.one(editions("draft"))
    version = row.version if walk.draw.random() < 0.9 else row.version - 1
    return listing.edit(
        row.id, _changed(walk, row.document), version=version, by=keeper(walk, row.agency_code), at=walk.now
    )


def submit_list(walk: Walk) -> Any:
    row = walk.one(editions("draft"))
    return listing.submit(row.id, reason=REASON, by=keeper(walk, row.agency_code), at=walk.now)


def publish_list(walk: Walk) -> Any:
    row = walk.one(editions("submitted"))
    return listing.publish(row.id, by=keeper(walk, row.agency_code), at=walk.now)


def turn_list(walk: Walk) -> Any:
    """Give back, suspend, resume, withdraw or throw away."""
    verb, stage = walk.draw.choice(
        (("return_", "submitted"), ("suspend", "published"), ("resume", "suspended"), ("discard", "draft"),
         ("withdraw", "suspended"))
    )  # fmt: skip
    row = walk.one(editions(stage))
    return getattr(listing, verb)(row.id, reason=REASON, by=keeper(walk, row.agency_code), at=walk.now)


def change_shared(walk: Walk) -> Any:
    """Propose what a paper is to look like, or another help beside a field; sometimes nothing new."""
    row = walk.one(LibraryEntry.objects.filter(kind__in=("materials", "fields")))
    said = "办理前请先核对。" * walk.draw.randint(0, 4)
    document = {**row.document, "requirement" if row.kind == "materials" else "help": said}
    return sharing.propose(
        row.kind, row.key, document, new=False, reason=REASON, by=_of_the_office(walk), at=walk.now
    )


def answer_change(walk: Walk) -> Any:
    row = walk.one(LibraryChange.objects.filter(stage="proposed"))
    answer = walk.draw.choice((sharing.adopt, sharing.adopt, sharing.refuse, sharing.withdraw))
    return answer(row.id, words=REASON, by=_of_the_office(walk), at=walk.now)


def _of_the_office(walk: Walk) -> Actor:
    fitting = [actor for actor in walk.people() if keeps_library(actor)]
    return walk.draw.choice(fitting if fitting and walk.draw.random() < 0.9 else walk.people())


def begin_bundle(walk: Walk) -> Any:
    row = walk.one(BundleEdition.objects.filter(stage="published"))
    return rolling.begin(_changed(walk, row.document), by=keeper(walk, row.lead), at=walk.now)


def edit_bundle(walk: Walk) -> Any:
    row = walk.one(BundleEdition.objects.filter(stage="draft"))
    document = _changed(walk, row.document)
    return rolling.edit(row.id, document, version=row.version, by=keeper(walk, row.lead), at=walk.now)


def submit_bundle(walk: Walk) -> Any:
    row = walk.one(BundleEdition.objects.filter(stage="draft"))
    return rolling.submit(row.id, reason=REASON, by=keeper(walk, row.lead), at=walk.now)


def publish_bundle(walk: Walk) -> Any:
    row = walk.one(BundleEdition.objects.filter(stage="submitted"))
    return rolling.publish(row.id, by=keeper(walk, row.lead), at=walk.now)


def turn_bundle(walk: Walk) -> Any:
    verb, stage = walk.draw.choice(
        (("return_", "submitted"), ("discard", "draft"), ("withdraw", "published"))
    )
    row = walk.one(BundleEdition.objects.filter(stage=stage))
    return getattr(rolling, verb)(row.id, reason=REASON, by=keeper(walk, row.lead), at=walk.now)


def ask_for_power(walk: Walk) -> Any:
    item = walk.one(editions("published"))
    above = agency(item.agency_code).division_id[:4].rstrip("0")
    taker = walk.one(Agency.objects.filter(division__code__startswith=above).exclude(code=item.agency_code))
    return delegating.ask(
        item.slug, taker.code, form=walk.draw.choice(sorted(FORMS)), effective_from=_later(walk),
        capacity=dict.fromkeys(CAPACITIES, "已经具备"), reason=REASON, by=keeper(walk, taker.code), at=walk.now,
    )  # fmt: skip


def answer_request(walk: Walk) -> Any:
    row = walk.one(Delegation.objects.filter(stage="asked"))
    answer = delegating.grant if walk.draw.random() < 0.7 else delegating.refuse
    return answer(row.id, words="经核实具备承接条件。", by=keeper(walk, row.from_agency), at=walk.now)


def end_delegation(walk: Walk) -> Any:
    row = walk.one(Delegation.objects.filter(stage__in=("asked", "granted")))
    if row.stage == "asked":
        return delegating.withdraw(row.id, reason=REASON, by=keeper(walk, row.to_agency), at=walk.now)
    by = keeper(walk, row.from_agency)
    return delegating.take_back(row.id, ends_on=_later(walk), reason=REASON, by=by, at=walk.now)


def deputise(walk: Walk) -> Any:
    """Somebody stands in for somebody from today on; whoever acts is drawn from the deputies, too."""
    today = local(walk.now).date()
    post = walk.one(Post.objects.in_force(today).filter(stands_in_for=None).exclude(agency=None))
    return appoint_deputy(
        post.pk, walk.one(Staff.objects.all()).pk, since=today, until=today + timedelta(days=walk.draw.randint(5, 30)),
        reason="年休假期间代理。", by=keeper(walk, post.agency_id or ""), at=walk.now,
    )  # fmt: skip


def _later(walk: Walk) -> Any:
    return local(walk.now).date() + timedelta(days=walk.draw.randint(1, 20))


def _changed(walk: Walk, document: Any) -> Any:
    """The same document from a later day on; now and then without its name."""
    new = {**deepcopy(document), "effective_from": _later(walk).isoformat()}
    if walk.draw.random() < 0.1:
        new["name"] = ""
    return new
