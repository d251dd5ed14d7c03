"""How a function becomes a URL of the API: who may, one effect a submission, and its page in the document."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse
from ninja import Router
from ninja.constants import NOT_SET
from pydantic import BaseModel

from onewindow.api.call import Call, call_of, enter
from onewindow.api.document import described
from onewindow.api.policy import way_of
from onewindow.api.problems import KINDS, Problem
from onewindow.api.problems.findings import clean
from onewindow.core.refusal import Finding
from onewindow.journal.commit import Answer
from onewindow.journal.once import once

View = Callable[..., Any]
JSON, HTML = "application/json", "text/html"
_CODE = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")


def act(
    router: Router,
    path: str,
    *,
    name: str,
    label: str,
    answers: type[BaseModel],
    command: Callable[..., Any],
    also: tuple[str, ...] = (),
) -> Callable[[View], View]:
    """A POST that carries a command: done once for its key, answered with 201 and what came into being.

    The refusals it may answer are read from the docstring of `command`; `also` names more.
    """

    def register(view: View) -> View:
        def run(request: HttpRequest, **given: Any) -> Answer:
            call = call_of(request)
            only_known(request, frozenset())
            return once(call.sender, call.key, call.content, lambda: view(call, **given))

        _put(router.post, path, name, label, view, run, {201: answers}, refusals(command, also))
        return view

    return register


def read(
    router: Router,
    path: str,
    *,
    name: str,
    label: str,
    answers: type[BaseModel] | None = None,
    files: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    page: Callable[[Any], HttpResponse] | None = None,
) -> Callable[[View], View]:
    """A GET; a view that answers a file, of one of these media types, makes the response itself.

    `page` shows what was found to a browser that would rather have HTML than JSON.
    """

    def register(view: View) -> View:
        known = _parameters(view)

        def run(request: HttpRequest, **given: Any) -> Any:
            only_known(request, known)
            found = view(call_of(request), **given)
            return page(found) if page and request.get_preferred_type([JSON, HTML]) == HTML else found

        told = (*files, HTML) if page else files
        _put(router.get, path, name, label, view, run, {200: answers} if answers else None, also, told)
        return view

    return register


def ask(
    router: Router, path: str, *, name: str, label: str, answers: type[BaseModel], also: tuple[str, ...] = ()
) -> Callable[[View], View]:
    """A POST that only asks; it is no act, because what is asked with must not stand in an address."""

    def register(view: View) -> View:
        def run(request: HttpRequest, **given: Any) -> Any:
            return view(call_of(request), **given)

        _put(router.post, path, name, label, view, run, {200: answers}, also)
        return view

    return register


def _put(
    put: Callable[..., Callable[[View], View]],
    path: str,
    name: str,
    label: str,
    view: View,
    run: View,
    answers: dict[int, type[BaseModel]] | None,
    codes: tuple[str, ...],
    files: tuple[str, ...] = (),
) -> None:
    run.__name__, run.__doc__ = view.__name__, view.__doc__
    run.__signature__ = _signature(view)  # type: ignore[attr-defined]
    way, method = way_of(f"api:{name}"), put.__name__.upper()
    put(
        path, url_name=name, operation_id=f"{name}-{method.lower()}", summary=label, auth=None if way.is_public else enter,
        response=answers or NOT_SET, openapi_extra=described(way, method, inspect.signature(view, eval_str=True), answers, files, codes),
    )(run)  # fmt: skip


def only_known(request: HttpRequest, known: frozenset[str]) -> None:
    """Refuse a parameter that nothing reads, for it was meant to do something."""
    if strangers := sorted(set(request.GET) - known):
        raise Problem(
            "invalid-query", findings=[Finding(clean(one), "没有这个参数，请删去。") for one in strangers]
        )


def _parameters(view: View) -> frozenset[str]:
    """The names in the query string that a view reads."""
    models = [get_args(p.annotation) for p in inspect.signature(view, eval_str=True).parameters.values()]
    return frozenset(name for args in models if args for name in getattr(args[0], "model_fields", ()))


def _signature(view: View) -> inspect.Signature:
    """The view's own parameters behind the request, as types and not as text."""
    _, *given = inspect.signature(view, eval_str=True).parameters.values()
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return inspect.Signature([request, *given])


def refusals(command: Callable[..., Any], also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The codes that a command's docstring names, and more."""
    named = [code for code in _CODE.findall(command.__doc__ or "") if code in KINDS]
    return tuple(dict.fromkeys((*named, *also)))


__all__ = ["Call", "act", "ask", "read", "refusals"]
