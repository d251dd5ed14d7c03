"""A door that somebody forgot to give a row."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def unlisted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


urlpatterns = [path("unlisted/", unlisted, name="unlisted"), path("", include("onewindow.config.urls"))]
