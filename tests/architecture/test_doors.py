"""Every URL has a row in the policy, so that no page is ever open by omission."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from onewindow.api import policy as api
from onewindow.web import policy as web

POLICY = {**web.POLICY, **api.POLICY}


def doors(resolver: URLResolver, path: str = "", prefix: str = "") -> Iterator[tuple[str, str]]:
    """Name (with namespace) and route of every pattern below the resolver."""
    for entry in resolver.url_patterns:
        route = f"{path}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield (f"{prefix}{entry.name}" if entry.name else ""), route
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from doors(entry, route, inner)


def all_doors() -> list[tuple[str, str]]:
    return list(doors(get_resolver()))


def test_every_door_has_a_name() -> None:
    nameless = [route for name, route in all_doors() if not name]
    assert not nameless, f"{nameless}: give each a name, and its name a row in the policy of its door."


def test_every_door_has_a_row_in_the_policy() -> None:
    open_doors = [f"{name} ({route})" for name, route in all_doors() if name and name not in POLICY]
    assert not open_doors, f"{open_doors}: say in onewindow.web.policy or onewindow.api.policy who may enter."


def test_every_row_of_the_policy_is_about_a_door() -> None:
    gone = set(POLICY) - {name for name, _ in all_doors()}
    assert not gone, f"{sorted(gone)}: no such URL name; delete the row."
