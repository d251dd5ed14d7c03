"""One call: which system carries it, who acts by it, when, and what it may see."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from typing import NoReturn

from django.db.models import QuerySet
from django.http import HttpRequest

from onewindow.api.forms import Files, is_form, read_form
from onewindow.api.models import System, good_token
from onewindow.api.policy import Way
from onewindow.api.problems.answering import CHALLENGE, Problem
from onewindow.api.scopes import AREAS, Scopes, read_scopes
from onewindow.cases.models import Case, CaseQuerySet
from onewindow.core.calendar import local
from onewindow.core.refusal import Refusal
from onewindow.core.roles import ROLES, Actor
from onewindow.people.models import Post, PostQuerySet
from onewindow.sql.reading import fetch

ACTING = "OneWindow-Acting"
KEY = "Idempotency-Key"
_BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/-]{20,200}=*)", re.IGNORECASE)
_ACTING = re.compile(
    r"(?P<who>[A-Za-z0-9_.@+-]{1,40})(?: *; *role=(?P<role>[a-z]{1,16}))?(?: *; *window=(?P<window>[a-z0-9-]{1,16}))?"
    r"(?: *; *for=(?P<whose>[A-Za-z0-9_.@+-]{1,40}))?"
)
_KEY = re.compile(r"[\x21-\x7e]{8,128}")

NONE = Scopes({})


@dataclass(frozen=True)
class Call:
    """`by` is the person in the post that acts or reads; None when a system reads for itself."""

    at: datetime
    way: Way
    carrier: System | None = None
    scopes: Scopes = NONE
    items: frozenset[str] | None = None
    """Slugs of the items open to this call; None when it is every item."""
    actor: Actor | None = None
    key: str = ""
    content: bytes = b""
    files: Files = field(default_factory=dict)
    """What came beside the JSON, by material."""

    @property
    def system(self) -> System:
        if self.carrier is None:
            raise RuntimeError("the policy let a stranger through")
        return self.carrier

    @property
    def by(self) -> Actor:
        if self.actor is None:
            raise RuntimeError("the policy let an act without a person through")
        return self.actor

    @property
    def sender(self) -> str:
        return f"system {self.system.code}"

    def cases(self) -> CaseQuerySet:
        """The cases that exist for this call."""
        if self.actor is not None:
            found = Case.objects.for_actor(self.actor)
        elif self.system.agency_id:
            found = Case.objects.filter(agency_code=self.system.agency_id)
        else:
            found = Case.objects.filter(hall_code=self.system.hall_id)
        return found if self.items is None else found.filter(edition__slug__in=self.items)

    def only(self, whose: QuerySet[Case], code: str = "no-such-case") -> None:
        """Refuse, as if it did not exist, what concerns a case of an item outside the scope.

        `whose` are the cases concerned. Of another agency's case the command itself says the same.
        """
        if self.items is not None and whose.exclude(edition__slug__in=self.items).exists():
            nowhere(code)

    def only_case(self, no: str) -> str:
        """The number, when the case's item is in scope. Raises Refusal `no-such-case` (404)."""
        if self.items is not None:
            self.only(Case.objects.filter(no=no))
        return no


def nowhere(code: str) -> NoReturn:
    """Raise the 404 of this code; its words stand in the catalogue of problems."""
    raise Refusal(code, "没有找到。", status=404)


def put_call(request: HttpRequest, call: Call) -> None:
    request.call = call  # type: ignore[attr-defined]


def call_of(request: HttpRequest) -> Call:
    call: Call = request.call  # type: ignore[attr-defined]
    return call


def enter(request: HttpRequest) -> Call:
    """Who calls, and whether they may: token, scope, and for an act the person and the submission's key.

    Raises Problem in this order, so that nobody learns of a body's faults what is not theirs to know.
    """
    call = _shown(request, call_of(request))
    method = request.method or ""
    area = call.way.area(method)
    if area:
        if area not in call.scopes.areas:
            raise Problem("insufficient-scope", f"这个令牌没有“{AREAS[area]}”（{area}）的权限范围。")
        call = replace(call, items=call.scopes.items(area))
    if method == "POST":
        key, actor = _key(request), _acting(request, call)
        content, files = _content(request)
        call = replace(call, key=key, actor=actor, content=content, files=files)
    elif ACTING in request.headers:
        call = replace(call, actor=_acting(request, call))
    put_call(request, call)
    return call


def _shown(request: HttpRequest, call: Call) -> Call:
    found = _BEARER.fullmatch(request.headers.get("Authorization", ""))
    if found is None:
        raise Problem("token-missing", headers={"WWW-Authenticate": CHALLENGE})
    token = good_token(found[1], call.at)
    if token is None:
        raise Problem("token-not-good", headers={"WWW-Authenticate": f'{CHALLENGE}, error="invalid_token"'})
    return replace(call, carrier=token.system, scopes=read_scopes(token.scopes))


def _key(request: HttpRequest) -> str:
    key = request.headers.get(KEY, "")
    if not _KEY.fullmatch(key):
        raise Problem(
            "idempotency-key-missing", "请在 Idempotency-Key 里写 8 至 128 个可见字符。" if key else ""
        )
    return key


def _content(request: HttpRequest) -> tuple[bytes, Files]:
    """What one submission is: where it goes, who acts, and every byte of the body or of each part; and its files."""
    head = f"{request.method} {request.path}\n{request.headers.get(ACTING, '')}\n"
    told = sha256(head.encode(errors="surrogateescape"))
    if is_form(request):
        form = read_form(request)
        told.update(form.digest)
        return told.digest(), form.files
    told.update(request.body)
    return told.digest(), {}


def _acting(request: HttpRequest, call: Call) -> Actor:
    """The person named, in the one post in force at the system's place whose role the act needs."""
    given = request.headers.get(ACTING, "").strip()
    if not given:
        raise Problem("acting-missing")
    named = _ACTING.fullmatch(given)
    roles = call.way.acting if request.method == "POST" else frozenset(ROLES)
    fitting = [post for post in _posts(named, call) if post.role in roles] if named else []
    if not fitting:
        raise Problem("acting-not-entitled")
    if len(fitting) > 1:
        raise Problem("acting-unclear")
    return replace(fitting[0].actor(), system=call.system.code)


def _posts(named: re.Match[str], call: Call) -> list[Post]:
    """The person's posts at the system's place; a deputy acts for another only where the header says so."""
    place, on = call.system, local(call.at).date()
    return [
        post for post in fetch(_held, named["who"])
        if post.is_in_force(on) and (post.agency_id, post.hall_id) == (place.agency_id, place.hall_id)
        and (post.stands_in_for.staff.username if post.stands_in_for else None) == named["whose"]
        and named["role"] in {None, post.role} and named["window"] in {None, post.window_id}
    ]  # fmt: skip


def _held(username: str) -> PostQuerySet:
    """All posts of somebody: few, and read by one statement whose text is put together once."""
    found: PostQuerySet = Post.objects.whole().filter(staff__username=username, staff__is_active=True)
    return found
