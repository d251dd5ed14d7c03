"""Which office (审批局) draws up the batches of which agencies, and whose post may do it."""

from __future__ import annotations

from onewindow.catalogue.keeping import catalogue_rules
from onewindow.core.numbers.division import Division
from onewindow.core.roles import Actor
from onewindow.places.directory import directory


def offices() -> tuple[str, ...]:
    """The offices of this installation, in the order of the rules."""
    places = directory().agencies
    return tuple(code for code in catalogue_rules().offices if code in places)


def listed_by(office: str) -> frozenset[str]:
    """The agencies whose nearest office this is: their items are approved by the government of its level."""
    return frozenset(code for code in directory().agencies if office_of(code) == office)


def office_of(agency_code: str) -> str:
    """The nearest office at or above the agency's division; empty where there is none."""
    places = directory().agencies
    division = places[agency_code].division_id
    stems = {code: Division(places[code].division_id).stem for code in offices()}
    above = [code for code, stem in stems.items() if division.startswith(stem)]
    return max(above, key=lambda code: len(stems[code]), default="")


def office_of_post(by: Actor) -> str:
    """The office for which this post keeps batches; empty for every other post, and one of certain matters only."""
    return by.agency if by.role == "administrator" and not by.matters and by.agency in offices() else ""


def pledging_for(by: Actor) -> str:
    """The agency for which this post pledges: the head (行政主要负责人) signs for the whole of it."""
    return by.agency if by.role == "head" and not by.matters else ""
