"""一件事一次办: the list of bundles, and one of them from the person's situation to the phone number, in every edition."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import items_in_force
from onewindow.core.calendar import local
from onewindow.places.directory import directory
from onewindow.web.guides.bundle import bundle_page
from onewindow.web.guides.versions import Version, bundle_versions_of, shown_first
from onewindow.web.visit import visit_of


@gzip_page
def bundles(request: HttpRequest) -> HttpResponse:
    """All bundles offered today, those for persons and those for organisations apart. One statement."""
    places = directory()
    offered = list(BundleEdition.objects.in_force(local(visit_of(request).at).date()))
    groups = [
        (heading, [(row.bundle, places.agencies[row.lead].name) for row in offered if row.audience in (audience, "both")])
        for audience, heading in (("person", "个人一件事"), ("organisation", "企业和其他组织一件事"))
    ]  # fmt: skip
    return render(request, "portal/bundles.html", {"groups": groups, "here": "bundles"})


@gzip_page
def bundle(request: HttpRequest, slug: str, edition: int | None = None) -> HttpResponse:
    """One bundle; answers to its questions stand in the address, so that a link keeps them.

    An edition that no longer counts is shown with its items as they stood on its last day.
    """
    today = local(visit_of(request).at).date()
    versions = bundle_versions_of(slug, today)
    version = _version(versions, edition)
    whole = version.row.bundle
    items = items_in_force(whole.items, version.shown_as_on(today))
    given = {key: str(value) for key, value in request.GET.items()}
    url = (
        reverse("bundle", args=[slug]) if edition is None else reverse("bundle-edition", args=[slug, edition])
    )
    context = bundle_page(whole, items, given, url) | {
        "here": "bundles", "version": version, "versions": versions,
        "current": next((one for one in versions if one.state == "current"), None),
        "coming": [one for one in versions if one.state == "future"],
    }  # fmt: skip
    return render(request, "portal/bundle.html", context)


def _version(versions: list[Version[BundleEdition]], edition: int | None) -> Version[BundleEdition]:
    """The edition asked for, or the one that counts today. Raises Http404."""
    if edition is None:
        found = shown_first(versions)
    else:
        found = next((one for one in versions if one.row.edition == edition), None)
    if found is None:
        raise Http404
    return found
