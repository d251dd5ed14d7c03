"""What there is to attack: every form that a visitor is shown, every address, every name of the resolver."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

import onewindow.web
from onewindow.people.models import Post
from onewindow.web.policy import POLICY, PUBLIC
from tests.fuzz.markup import Form, Page

VISITORS = {
    "public": "", "applicant": "", "clerk": "wang", "clerk elsewhere": "chen", "reviewer": "zhao", "reviewer 2": "jiang",
    "decider": "sun", "head": "zhou", "issuer": "qian", "supervisor": "zheng", "manager": "wu", "administrator": "yu2",
}  # fmt: skip
TOKEN = "a" * 32
"""Sent as cookie and header, so that only what is meant to be hostile is."""
PAGES_A_NAME = 6
FORMS_A_NAME = 4
_NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d{6,}|\d+$")


@dataclass(frozen=True)
class Route:
    """One named address of the resolver; `arguments` in their order, each with its converter's name."""

    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True)
class Target:
    """One thing a visitor can send: a form to one of its addresses, or a look at a page (`form` is None)."""

    visitor: str
    name: str
    path: str
    form: Form | None = None


@dataclass
class Ground:
    """All targets, and by the name of an address's argument the values that are known for it."""

    targets: list[Target] = field(default_factory=list)
    known: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    def names(self, method: str) -> set[str]:
        return {one.name for one in self.targets if (one.form.method if one.form else "GET") == method}


def routes() -> list[Route]:
    """Every page of the resolver; the interface for programs has its own tests."""
    return list(_routes(get_resolver().url_patterns, ()))


def _routes(patterns: list[URLPattern | URLResolver], before: tuple[str, ...]) -> Iterator[Route]:
    for one in patterns:
        arguments = (*before, *one.pattern.converters)
        if isinstance(one, URLResolver):
            if not one.namespace:
                yield from _routes(one.url_patterns, arguments)
        elif one.name in POLICY:
            yield Route(one.name, arguments)


def query_names() -> list[str]:
    """Every name that some page reads from its address."""
    source = "\n".join(path.read_text("utf-8") for path in Path(onewindow.web.__file__).parent.rglob("*.py"))
    found = re.findall(r'GET\.get(?:list)?\("([\w.-]+)"|"([\w.-]+)" in request\.GET', source)
    return sorted({one or other for one, other in found})


def field_names() -> list[str]:
    """Every name that some page reads from a form, for forms that no page of the demo city shows."""
    source = "\n".join(path.read_text("utf-8") for path in Path(onewindow.web.__file__).parent.rglob("*.py"))
    return sorted(set(re.findall(r'(?:POST|typed|posted|post)(?:\.get(?:list)?\(|, )"([\w.-]+)"', source)))


def client_of(visitor: str, tracked: tuple[str, str]) -> Client:
    """A client signed in as this visitor; the applicant has followed the case `tracked` (number, code)."""
    client = Client(raise_request_exception=False)
    if VISITORS[visitor]:
        post = Post.objects.select_related("staff").get(staff__username=VISITORS[visitor])
        client.force_login(post.staff)
        session = client.session
        session["post"] = post.pk
        session.save()
    elif visitor == "applicant":
        answer = client.post("/track/", {"no": tracked[0], "code": tracked[1]})
        assert answer.status_code == 302, "the demo city's case could not be followed"
    return client


def survey(tracked: tuple[str, str]) -> Ground:
    """Walk every visitor's pages by their links and collect what can be sent."""
    ground = Ground()
    for visitor in VISITORS:
        client = client_of(visitor, tracked)
        ground.cookies[visitor] = {name: morsel.value for name, morsel in client.cookies.items()} | {
            "csrftoken": TOKEN
        }
        Walk(visitor, client, ground).go()
    return ground


class Walk:
    """One visitor's way through the pages, at most PAGES_A_NAME of each kind."""

    def __init__(self, visitor: str, client: Client, ground: Ground) -> None:
        self.visitor, self.client, self.ground = visitor, client, ground
        self.visited: dict[str, int] = defaultdict(int)
        self.shapes: dict[str, set[object]] = defaultdict(set)
        self.queue: deque[str] = deque()
        self.met: set[str] = set()

    def go(self) -> None:
        role = next(iter(Post.objects.filter(staff__username=VISITORS[self.visitor])), None)
        for route in routes():
            may = POLICY[route.name].roles & {PUBLIC, role.role if role else ""}
            if may and not route.arguments and "GET" in POLICY[route.name].methods:
                self._meet(str(get_resolver().reverse(route.name)), "/")
        while self.queue:
            self._visit(self.queue.popleft())

    def _meet(self, address: str, base: str) -> None:
        whole = urlsplit(urljoin(f"http://testserver{base}", address))
        path = f"{whole.path}?{whole.query}" if whole.query else whole.path
        name = self._name(whole.path) if whole.netloc == "testserver" else ""
        if not name or path in self.met:
            return
        self.met.add(path)
        for argument, value in resolve(whole.path).kwargs.items():
            if str(value) not in self.ground.known[argument]:
                self.ground.known[argument].append(str(value))
        if "GET" in POLICY[name].methods and self.visited[name] < PAGES_A_NAME:
            self.visited[name] += 1
            self.queue.append(path)

    def _name(self, path: str) -> str:
        try:
            name = resolve(path).view_name
        except Resolver404:
            return ""
        return name if name in POLICY else ""

    def _visit(self, path: str) -> None:
        answer = self.client.get(path)
        name = self._name(urlsplit(path).path)
        assert answer.status_code < 500, f"{self.visitor} cannot open {path}"
        if answer.status_code in {301, 302}:
            self._meet(answer["Location"], path)
        if (
            len(
                [
                    one
                    for one in self.ground.targets
                    if one.name == name and one.visitor == self.visitor and not one.form
                ]
            )
            < 3
        ):
            self.ground.targets.append(Target(self.visitor, name, path))
        if answer.status_code != 200 or "html" not in answer["Content-Type"]:
            return
        page = Page(answer.content.decode())
        for address in page.addresses:
            self._meet(address, path)
        for form in page.forms:
            self._take(form, path)

    def _take(self, form: Form, page: str) -> None:
        """A form once for each shape it comes in."""
        shape = frozenset(_NUMBERS.sub("#", one.name) + one.kind for one in form.fields)
        for action in form.actions:
            path = urlsplit(urljoin(f"http://testserver{page}", action))
            name = self._name(path.path)
            if name and shape not in self.shapes[name] and len(self.shapes[name]) < FORMS_A_NAME:
                self.shapes[name].add(shape)
                whole = f"{path.path}?{path.query}" if path.query and form.method == "POST" else path.path
                self.ground.targets.append(Target(self.visitor, name, whole, form))
