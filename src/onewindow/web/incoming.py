"""The one place through which text comes in from a browser: every field, query, file name and cookie made plain."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from onewindow.core.plain import plain
from onewindow.web.errors import render_miss

Answerer = Callable[[HttpRequest], HttpResponse]


class PlainText:
    """No page, command or database ever meets a NUL, half a character or a text that is not NFC.

    An address with such a thing in it names nothing here (404); a cookie with one is nobody's.
    """

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookies = {
            name: value for name, value in request.COOKIES.items() if value.isascii() and value.isprintable()
        }
        request.COOKIES = cookies
        if plain(request.path_info) != request.path_info:
            return render_miss(request, 404)
        request.GET = plain_fields(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = plain_fields(request.POST)  # type: ignore[assignment]
            for name in request.FILES:
                for file in request.FILES.getlist(name):
                    file.name = plain(file.name or "")
        return self.get_response(request)


def plain_fields(given: QueryDict) -> QueryDict:
    """The same fields with plain names and values; names that become one keep the values of all."""
    fields = QueryDict(mutable=True)
    for name, values in given.lists():
        for value in values:
            fields.appendlist(plain(name), plain(value))
    fields._mutable = False
    return fields
