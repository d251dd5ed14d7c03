"""The address of every page, found as a person finds it: by the links of the pages before."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from playwright.sync_api import BrowserContext

from onewindow.web.navigation import HOME
from onewindow.web.policy import DEMO, POLICY, PUBLIC
from tests.e2e.hall import Hall

HREF = re.compile(r"""(?:href|action|src|data-lookup|hx-get|formaction)=["']([^"'#]+)["']""")
TRACKED = re.compile(r"to track one: (?P<no>\S+?), 查询密码 (?P<code>\S+)")
WALKED = {"desk-scan", "engagement-mine", "evidence", "review-correction", "review-sheet-find"}
"""What stands only while somebody is at work on a case or an engagement: test_one_life.py and test_engagement.py open these."""
READABLE = {name: row.roles for name, row in POLICY.items() if "GET" in row.methods and name not in WALKED}
OF_ONE_NAME = 25
"""Pages of one name that are opened in search of others: cases differ in what can be done with them."""


class Links:
    """Where each name of the policy is, and who found it."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.places: dict[str, tuple[str, str, str]] = {}

    def found(self, name: str) -> tuple[str, str, str]:
        """(role, path, kind): kind is `page`, `part` for a fragment of one, or `file` for a paper or a picture."""
        assert name in self.places, f"No link leads to {name}"
        return self.places[name]

    def track_one(self, visitor: BrowserContext) -> None:
        """Look one matter up, so that its pages are open to this visitor."""
        told = TRACKED.search(self.hall.words)
        assert told, "The demo city names no case to track"
        page = visitor.new_page()
        page.goto("/track/")
        page.locator("main input[name=no]").fill(told["no"])
        page.locator("main input[name=code]").fill(told["code"])
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state("load")
        page.close()

    def follow(self, role: str, context: BrowserContext) -> None:
        """Walk the pages of this role from its home until every name it may read has an address."""
        wanted = {name for name, roles in READABLE.items() if _may(roles, role)}
        ahead = deque([reverse(HOME.get(role, "home")), *_without_argument(wanted)])
        seen, opened = set(ahead), Counter[str]()
        while ahead and wanted - set(self.places):
            path = ahead.popleft()
            name = _name_of(path)
            if name not in wanted or opened[name] >= self._worth_opening(name):
                continue
            opened[name] += 1
            for link in self._open(role, context, name, path):
                if link not in seen:
                    seen.add(link)
                    ahead.append(link)

    def _worth_opening(self, name: str) -> int:
        """How many of this name to open: a file has no links, so one is enough."""
        return 1 if name in self.places and self.places[name][2] == "file" else OF_ONE_NAME

    def _open(self, role: str, context: BrowserContext, name: str, path: str) -> list[str]:
        answered = context.request.get(path)
        kind = answered.headers.get("content-type", "")
        if not answered.ok or not kind.startswith("text/html"):
            if answered.ok:
                self.places.setdefault(name, (role, path, "file"))
            return []
        text = answered.text()
        self.places.setdefault(name, (role, path, "page" if "<html" in text else "part"))
        return [_local(unescape(link), path) for link in HREF.findall(text)]


def _may(roles: frozenset[str], role: str) -> bool:
    return role in roles or (role == PUBLIC and DEMO in roles)


def _without_argument(names: set[str]) -> list[str]:
    """Doors that a form or a script opens and no link."""
    found = []
    for name in sorted(names):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


def _local(link: str, path: str) -> str:
    parts = urlsplit(urljoin(path, link))
    return "" if parts.netloc else parts.path + (f"?{parts.query}" if parts.query else "")


def _name_of(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).url_name or ""
    except Resolver404:
        return ""
