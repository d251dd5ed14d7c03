"""What every template knows: demo mode, the visitor's display, and at a desk who sits there and where to go."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from onewindow.core.roles import Actor
from onewindow.people.models import Post
from onewindow.places.directory import agency, hall, window
from onewindow.web.components import NavItem
from onewindow.web.display import display_mode
from onewindow.web.navigation import HOME, PLACES


@dataclass(frozen=True)
class Desk:
    staff: str
    post: str
    place: str
    home_url: str
    switch_url: str
    sign_out_url: str


def surroundings(request: HttpRequest) -> dict[str, object]:
    """Context of every template."""
    visit = getattr(request, "visit", None)
    common: dict[str, object] = {"demo": settings.DEMO, "mode": display_mode(request)}
    if visit is None:
        return common
    common["now"] = visit.at
    if visit.post is not None:
        common |= {"desk": _desk(visit.post, visit.actor), "nav": _nav(visit.actor.role, request.path)}
    return common


def _desk(post: Post, actor: Actor) -> Desk:
    return Desk(
        staff=post.holder, post=post.role_label, place=place_of(actor), home_url=reverse(HOME[post.role]),
        switch_url=reverse("post"), sign_out_url=reverse("signout"),
    )  # fmt: skip


def place_of(actor: Actor) -> str:
    """Where the actor sits, in words."""
    if actor.window:
        return f"{hall(actor.hall).name} {window(actor.window).name}"
    return hall(actor.hall).name if actor.hall else agency(actor.agency).name


def _nav(role: str, path: str) -> list[NavItem]:
    items = []
    for place in PLACES.get(role, ()):
        url = reverse(place.name)
        items.append(NavItem(label=place.label, url=url, key=place.key, current=path == url))
    return items
