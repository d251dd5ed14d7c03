"""改革台账: two sides chosen from two lists, a pair of bars a measure, and behind every number its list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from onewindow.core.calendar import local
from onewindow.reform.ledger import FIVE, MEASURES
from onewindow.reform.sides import Choice, choices, label_of, references, revised
from onewindow.web.reform.comparison import SHARED, comparison
from onewindow.web.visit import visit_of

RULES = (
    "环节、材料、时限、收费按所需最多的情形计；“最少材料”按所需最少的情形计。",
    "免提交和可交可不交的材料不计。",
    "时限折合成工作日：自然日按七分之五计。",
    "同一基本目录事项有几家实施的，按层级最高的一家计。",
)
"""How the figures are made, for the page and the paper."""


def ledger(request: HttpRequest) -> HttpResponse:
    items = revised()
    offered = [*choices(), *_editions(items)]
    before, after = chosen(request, offered)
    compared = comparison(before, after, local(visit_of(request).at).date())
    opened = (MEASURES | {SHARED.key: SHARED}).get(request.GET.get("measure", ""), FIVE[2])
    context = {
        "offered": offered,
        "compared": compared,
        "faults": references().findings,
        "without": not references().held,
        "pairs": [(pair, _url(before, after, pair.measure.key)) for pair in compared.pairs],
        "shared_url": _url(before, after, SHARED.key),
        "paper_url": f"{reverse('reform-ledger-pdf')}?{urlencode({'before': before, 'after': after})}",
        "rules": RULES,
        "opened": opened,
        "is_shared": opened == SHARED,
        "lines": compared.lines(opened),
        "reforms": [
            (name, _url(f"edition:{slug}:{newest - 1}", f"edition:{slug}:{newest}", "materials"))
            for slug, name, newest in items
        ],
    }
    return render(request, "reform/ledger.html", context)


def chosen(request: HttpRequest, offered: list[Choice]) -> tuple[str, str]:
    """What the address names, if there is such a side; else the city and the first reference city.

    Without one, the city and the first of its divisions, or the city and itself.
    """
    keys = [choice.key for choice in offered]
    others = sorted(keys[1:], key=lambda key: not key.startswith("reference:"))
    before, after = (
        key if key in keys or label_of(key) else first
        for key, first in zip(
            (request.GET.get("before", ""), request.GET.get("after", "")),
            (keys[0], [*others, keys[0]][0]),
            strict=True,
        )
    )
    return before, after


def _editions(items: list[tuple[str, str, int]]) -> list[Choice]:
    return [
        Choice(f"edition:{slug}:{number}", f"{name}（第{number}版）")
        for slug, name, newest in items
        for number in range(newest, 0, -1)
    ]


def _url(before: str, after: str, measure: str) -> str:
    named = urlencode({"before": before, "after": after, "measure": measure})
    return f"{reverse('reform-ledger')}?{named}#list"
