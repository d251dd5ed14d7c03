"""The platform's addresses and one more, which somebody forgot to enter into the policy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from onewindow.config.urls import handler400, handler403, handler404, handler500
from onewindow.config.urls import urlpatterns as listed

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

calls: list[str] = []


def forgotten(request: HttpRequest) -> HttpResponse:
    calls.append(str(request.method))
    return HttpResponse("done")


urlpatterns = [*listed, path("forgotten/", forgotten, name="forgotten")]
