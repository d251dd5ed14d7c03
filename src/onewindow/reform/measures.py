"""算法: how a number is made of the editions in force. Every measure is a row of a table here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from onewindow.reform.figures import Measured

Test = Callable[[Measured], bool]
QUICK_DAYS = 5
CITY_WIDE = frozenset({"city", "province", "nation"})


def _all(one: Measured) -> bool:
    return True


def _online(one: Measured) -> bool:
    return "online" in one.ways


def _quick(one: Measured) -> bool:
    """办结 within five working days, on the spot included (澄海: 三四三)."""
    return one.instant or one.number("days") <= QUICK_DAYS


def _slow(one: Measured) -> bool:
    return not _quick(one)


def _halved(one: Measured) -> bool:
    return 2 * one.number("days") <= one.number("statutory")


def _at_most_once(one: Measured) -> bool:
    return one.number("visits") <= 1


def _never(one: Measured) -> bool:
    return not one.number("visits")


def _by_utility(one: Measured) -> bool:
    return one.owner == "utility"


SHARES: Mapping[str, tuple[Test, Test]] = {
    "instant": (lambda one: one.instant, _all),
    "online": (_online, _all),
    "full_online": (lambda one: "full_online" in one.handling, _all),
    "nearby": (lambda one: "nearby" in one.ways, _all),
    "at_most_one_visit": (_at_most_once, _all),
    "zero_visits": (_never, _all),
    "online_at_most_one_visit": (_at_most_once, _online),
    "online_zero_visits": (_never, _online),
    "utilities_online": (_online, _by_utility),
    "within_five_days": (_quick, _all),
    "half_the_statutory_limit": (_halved, _slow),
}
"""Shares of editions in percent: which meet it, and among which. Every edition names a hall that takes it in."""
SHARES_OF: Mapping[str, str] = {"full_online_of": "full_online"}
"""The same share, among the items that the target names."""
COUNTS: Mapping[str, Test] = {
    "city_wide": lambda one: one.reach in CITY_WIDE,
    "id_card_only": lambda one: one.audience != "organisation" and one.id_card_only,
}
MOST = ("steps", "materials", "days", "visits", "fees")
"""The highest figure of the items that the target names."""
ROUTES = ("route_days", "route_steps", "route_materials", "route_forms", "route_rounds", "route_matters")
"""What the items and bundles that the target names come to, one after the other."""
CLAIMED = "claimed"
"""The share of base items (基本目录) that some agency has in force, in percent."""

SPEEDS: Mapping[str, tuple[str, Test]] = {
    "instant": ("即时办结", lambda one: one.instant),
    "quick": ("五个工作日内办结", lambda one: _quick(one) and not one.instant),
    "halved": ("比法定时限提速一半以上", lambda one: _slow(one) and _halved(one)),
    "rest": ("其余事项", lambda one: _slow(one) and not _halved(one)),
}
"""三四三 as a picture: every edition in force falls into exactly one."""
