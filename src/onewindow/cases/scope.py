"""What a post reaches: its agency and the matters it covers, or its division and the level it watches."""

from __future__ import annotations

from django.db.models import Q

from onewindow.core.numbers import division as codes
from onewindow.core.roles import Actor
from onewindow.places.directory import directory
from onewindow.places.models import Division


def visible(actor: Actor, case: str = "") -> Q:
    """Rows of what this post may see; the rest do not exist for it. `case` is the path from the row to its case."""
    if actor.role in {"reviewer", "decider", "head"}:
        return of_agency(actor, case)
    if actor.role in {"clerk", "issuer", "manager"}:
        return Q(hall_code=actor.hall)
    return of_division(actor, case) if actor.role == "supervisor" else Q(pk__in=[])


def of_agency(actor: Actor, case: str = "") -> Q:
    """Rows of the actor's agency and matters; `case` is the path from the row to its case, as `case__`."""
    mine = Q(agency_code=actor.agency)
    return mine & Q(**{f"{case}edition__slug__in": sorted(actor.matters)}) if actor.matters else mine


def of_division(actor: Actor, case: str = "") -> Q:
    """Rows of agencies in the actor's division, of the one level that the post watches if it says one."""
    inside = Q(**{f"{case}division__startswith": stem(actor)})
    if not actor.level:
        return inside
    return inside & Q(**{f"{case}division__in": Division.objects.filter(level=actor.level).values("code")})


def agencies_watched(actor: Actor) -> list[str]:
    """The agencies of `of_division` by their codes, for what is found by its agency and not by its case."""
    return [
        agency.code
        for agency in directory().agencies.values()
        if agency.division_id.startswith(stem(actor)) and actor.level in {0, agency.division.level}
    ]


def stem(actor: Actor) -> str:
    """The digits with which every division inside the actor's own begins; what begins none for a post without one."""
    return codes.Division(actor.division).stem if actor.division else "nowhere"
