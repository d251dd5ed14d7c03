"""Finding a matter: by words, or by narrowing the list of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.listing import AUDIENCES, WAYS, Choice, Listed, Listing, listing
from onewindow.catalogue.models import Edition
from onewindow.clocks.board import work_calendar
from onewindow.core.calendar import local
from onewindow.places.directory import agency_shown, directory
from onewindow.web.guides.spelling import spell_hours
from onewindow.web.visit import visit_of

LONGEST_QUERY = 60
FILTERS = {"audience": "谁来办", "way": "怎么办", "theme": "主题", "agency": "部门"}
PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A matter in a list, with its agency in words."""

    item: Listed
    agency: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a filter: how many matters it leaves, and where it leads."""

    label: str
    count: int
    url: str
    chosen: bool


@gzip_page
def search(request: HttpRequest) -> HttpResponse:
    """Matters meant by plain words, pinyin initials or a code; without a word, the list of all."""
    text = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    on = local(visit_of(request).at).date()
    found, places = listing(on), directory()
    hits = found.of(edition.id for edition in Edition.objects.all().search(text, on)) if text else []
    context = {
        "bundles": BundleEdition.objects.all().search(text, on) if text else [],
        "q": text, "lines": _lines(hits), "themes": found.themes.items(), "here": "search",
        "halls": [hall for code, hall in sorted(places.halls.items()) if _serves(found, code)],
        "hours": spell_hours(work_calendar().office),
    }  # fmt: skip
    return render(request, "portal/search.html", context)


@gzip_page
def matters(request: HttpRequest) -> HttpResponse:
    """All matters in force, narrowed by audience, way, theme and agency; every word with its number."""
    found = listing(local(visit_of(request).at).date())
    choice = _choice(request.GET, found)
    chosen = found.chosen(choice)
    page = _page(request.GET, len(chosen))
    context = {
        "filters": _filters(found, choice), "chosen": choice, "total": len(chosen), "here": "matters",
        "lines": _lines(chosen[(page - 1) * PAGE : page * PAGE]), "heading": _heading(choice),
        "previous_url": _url(choice, page=page - 1) if page > 1 else "",
        "next_url": _url(choice, page=page + 1) if page * PAGE < len(chosen) else "",
    }  # fmt: skip
    return render(request, "portal/matters.html", context)


def _lines(items: list[Listed]) -> list[Line]:
    return [Line(item, agency_shown(item.agency).name) for item in items]


def _serves(found: Listing, hall: str) -> bool:
    return any(hall in item.halls for item in found.items)


def _words(found: Listing) -> dict[str, dict[str, str]]:
    """The words of each filter with their labels; what no matter has is not offered."""
    return {
        "audience": {"person": "个人办事", "organisation": "法人办事"},
        "way": WAYS,
        "theme": {theme: theme for theme in found.themes},
        "agency": {code: agency_shown(code).name for code in found.agencies},
    }


def _choice(given: QueryDict, found: Listing) -> Choice:
    """What was asked for; words that the catalogue does not know narrow nothing."""
    known: dict[str, Mapping[str, object]] = {
        "audience": AUDIENCES, "way": WAYS, "theme": found.themes, "agency": found.agencies,
    }  # fmt: skip
    return Choice(**{name: word for name in known if (word := given.get(name, "")) in known[name]})


def _filters(found: Listing, choice: Choice) -> list[tuple[str, list[Word]]]:
    groups = []
    for name, words in _words(found).items():
        counts = found.counts(name, choice, words)
        present = getattr(choice, name)
        everything = Word(
            "不限", len(found.chosen(choice.having(name, ""))), _url(choice.having(name, "")), not present
        )
        offered = [
            Word(label, counts[word], _url(choice.having(name, word)), word == present)
            for word, label in words.items() if counts[word] or word == present
        ]  # fmt: skip
        groups.append((FILTERS[name], [everything, *offered]))
    return groups


def _url(choice: Choice, page: int = 1) -> str:
    words = {name: getattr(choice, name) for name in FILTERS}
    asked = {name: word for name, word in words.items() if word} | ({"page": str(page)} if page > 1 else {})
    return reverse("matters") + (f"?{urlencode(asked)}" if asked else "")


def _page(given: QueryDict, total: int) -> int:
    """The page asked for, or the nearest there is."""
    text = given.get("page", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    return max(1, min(wanted, -(-total // PAGE)))


def _heading(choice: Choice) -> str:
    words = [
        {"person": "个人办事", "organisation": "法人办事"}.get(choice.audience, ""), WAYS.get(choice.way, ""), choice.theme,
        agency_shown(choice.agency).name if choice.agency else "",
    ]  # fmt: skip
    return " · ".join(word for word in words if word) or "全部事项"
