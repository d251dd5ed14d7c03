"""What is offered of a bundle on a day: the editions of its items in force, and what it is checked against."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings

from onewindow.bundles.checking import Surroundings
from onewindow.bundles.codes import code_pattern
from onewindow.bundles.schema import Bundle
from onewindow.catalogue.models import Edition
from onewindow.catalogue.schema import Edition as Guide
from onewindow.places.directory import directory


def items_in_force(slugs: Iterable[str], on: date) -> dict[str, Guide]:
    """One statement. Items that are not offered on that day are missing."""
    return {row.slug: row.guide for row in Edition.objects.in_force(on).filter(slug__in=set(slugs))}


def surroundings(bundle: Bundle, on: date) -> Surroundings:
    """What the bundle is checked against, as it stands on that day."""
    return Surroundings(
        items=items_in_force(bundle.items, on),
        agencies=directory().agencies,
        code=code_pattern(settings.CONTENT_DIR),
    )


def on_offer(bundle: Bundle, items: Mapping[str, Guide]) -> Bundle:
    """The bundle without the members whose items are suspended or ended; the others go on without them."""
    members = tuple(one for one in bundle.members if one.item in items)
    if len(members) == len(bundle.members):
        return bundle
    there = {one.id for one in members}
    left = [
        one.model_copy(update={"after": tuple(before for before in one.after if before in there)})
        for one in members
    ]
    joint = [one for one in bundle.joint if set(one.members) <= there]
    same = [
        one.model_copy(
            update={"fields": tuple(place for place in one.fields if place.split(".")[0] in there)}
        )
        for one in bundle.same
    ]
    return bundle.model_copy(update={"members": tuple(left), "joint": tuple(joint), "same": tuple(same)})
